// What belongs to practice posts, as far as it is held; and fetching it.
import type { Adoption, FollowUp, SearchPage, Topic } from '$generated/protocol';
import { request } from '$lib/api/http';
import { fetchOrganisations } from '$lib/state/held';
import { one, page, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { lastAt } from '$lib/state/topics';
import { tellsUse, type Asker } from '../library/rights';
import { fits, wireQuery, type PracticeQuery } from './query';

export interface Found {
  ids: number[];
  next: string | undefined;
}

const atOnce = 50;
const searchedAtOnce = 20;

async function fetchPost(id: number): Promise<void> {
  await Promise.all([
    one(`/practice/${id}`, () => records.get('practice_post', id)),
    one(`/practice/${id}/activity`, () => records.get('practice_activity', id)).catch(() => {}),
  ]);
}

/** By words the one search box is asked, which gives hits only: the posts themselves are fetched. */
async function searched(query: PracticeQuery, cursor?: string): Promise<Found> {
  const { subject, stage } = query.facets;
  const asked = { in: 'practice', q: query.words, subject, stage, cursor, limit: String(searchedAtOnce) };
  const set = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { data } = await request<SearchPage>('GET', `/search?${new URLSearchParams(set)}`);
  const ids = (data.items ?? []).map(({ id }) => id);
  await Promise.all(ids.map((id) => fetchPost(id).catch(() => {})));
  const left = ids
    .flatMap((id) => records.get('practice_post', id) ?? [])
    .filter((post) => fits(post, query));
  await fetchNames(left.map((post) => post.featured_by));
  return { ids: left.map(({ id }) => id), next: data.next ?? undefined };
}

/** One page of posts; they go into the records. Errors: ApiError. */
export async function fetchPosts(query: PracticeQuery, cursor?: string): Promise<Found> {
  if (query.words) return searched(query, cursor);
  const { items, next } = await page('/practice', { ...wireQuery(query), limit: atOnce, cursor });
  return { ids: (items ?? []).map(({ id }) => id), next: next ?? undefined };
}

/** Errors: ApiError. */
export async function fetchMine(): Promise<void> {
  let cursor: string | undefined;
  do {
    const { next } = await page('/practice', { mine: 'true', limit: 200, cursor });
    cursor = next ?? undefined;
  } while (cursor);
}

/** The names of people whom a record alone does not bring. Who may not be known stays without one. */
export async function fetchNames(people: readonly (number | undefined)[]): Promise<void> {
  const unknown = [...new Set(people)].filter((id): id is number => id !== undefined && !records.name(id));
  await Promise.all(
    unknown.map((id) => one(`/people/${id}`, () => records.get('person', id)).catch(() => {})),
  );
}

/** Errors: ApiError; not_found when it is not there for me. */
export async function fetchPractice(id: number): Promise<void> {
  await one(`/practice/${id}`, () => records.get('practice_post', id));
  const held = records.get('practice_post', id);
  if (!held) return;
  await Promise.all([
    fetchOrganisations(),
    wholeList(`/practice/${id}/adoptions`).catch(() => {}),
    one(`/practice/${id}/activity`, () => records.get('practice_activity', id)).catch(() => {}),
    held.team === undefined
      ? undefined
      : one(`/teams/${held.team}`, () => records.get('team', held.team ?? 0)).catch(() => {}),
    ...(held.resources ?? []).map((resource) =>
      one(`/resources/${resource}`, () => records.get('resource', resource)).catch(() => {}),
    ),
    ...(held.pins ?? []).map(({ unit }) =>
      one(`/curriculum/units/${unit}`, () => records.get('curriculum_unit', unit)).catch(() => {}),
    ),
  ]);
  const { author, owner, contact, featured_by: featured, coauthors = [], invited = [] } = held;
  await fetchNames([author, owner, contact, featured, ...coauthors, ...invited]);
}

/** My schools' rows first, then the live ones, the oldest first. */
export function adoptionsOf(post: number, mine: (school: number) => boolean): Adoption[] {
  const rank = ({ organisation, state }: Adoption) =>
    (mine(organisation) ? 0 : 2) + (state === 'stopped' ? 1 : 0);
  return records
    .all('adoption')
    .filter(({ practice }) => practice === post)
    .sort((one, other) => rank(one) - rank(other) || one.since - other.since);
}

export const isMyAdoption = ({ id }: Adoption): boolean =>
  records.get('adoption_author', id)?.person === session.person;

/** Whether I say for that school what becomes of it. */
export const tells = (asker: Asker, adoption: Adoption): boolean =>
  tellsUse(asker, adoption.organisation, isMyAdoption(adoption));

/** What is owed now: it was asked, and nobody has said. The older first. */
export function owed(adoption: Adoption): FollowUp | undefined {
  if (adoption.state === 'stopped') return undefined;
  return (adoption.follow_ups ?? []).find(({ asked, told }) => asked && told === undefined);
}

/** Latest first. */
export function topicsOf(post: number): Topic[] {
  return records
    .all('topic')
    .filter(({ practice }) => practice === post)
    .sort((one, other) => lastAt(other) - lastAt(one));
}
