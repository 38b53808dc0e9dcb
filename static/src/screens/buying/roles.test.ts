import { describe, expect, it } from 'vitest';
import type { Membership, Role } from '$generated/protocol';
import { contract, organisation } from './contract_example';
import {
  changesContract,
  holdsSeat,
  managedPlaces,
  managesAt,
  signsFor,
  stewardsAt,
  type BuyingAsker,
} from './roles';

const organisations = [
  organisation(1, 'network'),
  organisation(2, 'trust', 1),
  organisation(3, 'school', 2, 'Birch'),
  organisation(5, 'school', 2, 'Ash'),
  organisation(4, 'school', 1),
];
const asker = (role: Role, at: number, over: Partial<Membership> = {}): BuyingAsker => ({
  person: 9,
  memberships: [{ organisation: at, role, state: 'current', ...over } as Membership],
  organisations,
});

describe('what I am in buying', () => {
  it('reaches down the tree, not up', () => {
    expect(managesAt(asker('business_manager', 2), 3)).toBe(true);
    expect(managesAt(asker('business_manager', 3), 2)).toBe(false);
    expect(managesAt(asker('business_manager', 2, { state: 'ended' }), 3)).toBe(false);
    expect(stewardsAt(asker('governor', 2), 3)).toBe(true);
    expect(managesAt(asker('governor', 2), 3)).toBe(false);
  });
  it('names places, wider ones first', () => {
    expect(managedPlaces(asker('trust_leader', 2)).map(({ id }) => id)).toEqual([2, 5, 3]);
    expect(managedPlaces(asker('staff', 2))).toEqual([]);
  });
  it('signs as a leader, or as a business manager with the duty', () => {
    expect(signsFor(asker('headteacher', 3), 3)).toBe(true);
    expect(signsFor(asker('business_manager', 3), 3)).toBe(false);
    expect(signsFor(asker('business_manager', 2, { duties: ['signatory'] }), 3)).toBe(true);
    expect(signsFor(asker('business_manager', 4, { duties: ['signatory'] }), 3)).toBe(false);
  });
  it('changes contracts from their seat, or as business manager there or above', () => {
    const seated = contract(1, { owner: { organisation: 3, role: 'headteacher' } });
    expect(holdsSeat(asker('headteacher', 3), seated.details.owner)).toBe(true);
    expect(changesContract(asker('headteacher', 3), seated)).toBe(true);
    expect(changesContract(asker('headteacher', 3), contract(1))).toBe(false);
    expect(changesContract(asker('business_manager', 2), seated)).toBe(true);
    expect(changesContract(asker('business_manager', 4), seated)).toBe(false);
  });
});
