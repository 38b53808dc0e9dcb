// What each kind of need says, and where it leads. The rows draw it; nothing here changes anything.
import type { IconName } from '../../assets/icons';
import { plain } from '$lib/plain';
import type { Notification } from '$generated/protocol';
import type { Need } from '$lib/state/home';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home as words } from '$strings/home';
import { more } from './more.svelte';
import type { Told } from './told';

export interface NeedWords {
  icon: IconName;
  title: string;
  /** What was said, or why it matters. */
  why: string;
  /** Where it was said. */
  place: string;
  href: string;
  go: string;
  /** The day on which it is late. */
  due?: string | undefined;
  answers?: Told['answers'];
}

export const teamName = (team: number | undefined) =>
  (team === undefined ? undefined : records.get('team', team)?.name) ?? words.aTeam;
/** Without a person it is the hub that speaks. */
export const personName = (person: number | undefined) =>
  (person === undefined ? '' : nameOf(person)) || words.somebody;

export function messageAt(topic: number, ordinal: number) {
  return records.within('message', topic).find((message) => message.ordinal === ordinal);
}

export const messageHref = (topic: number, ordinal: number) => `/topics/${topic}?message=${ordinal}`;

/** The words of the message and where it stands, as far as they may still be read. */
function said(team: number | undefined, topic: number, ordinal: number): Pick<NeedWords, 'why' | 'place'> {
  const title = records.get('topic', topic)?.title;
  const text = messageAt(topic, ordinal)?.text;
  return {
    why: text ? words.quote(plain(text)) : '',
    place: title === undefined ? words.aTopic : words.place(teamName(team), title),
  };
}

/** Who is named and who is answered is said here; other needs come with their words. */
function describeNotification(note: Notification): NeedWords {
  const { because, team, topic, ordinal = 0, by } = note;
  const card = { why: '', place: '', go: words.look };
  switch (because) {
    case 'mentioned':
    case 'replied_to':
      return {
        icon: because === 'replied_to' ? 'reply' : 'at',
        title: because === 'replied_to' ? words.repliedTo(personName(by)) : words.mentioned(personName(by)),
        ...(topic === undefined ? { why: '', place: teamName(team) } : said(team, topic, ordinal)),
        href: topic === undefined ? `/teams/${team}` : messageHref(topic, ordinal),
        go: words.reply,
      };
    default: {
      const told = more.note(note);
      const { text: title, ...rest } = told ?? { icon: 'bell', text: '', href: '/' };
      return { ...card, title, ...rest };
    }
  }
}

/** What a note says in one line. */
export const noteText = (note: Notification): string =>
  more.note(note)?.text ?? describeNotification(note).title;

/** Where a note leads: the record that it speaks of, or else its team. */
export const noteHref = (note: Notification): string =>
  more.note(note)?.href ?? (note.team === undefined ? '/' : `/teams/${note.team}`);

export function describe(need: Need): NeedWords {
  switch (need.kind) {
    case 'notification':
      return describeNotification(need);
    case 'team_mention':
      return {
        icon: 'users',
        title: words.wroteToTeam(personName(need.author), teamName(need.team)),
        ...said(need.team, need.topic, need.ordinal),
        href: messageHref(need.topic, need.ordinal),
        go: words.read,
      };
    case 'join_request':
      return {
        icon: 'user-plus',
        title: words.asksToJoin(personName(need.person), teamName(need.team)),
        why: need.note && words.quote(need.note),
        place: records.name(need.person)?.label ?? '',
        href: `/teams/${need.team}/members`,
        go: words.accept,
      };
    case 'flag':
      return {
        icon: 'flag',
        title: words.reported(teamName(need.team)),
        why: need.reason ? words.quote(need.reason) : '',
        place: '',
        href: `/teams/${need.team}/reports`,
        go: words.look,
      };
  }
}
