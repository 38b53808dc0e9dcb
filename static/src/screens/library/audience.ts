// With whom something is shared, in words. Pure.
import type { Organisation, Resource } from '$generated/protocol';
import { audienceWords as words } from '$strings/library_resource';

export function audienceOf(
  { team, shared_with }: Pick<Resource, 'team' | 'shared_with'>,
  organisations: readonly Organisation[],
  teamName: (id: number) => string | undefined,
): string {
  if (team !== undefined) {
    const name = teamName(team);
    return name ? words.team(name) : words.aTeam;
  }
  const place = organisations.find(({ id }) => id === shared_with);
  if (!place) return words.nobody;
  if (place.type === 'network') return words.network;
  return place.type === 'trust' ? words.trust(place.name) : words.school(place.name);
}
