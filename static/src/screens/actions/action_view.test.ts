import { describe, expect, it } from 'vitest';
import type { ActionItem } from '$generated/protocol';
import { dayLine, isLate, sorted } from './action_days';
import { faultsOf, isWeekend, mayChange, titleFrom } from './action_view';

const now = Date.parse('2026-11-23T09:00:00Z'); // a Monday
const action = (over: Partial<ActionItem> = {}): ActionItem => ({
  kind: 'action_item',
  id: 1,
  self: '/api/v1/actions/1',
  version: 1,
  topic: 3,
  title: 'Order the counters',
  owner: 7,
  due: '2026-11-27',
  state: 'open',
  author: 8,
  created: 0,
  late: false,
  ...over,
});

describe('the order of actions', () => {
  it('is by day for open ones, and the latest first for those that ended', () => {
    const { open, ended } = sorted([
      action({ id: 1, due: '2026-12-01' }),
      action({ id: 2, due: '2026-11-24' }),
      action({ id: 3, state: 'done', ended: 10 }),
      action({ id: 4, state: 'cancelled', ended: 20 }),
      action({ id: 5, due: '2026-11-24' }),
    ]);
    expect(open.map(({ id }) => id)).toEqual([2, 5, 1]);
    expect(ended.map(({ id }) => id)).toEqual([4, 3]);
  });
});

describe('the day of an action', () => {
  it('is said in words, and lateness too', () => {
    expect(dayLine(action(), now)).toBe('Due Friday 27 November');
    expect(dayLine(action({ due: '2026-11-23' }), now)).toBe('Due today');
    expect(dayLine(action({ due: '2026-11-22' }), now)).toBe('Late, was due yesterday');
    expect(dayLine(action({ state: 'done', ended: now }), now)).toBe('Done today');
    expect(dayLine(action({ state: 'cancelled', ended: now - 86_400_000 }), now)).toBe('Cancelled yesterday');
  });

  it('is late only when it has passed and nobody ended it', () => {
    expect(isLate(action({ due: '2026-11-23' }), now)).toBe(false);
    expect(isLate(action({ due: '2026-11-22' }), now)).toBe(true);
    expect(isLate(action({ due: '2026-11-22', state: 'done' }), now)).toBe(false);
    // Just after midnight in London it is the next day there, though not yet in UTC.
    expect(isLate(action({ due: '2026-06-30' }), Date.parse('2026-06-30T23:30:00Z'))).toBe(true);
  });

  it('is known to be at a weekend', () => {
    expect(isWeekend('2026-11-28')).toBe(true);
    expect(isWeekend('2026-11-30')).toBe(false);
  });
});

describe('what an action begins with', () => {
  it('is the first line of its message, whole words only', () => {
    expect(titleFrom('**Order** the counters\n\nSoon.')).toBe('Order the counters');
    const long = titleFrom('counters '.repeat(40));
    expect(long.length).toBeLessThanOrEqual(160);
    expect(long.endsWith('counters')).toBe(true);
    expect(titleFrom('x'.repeat(300))).toHaveLength(160);
  });
});

describe('who may change an action', () => {
  it('is its owner, its author and the leads', () => {
    expect(mayChange(action(), 7, 'member')).toBe(true);
    expect(mayChange(action(), 8, 'member')).toBe(true);
    expect(mayChange(action(), 9, 'lead')).toBe(true);
    expect(mayChange(action(), 9, 'member')).toBe(false);
  });
});

describe('what is missing in the form', () => {
  const good = { title: 'Order', owner: '7', due: '2026-11-27' };
  const ids = (...given: Parameters<typeof faultsOf>) => faultsOf(...given).map(({ id }) => id);

  it('is named by field', () => {
    expect(ids(good, undefined, now)).toEqual([]);
    expect(ids({ title: ' ', owner: '', due: '' }, undefined, now)).toEqual([
      'action-title',
      'action-owner',
      'action-due',
    ]);
  });

  it('is a day to come, unless it was there before', () => {
    const past = { ...good, due: '2026-11-20' };
    expect(ids(past, undefined, now)).toEqual(['action-due']);
    expect(ids(past, action({ due: '2026-11-20' }), now)).toEqual([]);
  });
});
