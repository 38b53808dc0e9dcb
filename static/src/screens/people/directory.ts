// Asking the hub for people, and what a row of the directory says. The words of a row are pure.
import type { DirectoryEntry, DirectoryPage, ProfileFields } from '$generated/protocol';
import { request } from '$lib/api/http';
import { live } from '$lib/state/live.svelte';
import { people as words } from '$strings/people';
import { wireQuery, type PeopleQuery } from './query';

/** Errors: ApiError. */
export async function fetchDirectory(query: PeopleQuery, cursor?: string): Promise<DirectoryPage> {
  const { data } = await request<DirectoryPage>('GET', wireQuery(query, cursor));
  live.oldestList = Math.min(live.oldestList, data.seq);
  return data;
}

const mostSaid = 4;

/** What they are good at; where they have not said, what they teach. */
export function goodAt({ fields, memberships }: Pick<DirectoryEntry, 'fields' | 'memberships'>): string {
  const strengths = (fields.strengths ?? []).map(({ what }) => what);
  if (strengths.length) return strengths.slice(0, mostSaid).join(', ');
  const taught = [
    ...(fields.subjects ?? []),
    ...(memberships ?? []).flatMap(({ state, subjects }) => (state === 'current' ? (subjects ?? []) : [])),
  ];
  return [...new Set(taught)].slice(0, mostSaid).join(', ');
}

/** "2 of 6 days free"; undefined when they show no days. */
export function daysOf(
  { capacity }: Pick<ProfileFields, 'capacity'>,
  promised = 0,
): { days: number; promised: number; free: number; words: string } | undefined {
  if (!capacity) return undefined;
  const days = capacity.days_a_term;
  const free = Math.max(0, days - promised);
  return { days, promised, free, words: days ? words.freeOf(free, days) : words.noDays };
}
