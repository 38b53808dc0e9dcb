import { describe, expect, it } from 'vitest';
import type { Membership, Organisation, Person } from '$generated/protocol';
import { entriesAt, entriesOf, facetsOf, schoolsOf } from './directory';

const person = (id: number, name: string, left = false) => ({ id, name, label: '', left }) as Person;
const membership = (person: number, organisation: number, over: Partial<Membership> = {}) =>
  ({ person, organisation, role: 'staff', state: 'current', ...over }) as Membership;
const people = [person(1, 'Zoe'), person(2, 'Adam'), person(3, 'Gone', true)];
const memberships = [
  membership(1, 10, { role: 'subject_lead', subjects: ['Maths'] }),
  membership(1, 20, { state: 'ended', role: 'governor' }),
  membership(2, 20, { subjects: ['Maths', 'Music'] }),
];

describe('the directory', () => {
  it('holds who is here, by name, with what they are now', () => {
    const entries = entriesOf(people, memberships);
    expect(entries.map((entry) => entry.person.name)).toEqual(['Adam', 'Zoe']);
    expect(entries[1]?.memberships.map(({ organisation }) => organisation)).toEqual([10]);
  });

  it('finds those of certain organisations', () => {
    const entries = entriesOf(people, memberships);
    expect(entriesAt(entries, new Set([20])).map((entry) => entry.person.name)).toEqual(['Adam']);
  });

  it('offers the roles and subjects that there are, the commonest subject first', () => {
    const [roles, subjects] = facetsOf(entriesOf(people, memberships), {});
    expect(roles?.options.map(({ value }) => value)).toEqual(['staff', 'subject_lead']);
    expect(subjects?.options.map(({ value, number }) => [value, number])).toEqual([
      ['Maths', 2],
      ['Music', 1],
    ]);
  });

  it('counts schools, not trusts', () => {
    const organisations = [
      { id: 10, type: 'school' },
      { id: 20, type: 'trust' },
    ] as Organisation[];
    expect(schoolsOf(entriesOf(people, memberships), organisations)).toBe(1);
  });
});
