import { describe, expect, it } from 'vitest';
import type { Interest, InterestState, Review, ReviewScope } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { cycleIn } from './cycle_examples';
import * as cycleForm from './cycle_form';
import { declaredWords, teamLines } from './declared';
import { readKept } from './cycle_kept';
import * as scopeForm from './scope_form';
import { readKept as readKeptScope } from './scope_kept';

const today = '2025-12-01';
const refused = (path: string) => new ApiError('unprocessable', 422, 'No.', path);

describe('the form of a cycle', () => {
  const whole = cycleForm.formOf(cycleIn('draft'));
  const faults = (over: Partial<cycleForm.CycleForm>, asking = true) =>
    cycleForm.faultsOf({ ...whole, ...over }, { today, asking }).map(({ id }) => id);

  it('begins with a template, and knows when its words were changed', () => {
    const empty = cycleForm.emptyForm(5, today);
    expect(empty.headings).toHaveLength(3);
    expect(cycleForm.templateOf(empty)).toBe('headings');
    expect(cycleForm.templateOf({ ...empty, framework: 'Ours' })).toBe('');
    expect(empty.school_year).toBe(2025);
  });

  it('finds nothing wrong with what is whole, and sends what was said', () => {
    expect(faults({})).toEqual([]);
    expect(cycleForm.bodyOf({ ...whole, grades: ' Leading \n\nEffective' })).toMatchObject({
      framework: { name: 'Enquiry questions', grades: ['Leading', 'Effective'] },
      invited: [10, 11, 12],
    });
  });

  it('says what is missing at its place', () => {
    expect(faults({ title: ' ' })).toEqual(['title']);
    expect(faults({ headings: [{ title: 'One', prompt: '' }] })).toEqual(['add-heading']);
    expect(
      faults({
        headings: [
          { title: 'One', prompt: '' },
          { title: 'one ', prompt: '' },
          { title: '', prompt: '' },
        ],
      }),
    ).toEqual(['heading-1', 'heading-2']);
    expect(faults({ grades: 'Good' })).toEqual(['grades']);
    expect(faults({ phases: { ...whole.phases, visits_to: '2026-01-01' } })).toEqual(['visits_to']);
    expect(faults({ phases: { ...whole.phases, join_by: '' } })).toEqual(['join_by']);
    expect(faults({ invited: [10] })).toEqual(['schools']);
    expect(faults({ invited: [10] }, false)).toEqual([]);
  });

  it('lets a past day stand that nobody changes', () => {
    const before = cycleIn('running');
    const later = { today: '2026-03-01', asking: false };
    expect(cycleForm.faultsOf(whole, { ...later, before })).toEqual([]);
    expect(cycleForm.faultsOf(whole, later).map(({ id }) => id)).toEqual(['join_by']);
  });

  it('leads a refusal to its field', () => {
    expect(cycleForm.fieldAt(refused('body.framework.headings[1].title'))).toBe('heading-1');
    expect(cycleForm.fieldAt(refused('body.phases.visits_to'))).toBe('visits_to');
    expect(cycleForm.fieldAt(refused('body.invited[3]'))).toBe('schools');
    expect(cycleForm.fieldAt(refused('body.framework.grades'))).toBe('grades');
    expect(cycleForm.fieldAt(refused('body.title'))).toBe('title');
  });

  it('reads again what the device kept, and nothing else', () => {
    expect(readKept(JSON.stringify(whole))).toEqual(whole);
    expect(readKept('{"title":"Old"}')).toBeUndefined();
    expect(readKept('')).toBeUndefined();
  });

  it('changes all of a draft, terms of an open one, days of one that runs', () => {
    expect(cycleForm.reachOf(undefined)).toBe('all');
    expect(cycleForm.reachOf(cycleIn('open'))).toBe('terms');
    expect(cycleForm.reachOf(cycleIn('running'))).toBe('dates');
    expect(cycleForm.reachOf(cycleIn('closed'))).toBe('none');
  });
});

const review: Review = {
  kind: 'review',
  id: 7,
  self: '',
  version: 1,
  cycle: 3,
  host: 20,
  title: '',
  state: 'requested',
  organiser: 8,
  team: [
    { person: 6, lead: false, school: 21, state: 'declared' },
    { person: 5, lead: true, school: 21, state: 'asked' },
  ],
  reminded: 0,
  lead_kept: false,
  ninety_days_checked: false,
  created: 0,
};
const scope: ReviewScope = {
  kind: 'review_scope',
  id: 7,
  self: '',
  version: 1,
  questions: ['How well do pupils talk about reading?'],
  context: '',
  confidentiality: '',
  exceptions: [{ reader: { seat: 'hub_manager', organisation: 5 }, reason: 'She runs the cluster.' }],
  framework: { name: 'Ours', excellence: false },
};

describe('the form of questions and dates', () => {
  const form = scopeForm.formOf(review, scope);
  const { phases } = cycleIn('running');
  const faults = (over: Partial<scopeForm.ScopeForm>, whole = true) =>
    scopeForm.faultsOf({ ...form, ...over }, whole, phases).map(({ id }) => id);
  const days = { first_day: '2026-02-04', last_day: '2026-02-05' };
  const asked = { ...days, questions: ['One?', '', 'Two?'], confidentiality: 'Among us.' };

  it('wants two questions, a word on confidentiality and days, when it is to be agreed', () => {
    expect(faults({})).toEqual(['question-0', 'confidentiality', 'first_day']);
    expect(faults(asked)).toEqual([]);
    expect(faults(days, false)).toEqual([]);
  });

  it('holds the days to the cycle', () => {
    expect(faults({ ...asked, last_day: '2026-02-03' })).toEqual(['last_day']);
    expect(faults({ ...asked, first_day: '2026-01-05' })).toEqual(['first_day']);
    expect(faults({ ...asked, last_day: '2026-04-30' })).toEqual(['last_day']);
  });

  it('reads again what the device kept, and nothing else', () => {
    expect(readKeptScope(JSON.stringify(form))).toEqual(form);
    expect(readKeptScope(JSON.stringify({ ...form, questions: [] }))).toBeUndefined();
    expect(readKeptScope('')).toBeUndefined();
  });

  it('names readers by person or by seat, each with why', () => {
    expect(scopeForm.bodyOf({ ...form, ...asked })).toMatchObject({
      questions: ['One?', 'Two?'],
      exceptions: scope.exceptions,
    });
    const person = { ...scopeForm.emptyException(), who: 'person' as const };
    expect(faults({ ...asked, exceptions: [person] })).toEqual(['exception-person-0', 'exception-why-0']);
    expect(scopeForm.fieldAt(refused('body.exceptions[1].reader.person'))).toBe('exception-who-1');
  });
});

describe('what was declared', () => {
  const interest = (
    id: number,
    person: number,
    state: InterestState,
    over: Partial<Interest> = {},
  ): Interest => ({
    kind: 'review_interest',
    id,
    self: '',
    version: 1,
    review: 7,
    cycle: 3,
    host: 20,
    person,
    state,
    hard: false,
    declared: id,
    reason: '',
    ...over,
  });

  it('stands with its person, the one that counts before those it replaced, who left last', () => {
    const lines = teamLines(review, [
      interest(1, 6, 'replaced'),
      interest(2, 9, 'refused'),
      interest(3, 6, 'declared'),
      interest(4, 4, 'replaced'),
    ]);
    expect(lines.map(({ person }) => person)).toEqual([5, 6, 9]);
    expect(lines[1]?.interest?.id).toBe(3);
    expect(lines[1]?.earlier.map(({ id }) => id)).toEqual([1]);
    expect(lines[2]?.reviewer).toBeUndefined();
  });

  it('says nil in words, and what the hub found', () => {
    expect(declaredWords(interest(1, 6, 'declared'))).toEqual(['Nothing to declare']);
    const found = [{ type: 'swap' as const, words: '' }];
    expect(declaredWords(interest(1, 6, 'declared', { found }))).toEqual([
      'Nothing to declare',
      'The hub found: The schools review each other',
    ]);
    const points = [{ type: 'other' as const, words: 'A nephew was a pupil.' }];
    expect(declaredWords(interest(1, 6, 'declared', { points }))).toEqual([
      'Something else: A nephew was a pupil.',
    ]);
  });
});
