// What is mine in the library, sorted by what waits for me. Pure.
import type { Notification, Resource, ResourceVersion } from '$generated/protocol';

export interface MineGroups {
  held: { resource: Resource; version: ResourceVersion | undefined; versionId: number }[];
  invited: Resource[];
  due: Resource[];
  drafts: Resource[];
  shared: Resource[];
  withdrawn: Resource[];
}

export function isMine(person: number, resource: Resource): boolean {
  return (
    resource.author === person ||
    resource.owner === person ||
    (resource.coauthors?.includes(person) ?? false) ||
    (resource.invited?.includes(person) ?? false)
  );
}

const waits = ({ state }: Pick<ResourceVersion, 'state'>) => state === 'held' || state === 'quarantined';

/** Versions that wait: those that are held here, and those that a notice speaks of. */
function waiting(
  resource: Resource,
  versions: readonly ResourceVersion[],
  notices: readonly Notification[],
): { version: ResourceVersion | undefined; versionId: number } | undefined {
  const version = versions.find((one) => one.resource === resource.id && waits(one));
  if (version) return { version, versionId: version.id };
  const notice = notices.find(
    ({ because, state, resource: about, resource_version }) =>
      (because === 'version_held' || because === 'version_bad') &&
      state !== 'done' &&
      about === resource.id &&
      resource_version !== undefined &&
      // A version that is known and does not wait has been seen to already.
      !versions.some(({ id }) => id === resource_version),
  );
  return notice?.resource_version === undefined
    ? undefined
    : { version: undefined, versionId: notice.resource_version };
}

export function groupsOfMine(
  person: number,
  resources: readonly Resource[],
  versions: readonly ResourceVersion[],
  notices: readonly Notification[],
): MineGroups {
  const groups: MineGroups = { held: [], invited: [], due: [], drafts: [], shared: [], withdrawn: [] };
  const mine = resources
    .filter((resource) => resource.state !== 'deleted' && isMine(person, resource))
    .sort((one, other) => (other.published ?? other.created) - (one.published ?? one.created));
  for (const resource of mine) {
    const wait = waiting(resource, versions, notices);
    if (wait) groups.held.push({ resource, ...wait });
    if (resource.invited?.includes(person)) groups.invited.push(resource);
    else if (resource.state === 'draft') groups.drafts.push(resource);
    else if (resource.state === 'withdrawn') groups.withdrawn.push(resource);
    else if (resource.stale || resource.review_reminded) groups.due.push(resource);
    else groups.shared.push(resource);
  }
  return groups;
}
