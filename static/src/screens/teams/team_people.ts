// The people of a team as schools see them: by where they work. Pure.
import type { Membership, Organisation, TeamMembership } from '$generated/protocol';

export interface SchoolGroup {
  /** Undefined for those whose place I may not see. */
  organisation: Organisation | undefined;
  members: TeamMembership[];
}

/** Where somebody belongs first of all: their school, or else the first place where they work. */
export function placeOf(
  memberships: readonly Membership[],
  organisation: (id: number) => Organisation | undefined,
): Organisation | undefined {
  const places = memberships
    .filter((membership) => membership.state === 'current')
    .sort((one, other) => one.id - other.id)
    .flatMap((membership) => organisation(membership.organisation) ?? []);
  return places.find((place) => place.type === 'school') ?? places[0];
}

/** Those with most people first; those of unknown places last. */
export function bySchool(
  places: readonly TeamMembership[],
  whereIs: (person: number) => Organisation | undefined,
): SchoolGroup[] {
  const groups = new Map<number, SchoolGroup>();
  for (const place of places) {
    const organisation = whereIs(place.person);
    const id = organisation?.id ?? 0;
    const group = groups.get(id);
    if (group) group.members.push(place);
    else groups.set(id, { organisation, members: [place] });
  }
  return [...groups.values()].sort(
    (one, other) =>
      Number(!one.organisation) - Number(!other.organisation) ||
      other.members.length - one.members.length ||
      (one.organisation?.name ?? '').localeCompare(other.organisation?.name ?? '', 'en-GB'),
  );
}
