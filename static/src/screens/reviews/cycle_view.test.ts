import { describe, expect, it } from 'vitest';
import type { Organisation, ReviewCycle, ReviewState, RotaPair, RotaProblem } from '$generated/protocol';
import {
  byLateness,
  cyclePlaces,
  cycleTodo,
  hostsOf,
  mySchools,
  phaseAt,
  phaseNames,
  schoolYear,
  stretchedBy,
  turned,
  visitorsOf,
  withReason,
  yearOf,
} from './cycle_view';
import { cycleIn, headOf } from './cycle_examples';
import { period, shortDay } from './days';

const pair = (host: number, visitor: number, reason = ''): RotaPair => ({ host, visitor, reason });
const problem = (rule: RotaProblem['rule'], over: Partial<RotaProblem> = {}): RotaProblem => ({
  rule,
  words: rule,
  kept: false,
  refused: false,
  ...over,
});

describe('the rota', () => {
  it('is ticked and unticked, and keeps a reason for a pair', () => {
    const rota = turned([pair(1, 2)], 3, 1);
    expect(rota).toEqual([pair(1, 2), pair(3, 1)]);
    expect(turned(rota, 1, 2)).toEqual([pair(3, 1)]);
    expect(withReason(rota, pair(3, 1), 'Nearest')).toEqual([pair(1, 2), pair(3, 1, 'Nearest')]);
    expect(visitorsOf(rota, 1)).toEqual([2]);
    expect(hostsOf(rota, 1)).toEqual([3]);
  });

  it('says what is broken of one pair together, the worst first', () => {
    const rota = [pair(1, 2, 'Nearest'), pair(3, 1)];
    const found = stretchedBy(
      [
        problem('travel', { host: 1, visitor: 2, kept: true }),
        problem('phase', { host: 3, visitor: 1 }),
        problem('interest', { host: 3, visitor: 1 }),
        problem('unvisited', { host: 2, refused: true }),
      ],
      rota,
    );
    expect(found.map(({ state, words }) => [state, words])).toEqual([
      ['refused', ['unvisited']],
      ['open', ['phase', 'interest']],
      ['kept', ['travel']],
    ]);
    expect(found[0]?.pair).toBeUndefined();
    expect(found[2]?.pair).toEqual(pair(1, 2, 'Nearest'));
  });

  it('keeps too many days by a reason in one of the school’s visits', () => {
    const rota = [pair(1, 2), pair(3, 2, 'Agreed')];
    const [open] = stretchedBy([problem('days', { visitor: 2, kept: true })], rota);
    expect(open).toMatchObject({ state: 'kept', pair: pair(3, 2, 'Agreed') });
    const [first] = stretchedBy([problem('days', { visitor: 2 })], [pair(1, 2)]);
    expect(first?.pair).toEqual(pair(1, 2));
  });
});

describe('a cycle', () => {
  it('says what the organiser has to do next', () => {
    const schools = [10, 11, 12].map((school) => ({
      school,
      days_given: 4,
      interests_why: '',
      by: 1,
      at: 0,
    }));
    const todo = (over: Partial<ReviewCycle>, ready = false, closed = false) =>
      cycleTodo(cycleIn('open', over), ready, closed);
    expect(todo({ state: 'draft' })).toBe('invite');
    expect(todo({ schools: schools.slice(1) })).toBe('wait');
    expect(todo({ schools })).toBe('rota');
    expect(todo({ schools }, true)).toBe('start');
    expect(todo({ state: 'running' })).toBe('running');
    expect(todo({ state: 'running' }, false, true)).toBe('close');
    expect(todo({ state: 'cancelled' })).toBe('cancelled');
  });

  it('knows my schools in it: those that I head, not those below me', () => {
    const cycle = cycleIn('open', { invited: [10, 11] });
    expect(mySchools(cycle, headOf(10))).toEqual([10]);
    expect(mySchools(cycle, headOf(5))).toEqual([]);
  });

  it('is set up for what I lead, never for a school', () => {
    const place = (id: number, type: Organisation['type'], parent?: number): Organisation => ({
      kind: 'organisation',
      id,
      self: '',
      version: 1,
      type,
      state: 'joined',
      name: `${type} ${id}`,
      created: 0,
      ...(parent !== undefined && { parent }),
    });
    const all = [place(1, 'network'), place(5, 'trust', 1), place(6, 'trust', 1), place(10, 'school', 5)];
    expect(cyclePlaces(headOf(1), all).map(({ id }) => id)).toEqual([1, 5, 6]);
    expect(cyclePlaces(headOf(5), all).map(({ id }) => id)).toEqual([5]);
    expect(cyclePlaces(headOf(10), all)).toEqual([]);
  });

  it('shows late reviews first and what is gone last', () => {
    const lines = [
      { host: 1, review: 1, state: 'final' as ReviewState, due: '2026-03-01', days_late: 0 },
      { host: 2, days_late: 0 },
      { host: 3, review: 3, state: 'confirmed' as ReviewState, due: '2026-02-01', days_late: 4 },
      { host: 4, review: 4, state: 'closed' as ReviewState, days_late: 0 },
      { host: 5, review: 5, state: 'scoped' as ReviewState, due: '2026-02-20', days_late: 0 },
    ];
    expect(byLateness(lines).map(({ host }) => host)).toEqual([3, 5, 1, 4, 2]);
  });

  it('counts eight phases', () => {
    expect(phaseNames).toHaveLength(8);
    expect(phaseAt('draft')).toBe(0);
    expect(phaseAt('confirmed')).toBe(2);
    expect(phaseAt('visiting')).toBe(3);
    expect(phaseAt('impact_check')).toBe(7);
    expect(phaseAt('closed')).toBe(8);
  });

  it('names school years and days as schools do', () => {
    expect(schoolYear(2025)).toBe('2025–26');
    expect(schoolYear(2099)).toBe('2099–00');
    expect(yearOf('2026-08-31')).toBe(2025);
    expect(yearOf('2026-09-01')).toBe(2026);
    const now = Date.parse('2026-02-09T09:00Z');
    expect(shortDay('2026-01-13', now)).toBe('13 January');
    expect(period('2026-01-13', '2026-01-14', now)).toBe('13 and 14 January');
    expect(period('2026-01-13', '2026-01-16', now)).toBe('13 to 16 January');
    expect(period('2027-01-29', '2027-02-02', now)).toBe('29 January 2027 to 2 February 2027');
  });
});
