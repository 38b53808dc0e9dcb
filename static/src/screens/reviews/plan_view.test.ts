import { describe, expect, it } from 'vitest';
import type {
  Membership,
  Organisation,
  Review,
  ReviewAction,
  ReviewPlan,
  ReviewReport,
  ReviewTheme,
} from '$generated/protocol';
import {
  doneOf,
  foundIn,
  isLate,
  ownersAt,
  sentencesOf,
  stageOf,
  stepsOf,
  themeChoices,
  themesOf,
} from './plan_view';

const now = Date.parse('2026-11-23T09:00:00Z');
const review = (over: Partial<Review> = {}) =>
  ({
    id: 1,
    state: 'final',
    plan_by: '2026-12-10',
    ninety_days_on: '2027-02-10',
    one_year_on: '2027-11-10',
    ninety_days_checked: false,
    final_at: Date.parse('2026-11-10T12:00:00Z'),
    ...over,
  }) as Review;
const action = (over: Partial<ReviewAction> = {}) =>
  ({ id: 1, state: 'on_track', due: '2026-11-27', ...over }) as ReviewAction;
const report = {
  framework: { name: 'Ours', headings: [{ title: 'Reading' }, { title: 'Leading' }], excellence: false },
  sections: [
    {
      heading: 0,
      sentences: [
        { number: 1, type: 'finding', text: 'Books are everywhere.', self_review: true },
        { number: 4, type: 'strength', text: 'Pupils talk about books.', self_review: true },
      ],
    },
    { heading: 1, sentences: [{ number: 2, type: 'need', text: 'Coach assistants.', self_review: true }] },
  ],
} as unknown as ReviewReport;

describe('what comes next', () => {
  it('follows the state and the days', () => {
    expect(stageOf(review({ state: 'factual_check' }), '2026-11-23')).toEqual({
      stage: 'none',
      due: undefined,
    });
    expect(stageOf(review(), '2026-11-23')).toEqual({ stage: 'write', due: '2026-12-10' });
    const followed = { state: 'impact_check' } as const;
    expect(stageOf(review({ state: 'action_plan' }), '2027-03-01').stage).toBe('wait_ninety');
    expect(stageOf(review(followed), '2027-02-09').stage).toBe('wait_ninety');
    expect(stageOf(review(followed), '2027-02-10').stage).toBe('ninety');
    const checked = { ...followed, ninety_days_checked: true };
    expect(stageOf(review(checked), '2027-02-10')).toEqual({ stage: 'wait_year', due: '2027-11-10' });
    expect(stageOf(review(checked), '2027-11-10').stage).toBe('year');
    expect(stageOf(review({ state: 'closed' }), '2027-11-10').stage).toBe('closed');
  });

  it('stands among its dates', () => {
    const states = (given: Review, plan?: Partial<ReviewPlan>) =>
      stepsOf(given, plan as ReviewPlan | undefined, now).map(({ state }) => state);
    expect(states(review())).toEqual(['done', 'now', 'todo', 'todo']);
    expect(states(review({ state: 'action_plan' }))).toEqual(['done', 'done', 'now', 'todo']);
    expect(states(review({ state: 'impact_check', ninety_days_checked: true }))).toEqual([
      'done',
      'done',
      'done',
      'now',
    ]);
    const checks = [{}, {}] as ReviewPlan['checks'];
    const ended = review({ state: 'closed', ninety_days_checked: true });
    expect(states(ended, { checks } as ReviewPlan)).toEqual(['done', 'done', 'done', 'done']);
    // Closed before its time.
    expect(states(ended)).toEqual(['done', 'done', 'done', 'todo']);
  });
});

describe('what the report found', () => {
  it('is counted as the report counts it', () => {
    expect(sentencesOf(report).map(({ label, number }) => `${label}/${number}`)).toEqual([
      '1.1/1',
      '1.2/4',
      '2.1/2',
    ]);
    expect(foundIn(report).map(({ text, under }) => `${under}: ${text}`)).toEqual([
      'Reading: Pupils talk about books.',
      'Leading: Coach assistants.',
    ]);
    expect(foundIn(undefined)).toEqual([]);
  });

  it('is shared in the words that were chosen', () => {
    const theme = {
      shared: true,
      themes: [{ heading: 1, strength: false, words: 'Coaching of assistants' }],
    } as ReviewTheme;
    const choices = themeChoices(report, theme);
    expect(choices.map(({ words, chosen }) => [words, chosen])).toEqual([
      ['Coaching of assistants', true],
      ['Pupils talk about books.', false],
      ['Coach assistants.', false],
    ]);
    expect(themesOf(choices)).toEqual(theme.themes);
    // What was taken back is not chosen any more.
    expect(themeChoices(report, { ...theme, shared: false }).some(({ chosen }) => chosen)).toBe(false);
  });
});

describe('actions', () => {
  it('are late when their day has passed and nobody ended them', () => {
    expect(isLate(action(), now)).toBe(false);
    expect(isLate(action({ due: '2026-11-22' }), now)).toBe(true);
    expect(isLate(action({ due: '2026-11-22', state: 'done' }), now)).toBe(false);
  });

  it('are counted without those that were cancelled', () => {
    expect(doneOf([action(), action({ state: 'done' }), action({ state: 'cancelled' })])).toEqual({
      done: 1,
      all: 2,
    });
  });

  it('belong to people of the school or of what stands above it', () => {
    const organisations = [{ id: 1 }, { id: 2, parent: 1 }, { id: 3, parent: 2 }, { id: 4, parent: 2 }];
    const at = (person: number, organisation: number, state = 'current') =>
      ({ person, organisation, state }) as Membership;
    const memberships = [at(10, 2), at(11, 3), at(12, 4), at(13, 3, 'ended'), at(11, 2)];
    expect(ownersAt(3, memberships, organisations as Organisation[])).toEqual([11, 10]);
  });
});
