// What I am in buying together, as the permission table says it, so that only what can work is shown. The hub decides
// again. Pure.
import type { Contract, ContractSeat, Membership, Organisation, Role } from '$generated/protocol';
import { lineage, withBelow } from '$lib/state/organisations';

export interface BuyingAsker {
  person: number;
  memberships: readonly Membership[];
  organisations: readonly Organisation[];
}

const current = ({ state }: Membership) => state === 'current';
const managing: readonly Role[] = ['business_manager', 'headteacher', 'trust_leader'];
export const leading: readonly Role[] = ['headteacher', 'trust_leader'];
/** The roles of which one may look after a contract. */
export const seatRoles: readonly Role[] = [
  'business_manager',
  'headteacher',
  'trust_leader',
  'administrator',
];

/** Whether I hold one of the roles at the organisation or above it. */
export function holdsAt(
  { memberships, organisations }: BuyingAsker,
  organisation: number | undefined,
  roles: readonly Role[],
): boolean {
  if (organisation === undefined) return false;
  const line = new Set(lineage(organisation, organisations).map(({ id }) => id)).add(organisation);
  return memberships.some((one) => current(one) && roles.includes(one.role) && line.has(one.organisation));
}

export const holdsAnywhere = ({ memberships }: Pick<BuyingAsker, 'memberships'>, roles: readonly Role[]) =>
  memberships.some((one) => current(one) && roles.includes(one.role));

/** Business manager or leader there or above. */
export const managesAt = (asker: BuyingAsker, organisation: number | undefined): boolean =>
  holdsAt(asker, organisation, managing);
export const managesAnywhere = (asker: Pick<BuyingAsker, 'memberships'>): boolean =>
  holdsAnywhere(asker, managing);
export const isBusinessManagerAt = (asker: BuyingAsker, organisation: number | undefined): boolean =>
  holdsAt(asker, organisation, ['business_manager']);
/** Governors read money and savings of their school, too. */
export const stewardsAnywhere = (asker: Pick<BuyingAsker, 'memberships'>): boolean =>
  holdsAnywhere(asker, [...managing, 'governor']);
export const stewardsAt = (asker: BuyingAsker, organisation: number | undefined): boolean =>
  holdsAt(asker, organisation, [...managing, 'governor']);

/** Whether I sit on exactly that seat. */
export const holdsSeat = ({ memberships }: Pick<BuyingAsker, 'memberships'>, seat: ContractSeat): boolean =>
  memberships.some((one) => current(one) && one.role === seat.role && one.organisation === seat.organisation);

/** Head or trust leader of the school or above, or its business manager with the duty to sign. */
export function signsFor(asker: BuyingAsker, school: number): boolean {
  if (holdsAt(asker, school, leading)) return true;
  const line = new Set(lineage(school, asker.organisations).map(({ id }) => id)).add(school);
  return asker.memberships.some(
    (one) =>
      current(one) &&
      one.role === 'business_manager' &&
      (one.duties ?? []).includes('signatory') &&
      line.has(one.organisation),
  );
}

/** Whether the contract is mine to change: I sit on its seat, or am business manager there or above. */
export const changesContract = (asker: BuyingAsker, contract: Contract): boolean =>
  holdsSeat(asker, contract.details.owner) || isBusinessManagerAt(asker, contract.organisation);

/** Where I hold one of the roles, and what lies below: trusts before schools, by name. */
function placesOf(asker: BuyingAsker, roles: readonly Role[]): Organisation[] {
  const rank: Partial<Record<Organisation['type'], number>> = { network: 0, trust: 1, school: 2 };
  const mine = new Set(
    asker.memberships
      .filter((one) => current(one) && roles.includes(one.role))
      .flatMap(({ organisation }) => [...withBelow(organisation, asker.organisations)]),
  );
  return asker.organisations
    .filter(({ id, type, state }) => state === 'joined' && rank[type] !== undefined && mine.has(id))
    .sort(
      (one, other) =>
        (rank[one.type] ?? 9) - (rank[other.type] ?? 9) || one.name.localeCompare(other.name, 'en-GB'),
    );
}

/** Where I am business manager or leader, or that lies below. */
export const managedPlaces = (asker: BuyingAsker): Organisation[] => placesOf(asker, managing);
export const stewardedPlaces = (asker: BuyingAsker): Organisation[] =>
  placesOf(asker, [...managing, 'governor']);
