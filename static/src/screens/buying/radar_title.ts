// What the radar found, in words. Home says it too, and so nothing of pools stands here. Pure.
import type { RadarGroup } from '$generated/protocol';
import { categories } from '$strings/buying_categories';
import { radar as words } from '$strings/buying_radar';

export const daysMost = 366;
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
