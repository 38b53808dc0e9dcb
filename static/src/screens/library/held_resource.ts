// What belongs to one resource, as far as it is held; and fetching it.
import type { Approval, Resource, ResourceUse, ResourceVersion } from '$generated/protocol';
import { fetchOrganisations } from '$lib/state/held';
import { one, page, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { standingIn } from '$lib/state/teams';
import type { Asker } from './rights';

/** Newest first. */
export function versionsOf(resource: number): ResourceVersion[] {
  return records
    .all('resource_version')
    .filter((version) => version.resource === resource)
    .sort((one, other) => other.number - one.number);
}

/** Latest first. */
export function approvalsOf(resource: number): Approval[] {
  return records
    .all('approval')
    .filter((approval) => approval.resource === resource)
    .sort((one, other) => (other.decided ?? other.created) - (one.decided ?? one.created));
}

/** Schools that use it first, those with a story before them. */
export function usesOf(resource: number): ResourceUse[] {
  const rank = (use: ResourceUse) => (use.state === 'in_use' ? 0 : 2) + (use.story ? 0 : 1);
  return records
    .all('resource_use')
    .filter((use) => use.resource === resource)
    .sort((one, other) => rank(one) - rank(other) || other.since - one.since);
}

export function isMyUse(use: ResourceUse): boolean {
  return records.get('use_author', use.id)?.person === session.person;
}

/** Who asks, for the rights of what belongs to a team or to none. */
export function askerFor(team: number | undefined): Asker | undefined {
  if (!session.me) return undefined;
  return {
    me: session.me,
    organisations: records.all('organisation'),
    inTeam: standingIn(team, session.person),
  };
}

/** The names of people whom a record alone does not bring. Who may not be known stays without one. */
async function fetchNames(people: readonly (number | undefined)[]): Promise<void> {
  const unknown = [...new Set(people)].filter((id): id is number => id !== undefined && !records.name(id));
  await Promise.all(
    unknown.map((id) => one(`/people/${id}`, () => records.get('person', id)).catch(() => {})),
  );
}

async function fetchTeam(team: number): Promise<void> {
  await one(`/teams/${team}`, () => records.get('team', team));
  await wholeList(`/teams/${team}/members`);
}

/** Errors: ApiError; not_found when it is not there for me. */
export async function fetchResource(id: number): Promise<void> {
  await one(`/resources/${id}`, () => records.get('resource', id));
  const held = records.get('resource', id);
  if (!held) return;
  await Promise.all([
    fetchOrganisations(),
    wholeList(`/resources/${id}/versions`),
    wholeList(`/resources/${id}/approvals`),
    wholeList(`/resources/${id}/uses`),
    // A draft has none yet; a team that one is not in stays unknown.
    one(`/resources/${id}/activity`, () => records.get('resource_activity', id)).catch(() => {}),
    held.team === undefined ? undefined : fetchTeam(held.team).catch(() => {}),
  ]);
  await fetchPeopleOf(held);
}

async function fetchPeopleOf({ author, owner, coauthors = [], invited = [] }: Resource): Promise<void> {
  await fetchNames([author, owner, ...coauthors, ...invited]);
}

/** The version that an address names by its number, else the current one, else, while there is none, the newest. */
export function versionShown(
  resource: Resource,
  versions: readonly ResourceVersion[],
  number: number | undefined,
): ResourceVersion | undefined {
  return (
    versions.find((version) => version.number === number) ??
    versions.find((version) => version.id === resource.current?.version) ??
    versions[0]
  );
}

/** My own resources, and the versions of those that nobody else can see yet: files may be held there. Errors: ApiError. */
export async function fetchMine(): Promise<void> {
  const found: Resource[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await page('/resources', { mine: 'true', limit: 200, cursor });
    found.push(...(items as Resource[]));
    cursor = next ?? undefined;
  } while (cursor);
  const unread = found.filter(({ state, current }) => state === 'draft' && !current).slice(0, 20);
  await Promise.all(unread.map(({ id }) => wholeList(`/resources/${id}/versions`).catch(() => {})));
}
