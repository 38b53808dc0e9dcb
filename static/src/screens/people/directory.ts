// The directory: people with what they are, ready to be searched and filtered. Pure.
import type { Membership, Organisation, Person } from '$generated/protocol';
import type { FacetGroup } from '$components/Facets.svelte';
import { numbersOf, type Chosen } from '$lib/filters';
import { people as words } from '$strings/people';

export interface Entry {
  person: Person;
  memberships: Membership[];
}

/** Everybody who is here now, by name, with their current memberships. */
export function entriesOf(people: readonly Person[], memberships: readonly Membership[]): Entry[] {
  const byPerson = new Map<number, Membership[]>();
  for (const membership of memberships) {
    if (membership.state !== 'current') continue;
    const held = byPerson.get(membership.person);
    if (held) held.push(membership);
    else byPerson.set(membership.person, [membership]);
  }
  return people
    .filter((person) => !person.left)
    .map((person) => ({ person, memberships: byPerson.get(person.id) ?? [] }))
    .sort((one, other) => one.person.name.localeCompare(other.person.name, 'en-GB'));
}

export const valuesOf = ({ memberships }: Entry) => ({
  role: memberships.map((membership) => membership.role),
  subject: memberships.flatMap((membership) => membership.subjects ?? []),
});

/** Those who work at one of these organisations. */
export function entriesAt(entries: readonly Entry[], places: ReadonlySet<number>): Entry[] {
  return entries.filter(({ memberships }) =>
    memberships.some(({ organisation }) => places.has(organisation)),
  );
}

export function facetsOf(entries: readonly Entry[], chosen: Chosen): FacetGroup[] {
  const roles = numbersOf(entries, valuesOf, chosen, 'role');
  const subjects = numbersOf(entries, valuesOf, chosen, 'subject');
  return [
    {
      key: 'role',
      name: words.role,
      options: Object.entries(words.roleNames).flatMap(([value, label]) => {
        const number = roles.get(value);
        return number === undefined ? [] : [{ value, label, number }];
      }),
    },
    {
      key: 'subject',
      name: words.subject,
      options: [...subjects]
        .map(([value, number]) => ({ value, label: value, number }))
        .sort((one, other) => other.number - one.number || one.label.localeCompare(other.label, 'en-GB')),
    },
  ];
}

/** In how many schools the people found work. */
export function schoolsOf(entries: readonly Entry[], organisations: readonly Organisation[]): number {
  const schools = new Set(organisations.filter(({ type }) => type === 'school').map(({ id }) => id));
  const found = entries.flatMap(({ memberships }) => memberships.map(({ organisation }) => organisation));
  return new Set(found.filter((id) => schools.has(id))).size;
}
