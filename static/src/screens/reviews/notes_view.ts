// Evidence notes as the page shows them: what one needs to write, the rows, and what is likely to name a pupil. Pure.
import type { EvidenceNote, Review, ReviewActivity, ReviewScope } from '$generated/protocol';
import { civilDate } from '$lib/format';
import type { KeptVisit, UnsentNote } from '$lib/state/visit_store';
import { isBetween } from './review_view';

/** What one needs of a review to write notes. */
export type Visit = Omit<KeptVisit, 'person' | 'keptAt' | 'until'>;
export type VisitActivity = Visit['activities'][number];

export function visitOf(
  review: Review,
  scope: ReviewScope | undefined,
  activities: readonly ReviewActivity[],
  host: string,
  me: number,
  nameOf: (person: number) => string,
): Visit {
  return {
    review: review.id,
    host,
    title: review.title,
    firstDay: review.first_day ?? '',
    lastDay: review.last_day ?? '',
    open: isBetween(review.state, 'visiting', 'draft_report'),
    questions: scope?.questions ?? [],
    activities: activities
      .filter(({ state }) => state === 'planned')
      .map(({ id, date, starts, ends, what, place, reviewer, colleague }) => ({
        id,
        date,
        starts,
        ends,
        what,
        place,
        mine: reviewer === me,
        with: colleague === undefined ? '' : nameOf(colleague),
      })),
  };
}

/** Without a connection one cannot know that the visit has begun; its first day says so. */
export const mayWrite = ({ open, firstDay }: Visit, today: string, online: boolean): boolean =>
  open || (!online && firstDay !== '' && firstDay <= today);

// ---- activities

/** Minutes after midnight in London. */
export function minutesNow(ms: number): number {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(ms);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours % 24) * 60 + minutes;
}

/** What I am at, or was at last today; else the first of mine. */
export function activityAt({ activities }: Visit, now: number): VisitActivity | undefined {
  const today = civilDate(now);
  const minutes = minutesNow(now);
  const mine = activities.filter((one) => one.mine);
  return mine.findLast(({ date, starts }) => date === today && starts <= minutes + 10);
}

/** The next of mine today. */
export function nextFor({ activities }: Visit, now: number): VisitActivity | undefined {
  const today = civilDate(now);
  const minutes = minutesNow(now);
  return activities.find((one) => one.mine && one.date === today && one.starts > minutes);
}

// ---- rows

export interface NoteRow {
  key: string;
  /** When it was written. */
  at: number;
  author: number;
  text: string;
  questions: readonly number[];
  activity: number | undefined;
  /** One of the two. */
  note?: EvidenceNote;
  unsent?: UnsentNote;
}

/** Oldest first. `mine`: only those of this person; `question`: only those tagged to it, from 0. */
export function rowsOf(
  notes: readonly EvidenceNote[],
  unsent: readonly UnsentNote[],
  { mine, question }: { mine: number | undefined; question: number | undefined },
): NoteRow[] {
  const sent = notes.map((note): NoteRow => ({
    key: `note${note.id}`,
    at: note.written ?? note.created,
    author: note.author,
    text: note.text,
    questions: note.questions ?? [],
    activity: note.activity,
    note,
  }));
  const waiting = unsent.map((entry): NoteRow => ({
    key: entry.key,
    at: entry.writtenAt,
    author: entry.person,
    text: entry.text,
    questions: entry.questions,
    activity: entry.activity,
    unsent: entry,
  }));
  return [...sent, ...waiting]
    .filter(({ author }) => mine === undefined || author === mine)
    .filter(({ questions }) => question === undefined || questions.includes(question))
    .sort((one, other) => one.at - other.at);
}

// ---- the guard

/** Before a single capital these name a place, a group or an adult, and "Pupil A" is how to write about a pupil. */
const harmless = new Set(
  (
    'Adult Appendix Area Band Block Book Boy Building Carer Child Class Column Corridor Dr Form Girl Grade Group ' +
    'Hall House Key Lesson Level Miss Mr Mrs Ms Mx Option Page Paper Parent Part Phase Plan Plus Pupil Question Room ' +
    'Row Section Set Sheet Sir Site Stage Student Table Task Teacher Team Text Type Unit Version Vitamin Week Year'
  ).split(' '),
);

/** "Aaliyah K": a first name with an initial, as pupils are written down. The words, or nothing. */
export function likelyName(text: string): string | undefined {
  const pattern = /(?<![\p{L}\p{N}’'-])(\p{Lu}[\p{L}’'-]*\p{Ll}) (\p{Lu})(?![\p{L}\p{N}’'])/gu;
  for (const [words, first = '', initial] of text.matchAll(pattern)) {
    if (initial !== 'I' && !harmless.has(first)) return words;
  }
  return undefined;
}
