// Questions about teams that several screens ask of the records.
import type { Channel, Team, TeamMembership } from '$generated/protocol';
import { standing, type Standing } from './may';
import { records } from './records';

/** Teams that I belong to, by name; archived ones last. */
export function myTeams(person: number): Team[] {
  const ids = records
    .all('team_membership')
    .filter((membership) => membership.person === person && membership.state === 'current')
    .map((membership) => membership.team);
  return ids
    .flatMap((id) => records.get('team', id) ?? [])
    .sort(
      (one, other) => one.state.localeCompare(other.state) || one.name.localeCompare(other.name, 'en-GB'),
    );
}

export function standingIn(team: number | undefined, person: number): Standing {
  return team === undefined ? 'outsider' : standing(records.within('team_membership', team), person, team);
}

/** My own current membership of a team. */
export function ownMembership(team: number, person: number): TeamMembership | undefined {
  return records
    .within('team_membership', team)
    .find((membership) => membership.person === person && membership.state === 'current');
}

/** Active channels first, each group in the order of making. */
export function channelsOf(team: number): Channel[] {
  return records
    .within('channel', team)
    .sort((one, other) => one.state.localeCompare(other.state) || one.id - other.id);
}

export function nameOf(person: number): string {
  return records.name(person)?.name ?? '';
}
