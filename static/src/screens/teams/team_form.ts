// The fields that the forms for founding and for editing a team share.
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
