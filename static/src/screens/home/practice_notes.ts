// What best practice and questions have to tell a person, and where each of it leads. Changes nothing by itself.
import type { Notification } from '$generated/protocol';
import { run } from '$lib/state/hub';
import { bring } from './bring';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { homePractice as words } from '$strings/home_practice';
import type { Told } from './told';

/** Those that posts share with resources. */
function ofUpkeep(note: Notification, title: string, who: string, page: string): Told | undefined {
  const practice = note.practice ?? 0;
  switch (note.because) {
    case 'review_due':
      return {
        icon: 'clock',
        text: words.reviewDue(title),
        why: words.reviewDueWhy,
        go: words.review,
        href: page,
      };
    case 'review_passed':
      return { icon: 'clock', text: words.reviewPassed(title), href: page };
    case 'coauthor_invited':
      return {
        icon: 'user-plus',
        text: words.coauthorInvited(who, title),
        why: words.coauthorInvitedWhy,
        href: page,
        answers: {
          yes: home.accept,
          no: home.decline,
          saidYes: words.coauthorAccepted(title),
          saidNo: words.coauthorDeclined,
          accept: () => run('accept_practice_coauthorship', { practice }, {}),
          refuse: () => run('leave_practice_coauthorship', { practice }, {}),
        },
      };
    case 'coauthor_answered':
      return { icon: 'user-plus', text: words.coauthorAnswered(who, title), href: page };
    default:
      return undefined;
  }
}

/** Undefined for what is neither about best practice nor an answer. */
export function note(note: Notification): Told | undefined {
  const { practice, adoption, topic, ordinal = 1 } = note;
  const post = practice === undefined ? undefined : records.get('practice_post', practice);
  const title = post?.title ?? words.aPost;
  const who = (note.by === undefined ? '' : nameOf(note.by)) || home.somebody;
  const page = practice === undefined ? '/practice' : `/practice/${practice}`;
  switch (note.because) {
    case 'practice_taken_down':
      return { icon: 'alert', text: words.takenDown(title), href: page };
    case 'practice_passed_on':
      return { icon: 'practice', text: words.passedOn(title), href: page };
    case 'practice_featured':
      return { icon: 'practice', text: words.featured(who, title), href: page };
    case 'adoption_new':
      return { icon: 'school', text: words.adoptionNew(title), href: page };
    case 'adoption_follow_up': {
      const href = adoption === undefined ? page : `${page}?tell=${adoption}`;
      return { icon: 'edit', text: words.followUp(title), why: words.followUpWhy, go: words.tell, href };
    }
    case 'adoption_told':
      return { icon: 'school', text: words.adoptionTold(title), href: page };
    case 'adoption_changed':
      return { icon: 'school', text: words.adoptionChanged(title), href: page };
    case 'asked_about_practice':
    case 'answer_accepted': {
      const href = topic === undefined ? page : `/topics/${topic}?message=${ordinal}`;
      const accepted = note.because === 'answer_accepted';
      const asked = (topic === undefined ? undefined : records.get('topic', topic)?.title) ?? words.aQuestion;
      return {
        icon: accepted ? 'check' : 'reply',
        text: accepted ? words.answerAccepted(asked) : words.asked(who, title),
        href,
      };
    }
    default:
      return practice === undefined ? undefined : ofUpkeep(note, title, who, page);
  }
}

export function fetchFor({ practice }: Notification): void {
  if (practice !== undefined) bring(`/practice/${practice}`, () => records.get('practice_post', practice));
}
