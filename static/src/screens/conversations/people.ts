// The people of a channel: those who read it, and so those whom one can mention there.
import type { Mentions } from '$lib/markdown';
import { records } from '$lib/state/records';

export interface ChannelPerson {
  id: number;
  name: string;
  label: string;
}

/** Stands for the whole team among the mentions; no person has this id. */
export const everyone = 0;

/** Beside a resource, whose readers are not listed anywhere, there are none to offer. */
export function peopleOf(team: number | undefined, channel: number | undefined): ChannelPerson[] {
  if (team === undefined || channel === undefined) return [];
  return records
    .within('team_membership', team)
    .filter((membership) => membership.state === 'current')
    .filter((membership) => membership.relation !== 'guest' || membership.channels?.includes(channel))
    .flatMap((membership) => records.name(membership.person) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

export function byName(people: readonly ChannelPerson[]): Map<string, number> {
  return new Map(people.map((person) => [person.name, person.id]));
}

/** The mentions of a message as its readers see them: only people whom the server let through. */
export function mentionsOf(
  ids: readonly number[] | undefined,
  toTeam: boolean,
  everyoneWord: string,
): Mentions {
  const found = new Map<string, number>();
  for (const id of ids ?? []) {
    const name = records.name(id)?.name;
    if (name) found.set(name, id);
  }
  if (toTeam) found.set(everyoneWord, everyone);
  return found;
}
