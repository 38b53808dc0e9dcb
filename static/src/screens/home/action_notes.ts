// What actions have to tell a person, and that mail cannot reach them. Changes nothing by itself.
import type { Notification } from '$generated/protocol';
import { one, run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { homeActions as words } from '$strings/home_actions';
import type { Told } from './told';

/** Brings the action and the topic that it was agreed in. */
export function fetchFor({ action, topic }: Notification): void {
  if (action === undefined) return;
  const quietly = (fetching: Promise<unknown>) => void fetching.catch(() => {});
  quietly(one(`/actions/${action}`, () => records.get('action_item', action)));
  if (topic !== undefined) quietly(one(`/topics/${topic}`, () => records.get('topic', topic)));
}

/** It waits: one thing to do. What was given just now may also wait for the reminder. */
function waits(note: Notification, action: number): NonNullable<Told['answers']> {
  const done = {
    yes: words.done,
    saidYes: words.doneSaid,
    accept: () => run('complete_action', { action }, {}),
  };
  if (note.because !== 'action_given') return done;
  return {
    ...done,
    no: words.later,
    saidNo: words.laterSaid,
    refuse: () => run('mark_notification_done', { notification: note.id }, {}),
  };
}

/** Undefined for what is not about actions or mail. */
export function note(note: Notification): Told | undefined {
  const { because, action: id, topic: where, ordinal, needs } = note;
  if (because === 'email_off')
    return {
      icon: 'mail',
      text: words.emailOff,
      href: '/settings',
      ...(needs && { why: words.emailOffWhy, go: words.emailOffGo }),
    };
  const action = id === undefined ? undefined : records.get('action_item', id);
  const topic = where === undefined ? undefined : records.get('topic', where);
  const title = action?.title ?? words.anAction;
  const who = (note.by === undefined ? '' : nameOf(note.by)) || home.somebody;
  const at = action?.ordinal ?? ordinal;
  const inTopic = `/topics/${where}${at === undefined ? '' : `?message=${at}`}`;
  const told = {
    // The owner keeps an action whose topic is gone.
    href: topic ? inTopic : id === undefined ? '/actions' : `/actions/${id}`,
    ...(topic && { place: topic.title }),
    ...(needs && {
      go: words.look,
      ...(action && { due: action.due }),
      ...(action?.state === 'open' && { answers: waits(note, action.id) }),
    }),
  };
  switch (because) {
    case 'action_given':
      return { ...told, icon: 'check-circle', text: words.given(who, title) };
    case 'action_due':
      return { ...told, icon: 'clock', text: words.due(title) };
    case 'action_late':
      return { ...told, icon: 'alert', text: words.late(title) };
    case 'action_done':
      return { ...told, icon: 'check-circle', text: words.finished(who, title) };
    default:
      return undefined;
  }
}
