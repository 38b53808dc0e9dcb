// The versions of one resource, as its editors see them.
import type { ResourceVersion } from '$generated/protocol';
import { page } from '$lib/state/hub';
import { records } from '$lib/state/records';

/** Newest first. */
export function versionsOf(resource: number): ResourceVersion[] {
  return records
    .all('resource_version')
    .filter((version) => version.resource === resource)
    .sort((one, other) => other.number - one.number);
}

/** The newest whose bytes are there: what happens to the resource next depends on it. */
export function newestOf(resource: number): ResourceVersion | undefined {
  return versionsOf(resource).find(({ state }) => state !== 'purged');
}

/** Errors: ApiError. */
export async function fetchVersions(resource: number): Promise<void> {
  await page(`/resources/${resource}/versions`, { limit: 200 });
}
