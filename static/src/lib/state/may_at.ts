// What I may do at an organisation, by my roles on it and above it; see may.ts. Pure.
import type { Me, Organisation, Team } from '$generated/protocol';

/** True when one of my memberships with this role is on the organisation or above it. */
function holds(
  me: Me,
  organisations: readonly Organisation[],
  organisation: number,
  roles: readonly string[],
): boolean {
  const above = new Set<number>();
  for (let at: number | undefined = organisation; at !== undefined && !above.has(at);) {
    above.add(at);
    at = organisations.find((candidate) => candidate.id === at)?.parent;
  }
  return (me.memberships ?? []).some(
    (membership) => above.has(membership.organisation) && roles.includes(membership.role),
  );
}

/** An administrator of this organisation, or of one above it. */
export function administersAt(me: Me, organisations: readonly Organisation[], organisation: number): boolean {
  return holds(me, organisations, organisation, ['administrator']);
}

/** Heads, trust leaders and administrators see from when until when somebody works for them. */
export function seesDatesAt(me: Me, organisations: readonly Organisation[], organisation: number): boolean {
  return holds(me, organisations, organisation, ['administrator', 'headteacher', 'trust_leader']);
}

export function administers(me: Me, organisations: readonly Organisation[], team: Team): boolean {
  return holds(me, organisations, team.organisation, ['administrator']);
}

const teamMakers = ['administrator', 'headteacher', 'trust_leader', 'subject_lead', 'business_manager'];

/** The organisations in which I may found a team: those where I have a role that carries it. */
export function mayFoundTeamsIn(me: Me): number[] {
  const carrying = (me.memberships ?? []).filter((membership) => teamMakers.includes(membership.role));
  return [...new Set(carrying.map((membership) => membership.organisation))];
}
