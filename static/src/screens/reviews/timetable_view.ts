// The timetable of a visit: its days, and who may change it. Pure.
import type { Review, ReviewActivity } from '$generated/protocol';
import { isBetween, type Roles } from './review_view';

const dayMs = 86_400_000;
const mostDays = 31;

/** Each day of the visit, weekends too: what cannot be, the hub says. */
export function daysOf({ first_day: first, last_day: last }: Review): string[] {
  if (!first || !last) return [];
  const days: string[] = [];
  for (let at = Date.parse(`${first}T12:00:00Z`); days.length < mostDays; at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day > last) break;
    days.push(day);
  }
  return days;
}

export const mayPlan = (review: Review, roles: Roles): boolean =>
  (roles.host || roles.lead) && isBetween(review.state, 'confirmed', 'visiting');

export interface Day {
  date: string;
  activities: ReviewActivity[];
}

/** By day, in the order in which they come; only days on which something is planned. */
export function byDay(activities: readonly ReviewActivity[]): Day[] {
  const days: Day[] = [];
  for (const one of activities) {
    if (one.state !== 'planned') continue;
    const last = days.at(-1);
    if (last?.date === one.date) last.activities.push(one);
    else days.push({ date: one.date, activities: [one] });
  }
  return days;
}
