import { expect, it } from 'vitest';
import type { Account, Membership, Role, Standing } from '$generated/protocol';
import { filtered, peopleRows, type Filter } from './people_rows';

let next = 1;
const membership = (
  person: number,
  organisation: number,
  state: Standing = 'current',
  role: Role = 'staff',
) =>
  ({ kind: 'membership', id: next++, self: '', version: 1, person, organisation, role, state }) as Membership;
const names = new Map([
  [1, 'Zadie Quinn'],
  [2, 'Amara Okafor'],
  [3, 'Tom Pritchard'],
]);
const account = (id: number, more: Partial<Account> = {}): Account => ({
  kind: 'account',
  id,
  self: '',
  version: 1,
  email: `p${id}@school.example`,
  state: 'active',
  has_password: true,
  created: 0,
  ...more,
});
const rows = (memberships: Membership[], accounts: Account[] = []) =>
  peopleRows(new Set([10, 11]), {
    memberships,
    person: (id) => ({ name: names.get(id) ?? '' }),
    account: (id) => accounts.find((held) => held.id === id),
    terms: () => undefined,
  });
const everything: Filter = { sought: '', place: 0, role: '', state: '' };

it('makes one row for each person, by name, with all their places', () => {
  const made = rows([membership(1, 10), membership(2, 10), membership(1, 11), membership(3, 99)]);
  expect(made.map((row) => [row.name, row.memberships.length])).toEqual([
    ['Amara Okafor', 1],
    ['Zadie Quinn', 2],
  ]);
});

it('says whether somebody is here and can sign in', () => {
  const state = (standing: Standing, more?: Partial<Account>) =>
    rows([membership(1, 10, standing)], more ? [account(1, more)] : [])[0]?.state;
  expect(state('current', {})).toBe('active');
  // Whose account I may not see: nothing is said about a password.
  expect(state('current')).toBe('active');
  expect(state('current', { has_password: false })).toBe('waiting');
  expect(state('current', { state: 'disabled' })).toBe('disabled');
  expect(state('planned', {})).toBe('planned');
  expect(state('ended', { state: 'disabled' })).toBe('left');
});

it('forgets ended roles while another is left, and shows leavers only when they are asked for', () => {
  const made = rows([membership(1, 10, 'ended'), membership(1, 11), membership(2, 10, 'ended')]);
  expect(made.find((row) => row.id === 1)?.memberships.map((held) => held.membership.organisation)).toEqual([
    11,
  ]);
  expect(filtered(made, everything).map((row) => row.id)).toEqual([1]);
  expect(filtered(made, { ...everything, state: 'left' }).map((row) => row.id)).toEqual([2]);
});

it('filters by words of name or address, by place and by role', () => {
  const made = rows(
    [membership(1, 10, 'current', 'headteacher'), membership(1, 11), membership(2, 11)],
    [account(1), account(2)],
  );
  const found = (filter: Partial<Filter>) =>
    filtered(made, { ...everything, ...filter }).map((row) => row.id);
  expect(found({ sought: 'okaf' })).toEqual([2]);
  expect(found({ sought: 'p1@' })).toEqual([1]);
  expect(found({ place: 10 })).toEqual([1]);
  expect(found({ role: 'headteacher' })).toEqual([1]);
  // Place and role must meet in one membership.
  expect(found({ role: 'headteacher', place: 11 })).toEqual([]);
});
