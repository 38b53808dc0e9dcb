import { describe, expect, it } from 'vitest';
import type { Review, ReviewActivity } from '$generated/protocol';
import { rolesIn } from './review_view';
import { byDay, daysOf, mayPlan } from './timetable_view';

const review = (over: Partial<Review> = {}): Review =>
  ({
    id: 3,
    host: 5,
    state: 'confirmed',
    delegate: 1,
    first_day: '2026-03-27',
    last_day: '2026-03-30',
    ...over,
  }) as Review;

describe('a timetable', () => {
  it('has each day of the visit, over a change of clocks too', () => {
    expect(daysOf(review())).toEqual(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30']);
    const { first_day: _, ...open } = review();
    expect(daysOf(open as Review)).toEqual([]);
  });

  it('stands by day, without what was cancelled', () => {
    const all = [
      { id: 1, date: '2026-03-27', state: 'planned' },
      { id: 2, date: '2026-03-27', state: 'cancelled' },
      { id: 3, date: '2026-03-30', state: 'planned' },
      { id: 4, date: '2026-03-30', state: 'planned' },
    ] as ReviewActivity[];
    const ids = byDay(all).map(({ date, activities }) => [date, activities.map(({ id }) => id)]);
    expect(ids).toEqual([
      ['2026-03-27', [1]],
      ['2026-03-30', [3, 4]],
    ]);
  });

  it('is planned by the school and the lead, from confirmed to the visit', () => {
    const team = [
      { person: 2, lead: true, school: 6, state: 'active' as const },
      { person: 3, lead: false, school: 6, state: 'active' as const },
    ];
    const may = (person: number, state: Review['state']) => {
      const on = review({ team, state });
      return mayPlan(on, rolesIn(on, { person, memberships: [] }));
    };
    expect([1, 2, 3].map((person) => may(person, 'confirmed'))).toEqual([true, true, false]);
    expect([1, 2].map((person) => may(person, 'visiting'))).toEqual([true, true]);
    expect([1, 2].map((person) => may(person, 'draft_report'))).toEqual([false, false]);
    expect(may(1, 'scoped')).toBe(false);
  });
});
