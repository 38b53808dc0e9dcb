// What the radar found, in words and for its buttons. Pure.
import type { PutAway, RadarGroup, RadarPlan } from '$generated/protocol';
import { categories } from '$strings/buying';
import { radar as words } from '$strings/buying_radar';
import { daysAfter } from './pool_form';

export const kmMost = 500;
export const daysMost = 366;
const putAwayMost = 50;
const putAwayDays = 28;

const dayMs = 86_400_000;
const between = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T12:00Z`) - Date.parse(`${from}T12:00Z`)) / dayMs);

/** The ends of its contracts lie so many days apart, in steps that people think in. */
export function spanOf({ contracts }: Pick<RadarGroup, 'contracts'>): number {
  const ends = contracts.map(({ ends: day }) => day).sort();
  const days = between(ends[0] ?? '', ends.at(-1) ?? '');
  return [30, 60, 90, 180].find((step) => days <= step) ?? daysMost;
}

/** "Three schools renew cleaning services within 90 days of each other" */
export function titleOf(group: RadarGroup, isSchool: (organisation: number) => boolean): string {
  const schools = group.contracts.every(({ organisation }) => isSchool(organisation));
  const named = schools ? words.foundSchools : words.found;
  const category = categories[group.category];
  // A category that begins with an abbreviation keeps it: "ICT", "CCTV".
  const lower = /^[A-Z]{2}/.test(category) ? category : category[0]?.toLowerCase() + category.slice(1);
  return named(group.organisations, lower, spanOf(group));
}

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
