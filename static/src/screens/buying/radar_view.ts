// What the radar found, for its buttons. Pure.
import type { PutAway, RadarGroup, RadarPlan } from '$generated/protocol';
import { daysAfter } from './pool_form';

export const kmMost = 500;
const putAwayMost = 50;
const putAwayDays = 28;

/** For `/buying/pools/new?radar=`: the contracts of which a pool may come. */
export const poolAddress = ({ contracts }: Pick<RadarGroup, 'contracts'>): string =>
  `/buying/pools/new?radar=${contracts.map(({ contract }) => contract).join('-')}`;
export const contractsIn = (text: string): number[] =>
  text
    .split('-')
    .filter((part) => /^\d{1,15}$/.test(part))
    .map(Number)
    .slice(0, 60);

/** The plan with this group put away for four weeks; what is over is dropped. */
export function putAway(plan: RadarPlan, group: RadarGroup, today: string): PutAway[] {
  const first = [...group.contracts].sort((one, other) => one.ends.localeCompare(other.ends))[0];
  const kept = (plan.put_away ?? []).filter(({ until }) => until >= today);
  if (!first) return kept;
  const { organisation } = first;
  const others = kept.filter((one) => one.category !== group.category || one.organisation !== organisation);
  const added = { category: group.category, organisation, until: daysAfter(today, putAwayDays) };
  return [...others, added].slice(-putAwayMost);
}

/** Groups of the plan that are out of sight now. */
export const awayNow = (plan: RadarPlan | undefined, today: string): PutAway[] =>
  (plan?.put_away ?? []).filter(({ until }) => until > today);

/** "September 2026", from "2026-09". */
export const monthName = (month: string): string =>
  /^\d{4}-\d{2}$/.test(month)
    ? new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        Date.parse(`${month}-15T12:00Z`),
      )
    : month;
