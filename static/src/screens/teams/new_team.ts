// Founding a team with its people in one go: what is asked for, and the steps that it takes. Pure but for `today`.
import type { Commands } from '$generated/protocol';
import { civilDate } from '$lib/format';

const dayMs = 86_400_000;

/** The civil date that many days from today. */
export const inDays = (days: number, today = Date.now()): string => civilDate(today + days * dayMs);

export type Pick =
  | { person: number; name: string; label: string; guest: boolean }
  /** By e-mail: as guest of a partner organisation, or as member when it names none. */
  | { email: string; organisation: number };

export const keyOf = (pick: Pick): string =>
  'email' in pick ? pick.email.toLowerCase() : String(pick.person);
export const wordOf = (pick: Pick): string => ('email' in pick ? pick.email : pick.name);
export const isGuest = (pick: Pick): boolean => ('email' in pick ? pick.organisation !== 0 : pick.guest);

export type Step = {
  [C in 'add_team_member' | 'add_team_guest' | 'invite_to_team']: { command: C; body: Commands[C]['body'] };
}['add_team_member' | 'add_team_guest' | 'invite_to_team'];

/** What brings one person in. Guests see the first channel, until the day named. */
export function stepFor(pick: Pick, channel: number, ends: string, note: string): Step {
  const guest = { channels: [channel], ends };
  if ('email' in pick) {
    const { email, organisation } = pick;
    return organisation
      ? { command: 'invite_to_team', body: { email, organisation, relation: 'guest', note, ...guest } }
      : { command: 'invite_to_team', body: { email, relation: 'member', note } };
  }
  return pick.guest
    ? { command: 'add_team_guest', body: { person: pick.person, ...guest } }
    : { command: 'add_team_member', body: { person: pick.person } };
}
