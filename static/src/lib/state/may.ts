// What I may do, as POLICY's table says it, so that a control that cannot work is not shown. The server decides again;
// this only hides. Pure: everything it needs is passed in.
import type {
  Channel,
  Me,
  Message,
  Organisation,
  Resource,
  Team,
  TeamMembership,
  TeamRelation,
  Topic,
} from '$generated/protocol';

/** What I am to a team. `outsider`: I can see its card, no more. */
export type Standing = TeamRelation | 'outsider';

export function standing(memberships: readonly TeamMembership[], person: number, team: number): Standing {
  const mine = memberships.find(
    (membership) =>
      membership.team === team && membership.person === person && membership.state === 'current',
  );
  return mine?.relation ?? 'outsider';
}

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

const teamMakers = ['administrator', 'headteacher', 'trust_leader', 'subject_lead', 'business_manager'];

/** The organisations in which I may found a team: those where I have a role that carries it. */
export function mayFoundTeamsIn(me: Me): number[] {
  const carrying = (me.memberships ?? []).filter((membership) => teamMakers.includes(membership.role));
  return [...new Set(carrying.map((membership) => membership.organisation))];
}

/** A partner's people are guests only, and join nothing by themselves. */
export function mayJoinTeams(me: Me, organisations: readonly Organisation[]): boolean {
  return (me.memberships ?? []).some(
    (membership) => organisations.find((at) => at.id === membership.organisation)?.type !== 'partner',
  );
}

/** Where something is written: a channel of a team, or beside a resource, whose readers write about it. */
export interface Place {
  team?: Team | undefined;
  channel?: Channel | undefined;
  resource?: Resource | undefined;
}

/** What is archived or withdrawn is read, not written. */
export function isActive({ team, channel, resource }: Place): boolean {
  if (resource) return resource.state === 'published';
  return channel !== undefined && team?.state !== 'archived' && channel.state !== 'archived';
}

export function mayPost(me: Standing, place: Place, topic?: Topic): boolean {
  const { channel } = place;
  if (me === 'outsider' || !isActive(place) || topic?.state === 'locked') return false;
  if (!channel) return true;
  if (channel.posting === 'leads') return me === 'lead';
  return channel.posting === 'everyone' || me !== 'guest';
}

export function mayStartTopic(me: Standing, place: Place): boolean {
  return mayPost(me, place) && (me !== 'guest' || place.channel?.guests_may_start === true);
}

/** The topic's title, and agreeing and reopening. Its title only while it is open. */
export function maySteer(me: Standing, person: number, topic: Topic): boolean {
  return me === 'lead' || topic.author === person;
}

export function maySummarise(me: Standing, person: number, place: Place, topic: Topic): boolean {
  if (topic.state !== 'open' || !mayPost(me, place, topic)) return false;
  return me === 'lead' || me === 'member' || topic.author === person;
}

export function mayEditMessage(person: number, message: Message, posting: boolean): boolean {
  return message.author === person && posting && message.deleted === undefined;
}

export function mayDeleteMessage(me: Standing, person: number, message: Message): boolean {
  return message.deleted === undefined && (message.author === person || me === 'lead');
}
