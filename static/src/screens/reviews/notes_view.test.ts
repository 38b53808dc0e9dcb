import { describe, expect, it } from 'vitest';
import type { EvidenceNote, Review, ReviewActivity } from '$generated/protocol';
import type { UnsentNote } from '$lib/state/visit_store';
import { activityAt, likelyName, mayWrite, nextFor, rowsOf, visitOf, type Visit } from './notes_view';

const activity = (over: Partial<ReviewActivity>) =>
  ({
    id: 1,
    state: 'planned',
    date: '2026-02-04',
    starts: 555,
    ends: 615,
    what: 'Reading',
    place: '',
    reviewer: 7,
    ...over,
  }) as ReviewActivity;
const review = {
  id: 3,
  title: 'Cycle',
  state: 'visiting',
  first_day: '2026-02-04',
  last_day: '2026-02-05',
} as Review;
const visit = (activities: ReviewActivity[] = []): Visit =>
  visitOf(review, undefined, activities, 'Beck Lane', 7, (person) => `Person ${person}`);
/** A time on that Wednesday; in February, London is on Greenwich time. */
const at = (time: string) => Date.parse(`2026-02-04T${time}:00Z`);

describe('a likely name of a pupil', () => {
  it.each([
    ['Asked Aaliyah K what helps her read at home.', 'Aaliyah K'],
    ['Jean-Luc P. was sure.', 'Jean-Luc P'],
    ['Spoke to Zoë B, then to others', 'Zoë B'],
  ])('is seen in “%s”', (text, words) => expect(likelyName(text)).toBe(words));

  it.each([
    'Year R sang, and Class B listened.',
    'Pupil A changed her answer; Child C did not.',
    'When I asked, all six groups answered.',
    'Mr K showed the display.',
    'Reading lessons in Years 3 and 4.',
    'The vowels A E I were on the wall.',
    '',
  ])('is not seen in “%s”', (text) => expect(likelyName(text)).toBeUndefined());
});

describe('the rows of notes', () => {
  const note = (id: number, over: Partial<EvidenceNote> = {}) =>
    ({ id, author: 7, text: `note ${id}`, created: id * 1_000, ...over }) as EvidenceNote;
  const unsent = {
    key: 'k',
    person: 7,
    review: 3,
    text: 'here',
    questions: [1],
    writtenAt: 2_500,
  } as UnsentNote;

  it('stand in the order in which they were written, wherever they are', () => {
    const rows = rowsOf([note(3), note(9, { written: 500 })], [unsent], {
      mine: undefined,
      question: undefined,
    });
    expect(rows.map(({ text }) => text)).toEqual(['note 9', 'here', 'note 3']);
  });

  it('can be my own, and those for one question', () => {
    const notes = [note(1, { author: 8, questions: [1] }), note(2, { questions: [0] })];
    const texts = (mine: number | undefined, question: number | undefined) =>
      rowsOf(notes, [unsent], { mine, question }).map(({ text }) => text);
    expect(texts(7, undefined)).toEqual(['note 2', 'here']);
    expect(texts(undefined, 1)).toEqual(['note 1', 'here']);
    expect(texts(7, 0)).toEqual(['note 2']);
  });
});

describe('writing', () => {
  it('is for while the visit is open', () => {
    expect(mayWrite(visit(), '2026-02-04', true)).toBe(true);
    expect(mayWrite({ ...visit(), open: false }, '2026-02-04', true)).toBe(false);
  });

  it('begins with the first day where nobody can be asked', () => {
    const before = { ...visit(), open: false };
    expect(mayWrite(before, '2026-02-04', false)).toBe(true);
    expect(mayWrite(before, '2026-02-03', false)).toBe(false);
    expect(mayWrite({ ...before, firstDay: '' }, '2026-02-04', false)).toBe(false);
  });
});

describe('activities', () => {
  const day = [
    activity({ id: 1, starts: 540 }),
    activity({ id: 2, starts: 640 }),
    activity({ id: 3, starts: 600, reviewer: 8 }),
    activity({ id: 4, starts: 700, state: 'cancelled' }),
    activity({ id: 5, starts: 800, colleague: 9 }),
  ];

  it('begins a note with what I am at, ten minutes early', () => {
    expect(activityAt(visit(day), at('08:00'))).toBeUndefined();
    expect(activityAt(visit(day), at('09:05'))?.id).toBe(1);
    expect(activityAt(visit(day), at('10:31'))?.id).toBe(2);
    expect(activityAt(visit(day), Date.parse('2026-02-05T10:00Z'))).toBeUndefined();
  });

  it('knows what is next for me, and with whom', () => {
    expect(nextFor(visit(day), at('09:05'))?.id).toBe(2);
    expect(nextFor(visit(day), at('11:00'))).toMatchObject({ id: 5, with: 'Person 9' });
    expect(nextFor(visit(day), at('14:00'))).toBeUndefined();
  });
});
