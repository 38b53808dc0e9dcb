// The rows of the table of people, made from memberships, their dates and the accounts. Pure.
import type { Account, Membership, MembershipTerms, Person, Role } from '$generated/protocol';
import { matches } from '$lib/search';

export type PersonState = 'active' | 'waiting' | 'planned' | 'disabled' | 'left';

export interface PersonRow {
  id: number;
  name: string;
  email: string;
  state: PersonState;
  /** Those in the organisations asked about; ended ones only where no other is left. */
  memberships: { membership: Membership; terms: MembershipTerms | undefined }[];
}

export interface Sources {
  memberships: readonly Membership[];
  person: (id: number) => Pick<Person, 'name'> | undefined;
  account: (id: number) => Account | undefined;
  terms: (membership: number) => MembershipTerms | undefined;
}

/** What is most worth knowing about whether somebody is here and can sign in. */
export function stateOf(memberships: readonly Membership[], account: Account | undefined): PersonState {
  if (memberships.every((membership) => membership.state === 'ended')) return 'left';
  if (account?.state === 'disabled') return 'disabled';
  if (!memberships.some((membership) => membership.state === 'current')) return 'planned';
  return account && !account.has_password ? 'waiting' : 'active';
}

export function peopleRows(places: ReadonlySet<number>, from: Sources): PersonRow[] {
  const byPerson = new Map<number, Membership[]>();
  for (const membership of from.memberships) {
    if (!places.has(membership.organisation)) continue;
    const held = byPerson.get(membership.person);
    if (held) held.push(membership);
    else byPerson.set(membership.person, [membership]);
  }
  const rows = [...byPerson].map(([id, all]): PersonRow => {
    const live = all.filter((membership) => membership.state !== 'ended');
    const shown = live.length ? live : all.slice(-1);
    const account = from.account(id);
    return {
      id,
      name: from.person(id)?.name ?? '',
      email: account?.email ?? '',
      state: stateOf(shown, account),
      memberships: shown.map((membership) => ({ membership, terms: from.terms(membership.id) })),
    };
  });
  return rows.sort((one, other) => one.name.localeCompare(other.name, 'en-GB') || one.id - other.id);
}

export interface Filter {
  sought: string;
  place: number;
  role: Role | '';
  state: PersonState | '';
}

/** Those who have left are shown only when they are asked for. */
export function filtered(rows: readonly PersonRow[], { sought, place, role, state }: Filter): PersonRow[] {
  return rows.filter(
    (row) =>
      (state ? row.state === state : row.state !== 'left') &&
      matches(sought, row.name, row.email) &&
      row.memberships.some(
        ({ membership }) =>
          (!place || membership.organisation === place) && (!role || membership.role === role),
      ),
  );
}
