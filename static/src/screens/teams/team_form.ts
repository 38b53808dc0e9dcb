// The fields that the forms for founding and for editing a team share.
import type { Joining, Phase, Team, TeamArea } from '$generated/protocol';

export interface TeamForm {
  team_name: string;
  purpose: string;
  area: TeamArea;
  subject: string;
  phases: Phase[];
  joining: Joining;
}

export function emptyTeam(): TeamForm {
  return { team_name: '', purpose: '', area: 'curriculum', subject: '', phases: [], joining: 'open' };
}

export function formOf(team: Team): TeamForm {
  return {
    team_name: team.name,
    purpose: team.purpose,
    area: team.area,
    subject: team.subject ?? '',
    phases: [...(team.phases ?? [])],
    joining: team.joining,
  };
}
