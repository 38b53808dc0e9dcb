// The lines under a team's name in lists: what it is about, how many people, whose team it is, and who leads it.
import type { Team } from '$generated/protocol';
import { list } from '$lib/format';
import { organisationName } from '$lib/state/organisations';
import { nameOf } from '$lib/state/teams';
import { phases } from '$strings/organisations';
import { teams as words } from '$strings/teams';

/** "Primary and Special"; nothing when it is for every phase. */
export function phasesLine(team: Team): string {
  return list((team.phases ?? []).map((phase) => phases[phase]));
}

export function teamLine(team: Team): string {
  const about = team.subject ?? words.areas[team.area];
  return [about, phasesLine(team), words.people(team.members), organisationName(team.organisation)]
    .filter(Boolean)
    .join(', ');
}

export function leadsLine(team: Team): string {
  const names = (team.leads ?? []).map(nameOf).filter(Boolean);
  return names.length ? words.ledBy(list(names)) : '';
}
