// People to choose from, by where they work: what is held of the directory of people.
import type { Membership } from '$generated/protocol';
import { records } from '$lib/state/records';

export interface PersonOption {
  value: string;
  label: string;
}

/** Those who hold a current membership that fits, by name. The people must have been fetched. */
export function peopleWith(fits: (membership: Membership) => boolean): PersonOption[] {
  const ids = new Set(
    records.all('membership').flatMap((one) => (one.state === 'current' && fits(one) ? [one.person] : [])),
  );
  return [...ids]
    .flatMap((id) => {
      const person = records.get('person', id);
      if (!person || person.left) return [];
      return [{ value: String(id), label: person.label ? `${person.name}, ${person.label}` : person.name }];
    })
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'));
}

export const staffOf = (school: number): PersonOption[] =>
  peopleWith(({ organisation }) => organisation === school);
