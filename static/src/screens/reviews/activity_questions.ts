// The questions of the timetable, each with what is done with its answers.
import type { Review, ReviewActivity } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { everywhere } from '$strings/everywhere';
import { notes, timetable as words } from '$strings/reviews_visit';
import type { Question, QuestionField } from '../library/question';
import { dayWords, minutesOf, timeOf } from '../support/dates';
import { daysOf } from './timetable_view';

/** Who works at the school, by name; whoever goes along already stands among them. */
function peopleOf(school: number, kept: number | undefined): { value: string; label: string }[] {
  const there = records
    .all('membership')
    .filter(({ organisation, state }) => organisation === school && state === 'current')
    .map(({ person }) => person);
  const all = [...new Set([...there, ...(kept === undefined ? [] : [kept])])];
  return all
    .map((person) => ({ value: String(person), label: nameOf(person) || everywhere.formerMember }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'));
}

const bodyOf = (given: Record<string, string>) => ({
  date: given.date ?? '',
  starts: minutesOf(given.starts ?? ''),
  ends: minutesOf(given.ends ?? ''),
  what: given.what ?? '',
  place: given.place ?? '',
  reviewer: Number(given.reviewer),
  ...(given.colleague && { colleague: Number(given.colleague) }),
  ...(given.question && { question: Number(given.question) }),
});

/** The hour after the last that is planned, or the first of the day. */
function opening(last: ReviewActivity | undefined): { date?: string; starts: number } {
  return last ? { date: last.date, starts: Math.min(last.ends, 22 * 60) } : { starts: 540 };
}

/** Who goes where, with whom, for which question. */
function pairing(
  review: Review,
  questions: readonly string[],
  held: ReviewActivity | undefined,
): QuestionField[] {
  const team = (review.team ?? []).filter(({ state }) => state === 'active');
  return [
    {
      type: 'select',
      id: 'reviewer',
      label: words.who,
      options: team.map(({ person }) => ({ value: String(person), label: nameOf(person) })),
      ...(held && { start: String(held.reviewer) }),
    },
    {
      type: 'select',
      id: 'colleague',
      label: words.colleague,
      help: words.colleagueHelp,
      optional: true,
      options: [{ value: '', label: words.nobody }, ...peopleOf(review.host, held?.colleague)],
      start: String(held?.colleague ?? ''),
    },
    {
      type: 'select',
      id: 'question',
      label: words.question,
      optional: true,
      options: [
        { value: '', label: words.allQuestions },
        ...questions.map((text, at) => ({ value: String(at), label: `${notes.q(at + 1)}: ${text}` })),
      ],
      start: held?.question === undefined ? '' : String(held.question),
    },
  ];
}

export function activityQuestion(
  review: Review,
  questions: readonly string[],
  held: ReviewActivity | undefined,
  last: ReviewActivity | undefined,
): Question {
  const days = daysOf(review).map((value) => ({ value, label: dayWords(value) }));
  const start = opening(last);
  const starts = held?.starts ?? start.starts;
  const line = { type: 'line' as const };
  return {
    title: held ? words.editTitle : words.add,
    fields: [
      {
        type: 'select',
        id: 'date',
        label: words.day,
        options: days,
        start: held?.date ?? start.date ?? days[0]?.value ?? '',
      },
      { type: 'time', id: 'starts', label: words.from, start: timeOf(starts) },
      { type: 'time', id: 'ends', label: words.to, start: timeOf(held?.ends ?? starts + 45) },
      { ...line, id: 'what', label: words.what, help: words.whatHelp, most: 160, start: held?.what ?? '' },
      {
        ...line,
        id: 'place',
        label: words.where,
        help: words.whereHelp,
        most: 300,
        optional: true,
        start: held?.place ?? '',
      },
      ...pairing(review, questions, held),
    ],
    go: held ? everywhere.save : words.addGo,
    run: (given) => {
      const body = bodyOf(given);
      if (body.ends <= body.starts)
        return Promise.reject(new ApiError('unprocessable', 0, words.order, 'body.ends'));
      return held
        ? run('edit_review_activity', { review_activity: held.id }, body, { ifMatch: held.version })
        : run('create_review_activity', { review: review.id }, body);
    },
    done: held ? words.changeDone : words.addDone,
  };
}

export const cancelQuestion = ({ id, what }: ReviewActivity): Question => ({
  title: words.cancelTitle,
  body: words.cancelBody(what),
  fields: [],
  go: words.cancelGo,
  danger: true,
  run: () => run('cancel_review_activity', { review_activity: id }, {}),
  done: words.cancelDone,
});
