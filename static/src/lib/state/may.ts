// What I may do, as POLICY's table says it, so that a control that cannot work is not shown. The server decides again;
// this only hides. Pure: everything it needs is passed in. Conversations have
// may_talk.ts, organisations may_at.ts: the first visit does without.
import type { Me, Organisation, TeamMembership, TeamRelation } from '$generated/protocol';

/** What I am to a team. `outsider`: I can see its card, no more. */
export type Standing = TeamRelation | 'outsider';

export function standing(memberships: readonly TeamMembership[], person: number, team: number): Standing {
  const mine = memberships.find(
    (membership) =>
      membership.team === team && membership.person === person && membership.state === 'current',
  );
  return mine?.relation ?? 'outsider';
}

/** Whether the administration is offered at all: somewhere I am an administrator. */
export function administersAnything(me: Me): boolean {
  return (me.memberships ?? []).some(
    (membership) => membership.role === 'administrator' && membership.state === 'current',
  );
}

/** Whether inviting is all of the administration that is offered: heads and trust leaders, below their own rank. */
export function invitesOnly(me: Me): boolean {
  return (
    !administersAnything(me) &&
    (me.memberships ?? []).some(
      ({ role, state }) => (role === 'headteacher' || role === 'trust_leader') && state === 'current',
    )
  );
}

/** A partner's people are guests only, and join nothing by themselves. */
export function mayJoinTeams(me: Me, organisations: readonly Organisation[]): boolean {
  return (me.memberships ?? []).some(
    (membership) => organisations.find((at) => at.id === membership.organisation)?.type !== 'partner',
  );
}
