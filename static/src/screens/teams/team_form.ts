// What the forms that found and edit a team have in everywhere.
import type { Joining, TeamArea } from '$generated/protocol';

export interface TeamForm {
  team_name: string;
  purpose: string;
  area: TeamArea;
  subject: string;
  joining: Joining;
}

export function emptyTeam(): TeamForm {
  return { team_name: '', purpose: '', area: 'curriculum', subject: '', joining: 'open' };
}
