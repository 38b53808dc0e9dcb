// The line under a team's name in lists: what it is about, how many people, whose team it is.
import type { Team } from '$generated/protocol';
import { records } from '$lib/state/records';
import { teams as words } from '$strings/teams';

export function teamLine(team: Team): string {
  const about = team.subject ?? words.areas[team.area];
  const owner = records.get('organisation', team.organisation)?.name;
  return [about, words.people(team.members), owner].filter(Boolean).join(', ');
}
