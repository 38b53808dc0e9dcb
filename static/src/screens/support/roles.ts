// What I am to a request, as the permission table says it, so that only what can work is shown. The hub decides again.
import type { Membership, Organisation, SigningCapacity, SupportRequest } from '$generated/protocol';
import { lineage } from '$lib/state/organisations';

export interface Asker {
  person: number;
  memberships: readonly Membership[];
  organisations: readonly Organisation[];
}

export interface Part {
  requester: boolean;
  requesterHead: boolean;
  candidate: boolean;
  supporter: boolean;
  supporterHead: boolean;
  broker: boolean;
}

function holdsAbove(
  { memberships, organisations }: Asker,
  organisation: number,
  fits: (membership: Membership) => boolean,
): boolean {
  const line = new Set(lineage(organisation, organisations).map(({ id }) => id));
  line.add(organisation);
  return memberships.some((one) => one.state === 'current' && line.has(one.organisation) && fits(one));
}

export const leadsAt = (asker: Asker, organisation: number | undefined): boolean =>
  organisation !== undefined &&
  holdsAbove(asker, organisation, ({ role }) => role === 'headteacher' || role === 'trust_leader');

export const brokersAt = (asker: Asker, organisation: number): boolean =>
  holdsAbove(asker, organisation, ({ duties = [] }) => duties.includes('broker'));

export const brokersAnywhere = ({ memberships }: Pick<Asker, 'memberships'>): boolean =>
  memberships.some(({ state, duties = [] }) => state === 'current' && duties.includes('broker'));

export function partIn(asker: Asker, request: SupportRequest): Part {
  return {
    requester: request.requester === asker.person,
    requesterHead: leadsAt(asker, request.organisation),
    candidate: (request.asked ?? []).includes(asker.person),
    supporter: request.supporter === asker.person,
    supporterHead: request.supporter !== undefined && leadsAt(asker, request.supporter_school),
    broker: brokersAt(asker, request.broker_node),
  };
}

/** The lines of an agreement that are mine to sign. */
export function capacitiesOf(part: Part): SigningCapacity[] {
  const found: SigningCapacity[] = [];
  if (part.requester) found.push('requester');
  if (part.requesterHead) found.push('requester_head');
  if (part.supporter) found.push('supporter');
  if (part.supporterHead) found.push('supporter_head');
  return found;
}

/** Where the overview can be asked for: organisations that I lead, govern or broker for, from the top down. */
export function overviewPlaces({ memberships, organisations }: Asker): Organisation[] {
  const mine = memberships.filter(
    ({ state, role, duties = [] }) =>
      state === 'current' &&
      (['headteacher', 'trust_leader', 'governor'].includes(role) || duties.includes('broker')),
  );
  const ids = new Set(mine.map(({ organisation }) => organisation));
  const rank = { network: 0, trust: 1, school: 2, partner: 3 } as const;
  return organisations
    .filter(({ id, type }) => ids.has(id) && type !== 'partner')
    .sort((one, other) => rank[one.type] - rank[other.type] || one.name.localeCompare(other.name, 'en-GB'));
}

/** My schools and trusts, for which I may ask. */
export function askingPlaces({ memberships, organisations }: Asker): Organisation[] {
  const mine = new Set(memberships.filter(({ state }) => state === 'current').map((one) => one.organisation));
  return organisations
    .filter(({ id, type, state }) => mine.has(id) && type !== 'partner' && state === 'joined')
    .sort((one, other) => Number(other.type === 'school') - Number(one.type === 'school'));
}
