// Where somebody belongs first of all, from the records.
import type { Organisation } from '$generated/protocol';
import { records } from '$lib/state/records';
import { placeOf } from './team_people';

export function whereIs(person: number): Organisation | undefined {
  return placeOf(records.within('membership', person), (id) => records.get('organisation', id));
}

/** People of partner organisations come as guests only. */
export function comesAsGuest(person: number): boolean {
  const places = records
    .within('membership', person)
    .filter((membership) => membership.state === 'current')
    .flatMap((membership) => records.get('organisation', membership.organisation) ?? []);
  return places.length > 0 && places.every((place) => place.type === 'partner');
}
