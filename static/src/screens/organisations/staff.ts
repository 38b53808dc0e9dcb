// The people of an organisation, grouped as one looks for them: heads first, then who leads what, then everybody.
import type { Membership, Role } from '$generated/protocol';

const order: Role[] = [
  'headteacher',
  'trust_leader',
  'subject_lead',
  'business_manager',
  'staff',
  'partner',
  'governor',
  'administrator',
];

export interface RoleGroup {
  role: Role;
  members: Membership[];
}

/** Current memberships by role, by name within each; a person with two roles stands in both. */
export function staffByRole(
  memberships: readonly Membership[],
  nameOf: (person: number) => string,
): RoleGroup[] {
  const current = memberships.filter(
    (membership) => membership.state === 'current' && nameOf(membership.person),
  );
  return order.flatMap((role) => {
    const members = current
      .filter((membership) => membership.role === role)
      .sort((one, other) => nameOf(one.person).localeCompare(nameOf(other.person), 'en-GB'));
    return members.length ? [{ role, members }] : [];
  });
}
