// What I may do with a resource or a collection, as POLICY's table C says it, so that a control that cannot work is not
// shown. The server decides again. Pure: everything it needs is passed in.
import type { Collection, Me, Membership, Organisation, Resource, Role } from '$generated/protocol';
import { lineage, trustOf, withBelow } from '$lib/state/organisations';
import type { Standing } from '$lib/state/may';

/** Whom I am asked as: me, what organisations there are, and what I am to the team that it is shared with. */
export interface Asker {
  me: Me;
  organisations: readonly Organisation[];
  inTeam: Standing;
}

const leaders: Role[] = ['headteacher', 'trust_leader'];

const current = (me: Me): Membership[] =>
  (me.memberships ?? []).filter((membership) => membership.state === 'current');

/** My memberships on the organisation or above it, except those on a partner above. */
function reaching({ me, organisations }: Asker, organisation: number): Membership[] {
  const above = lineage(organisation, organisations).map(({ id }) => id);
  return current(me).filter((membership) => above.includes(membership.organisation));
}

const holds = (asker: Asker, organisation: number, roles: readonly Role[]) =>
  reaching(asker, organisation).some(({ role }) => roles.includes(role));

/** What resources and collections have in common. */
type Shared = Pick<Resource | Collection, 'organisation' | 'author' | 'owner' | 'team'> & {
  coauthors?: number[];
};

/** The owner by name, or, where nobody is named, one of those on the seat. */
export function owns(asker: Asker, it: Shared): boolean {
  if (it.owner !== undefined) return it.owner === asker.me.person;
  if (it.team !== undefined) return asker.inTeam === 'lead';
  return holds(asker, it.organisation, ['subject_lead', ...leaders]);
}

export const madeIt = ({ me }: Asker, it: Shared): boolean =>
  it.author === me.person || (it.coauthors?.includes(me.person) ?? false);

/** Those who work on it. */
export const edits = (asker: Asker, it: Shared): boolean => madeIt(asker, it) || owns(asker, it);

/** A subject lead whose subjects fit, or a leader, of where it belongs; never of one's own work. */
export function judges(asker: Asker, resource: Shared & Pick<Resource, 'subject'>): boolean {
  if (madeIt(asker, resource)) return false;
  return reaching(asker, resource.organisation).some(
    ({ role, subjects }) =>
      leaders.includes(role) ||
      (role === 'subject_lead' &&
        (resource.subject === undefined || (subjects ?? []).includes(resource.subject))),
  );
}

export const takesDown = (asker: Asker, it: Shared): boolean =>
  owns(asker, it) || holds(asker, it.organisation, ['administrator']);
export const transfers = takesDown;
export const deletes = (asker: Asker, it: Shared): boolean =>
  it.author === asker.me.person || owns(asker, it);

/** Where I work myself: what I share or copy belongs to one of these. */
export function workplaces({ me, organisations }: Pick<Asker, 'me' | 'organisations'>): Organisation[] {
  const ids = new Set(current(me).map(({ organisation }) => organisation));
  return organisations.filter(({ id, state }) => ids.has(id) && state === 'joined');
}

/** Where a copy may belong: anywhere I work, or, if all rights are kept, only within the trust that it comes from. */
export function copyPlaces(asker: Asker, resource: Resource): Organisation[] {
  if (resource.licence === undefined) return [];
  const places = workplaces(asker);
  if (resource.licence !== 'all_rights') return places;
  const trust = (id: number) => trustOf(id, asker.organisations)?.id ?? id;
  return places.filter(({ id }) => trust(id) === trust(resource.organisation));
}

/** The schools for which I can say that they use it, my own ones first. */
export function schoolsOfMine({ me, organisations }: Pick<Asker, 'me' | 'organisations'>): Organisation[] {
  const mine = current(me).map(({ organisation }) => organisation);
  const reached = new Set(mine.flatMap((id) => [...withBelow(id, organisations)]));
  return organisations
    .filter(({ id, type, state }) => type === 'school' && state === 'joined' && reached.has(id))
    .sort(
      (one, other) =>
        Number(mine.includes(other.id)) - Number(mine.includes(one.id)) ||
        one.name.localeCompare(other.name, 'en-GB'),
    );
}

/** The story of a use: whoever said it, and the leads and leaders of the school. */
export const tellsUse = (asker: Asker, school: number, isMine: boolean): boolean =>
  reaching(asker, school).length > 0 && (isMine || holds(asker, school, ['subject_lead', ...leaders]));
