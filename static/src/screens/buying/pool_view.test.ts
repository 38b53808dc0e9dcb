import { describe, expect, test } from 'vitest';
import type { Membership, Organisation, Participation, Pool, PoolTerms } from '$generated/protocol';
import {
  capacityAt,
  lifeOf,
  mayLeave,
  maySign,
  poolGroups,
  poolTodo,
  signatureOf,
  signedFor,
  signsAgain,
  valueWith,
  yearOf,
} from './pool_view';

const terms: PoolTerms = {
  title: 'Cleaning from April 2026',
  category: 'cleaning_services',
  specification: 'Classrooms and halls.',
  unit: 'hours a week',
  units_a_year: 39,
  price: { pence: 1_860, basis: 'net', vat: 'standard' },
  starts: '2026-04-13',
  months: 24,
  extension_months: 12,
  join_by: '2026-01-28',
  leave_by: '2026-01-26',
};
const pool = (over: Partial<Pool> = {}): Pool => ({
  kind: 'pool',
  id: 1,
  self: '/pools/1',
  version: 1,
  organisation: 10,
  state: 'open',
  terms,
  content_hash: 'aa',
  owner: 5,
  schools: [{ school: 11, signed_now: false }],
  total: { schools: 0, committed: 0, maximum: 0, value_net: 0, value_gross: 0 },
  close_asked: false,
  created: 0,
  reason: '',
  ...over,
});
const part = (over: Partial<Participation> = {}): Participation => ({
  kind: 'participation',
  id: 1,
  self: '/participations/1',
  version: 1,
  pool: 1,
  school: 11,
  state: 'asked',
  committed: 0,
  maximum: 0,
  reason: '',
  created: 0,
  ...over,
});
const organisation = (id: number, type: Organisation['type'], parent?: number): Organisation => ({
  kind: 'organisation',
  id,
  self: '',
  version: 1,
  type,
  ...(parent !== undefined && { parent }),
  state: 'joined',
  name: `Organisation ${id}`,
  created: 0,
});
const organisations = [
  organisation(1, 'network'),
  organisation(10, 'trust', 1),
  organisation(11, 'school', 10),
  organisation(12, 'school', 10),
];
const asker = (role: Membership['role'], at: number, duties: Membership['duties'] = []) => ({
  person: 5,
  organisations,
  memberships: [
    {
      kind: 'membership',
      id: 1,
      self: '',
      version: 1,
      person: 5,
      organisation: at,
      role,
      duties,
      state: 'current',
      starts: '2020-01-01',
    } as Membership,
  ],
});

describe('what a pool is worth', () => {
  test('a year, and the whole life with options and VAT', () => {
    expect(yearOf(terms, 65)).toEqual({ net: 4_715_100, vat: 943_020, gross: 5_658_120 });
    expect(lifeOf(terms, 75)).toEqual({ net: 16_321_500, vat: 3_264_300, gross: 19_585_800 });
  });
  test('what is bought once counts once', () => {
    const once = { ...terms, months: 0, extension_months: 12 };
    expect(lifeOf(once, 10)?.net).toBe(18_600);
  });
  test('one more school is added to the most, and rounded once', () => {
    const total = { schools: 3, committed: 65, maximum: 75, value_net: 0, value_gross: 0 };
    expect(valueWith(terms, total, 25)).toBe(26_114_400);
  });
  test('too much is nothing', () => {
    expect(lifeOf({ ...terms, price: { ...terms.price, pence: 10_000_000_000 } }, 10_000_000)).toBe(
      undefined,
    );
  });
});

describe('who signs', () => {
  test('heads, trust leaders, and business managers with the duty', () => {
    expect(capacityAt(asker('headteacher', 11), 11)).toBe('headteacher');
    expect(capacityAt(asker('headteacher', 11), 12)).toBe(undefined);
    expect(capacityAt(asker('trust_leader', 10), 12)).toBe('trust_leader');
    expect(capacityAt(asker('business_manager', 10), 12)).toBe(undefined);
    expect(capacityAt(asker('business_manager', 10, ['signatory']), 12)).toBe('signatory');
    expect(capacityAt(asker('teacher' as Membership['role'], 11), 11)).toBe(undefined);
  });
  test('for which schools', () => {
    expect(signedFor(asker('trust_leader', 10))).toEqual([11, 12]);
    expect(signedFor(asker('business_manager', 11))).toEqual([]);
  });
});

describe('until when', () => {
  test('leaving ends with its day', () => {
    expect(mayLeave(pool(), '2026-01-26')).toBe(true);
    expect(mayLeave(pool(), '2026-01-27')).toBe(false);
    expect(mayLeave(pool({ state: 'cancelled' }), '2026-01-20')).toBe(false);
  });
  test('a closed pool is signed anew by those who are in it, until the day to leave', () => {
    const closed = pool({ state: 'closed' });
    expect(maySign(closed, part(), '2026-01-20')).toBe(false);
    expect(maySign(closed, part({ state: 'signed_up' }), '2026-01-20')).toBe(true);
    expect(maySign(closed, part({ state: 'signed_up' }), '2026-01-27')).toBe(false);
    expect(maySign(pool(), undefined, '2026-01-28')).toBe(true);
    expect(maySign(pool(), part(), '2026-01-29')).toBe(false);
    expect(maySign(pool(), part({ state: 'signed_up' }), '2026-01-29')).toBe(true);
  });
});

describe('signatures', () => {
  const signature = {
    person: 5,
    capacity: 'headteacher',
    committed: 20,
    maximum: 25,
    content_hash: 'aa',
    at: 1,
  } as const;
  test('count while they are for the terms of now', () => {
    expect(signatureOf(pool(), part({ state: 'signed_up', signatures: [signature] }))).toBe(signature);
    expect(
      signatureOf(pool({ content_hash: 'bb' }), part({ state: 'signed_up', signatures: [signature] })),
    ).toBe(undefined);
  });
  test('fallen ones are history, and asked for again', () => {
    expect(signsAgain(part({ signatures: [signature] }))).toBe(true);
    expect(signsAgain(part())).toBe(false);
  });
});

describe('what is next', () => {
  const total = (schools: number) => ({ ...pool().total, schools });
  test('by its state', () => {
    expect(poolTodo(pool({ state: 'draft' }), '2026-01-10')).toBe('open');
    expect(poolTodo(pool({ state: 'draft', terms: { ...terms, specification: ' ' } }), '2026-01-10')).toBe(
      'specify',
    );
    expect(poolTodo(pool(), '2026-01-10')).toBe('wait');
    expect(poolTodo(pool({ total: total(2) }), '2026-01-10')).toBe('close');
    expect(poolTodo(pool({ close_asked: true }), '2026-01-29')).toBe('few');
    expect(poolTodo(pool({ state: 'closed' }), '2026-01-20')).toBe('closed');
    expect(poolTodo(pool({ state: 'closed' }), '2026-02-20')).toBe('standing');
    expect(poolTodo(pool({ state: 'purchasing' }), '2026-02-20')).toBe('buying');
    expect(poolTodo(pool({ state: 'cancelled' }), '2026-02-20')).toBe('over');
  });
  test('those where my answer is wanted stand first', () => {
    const groups = poolGroups(
      [pool({ id: 1 }), pool({ id: 2, state: 'cancelled' }), pool({ id: 3, schools: [] })],
      asker('headteacher', 11),
    );
    expect(groups.wanted.map(({ id }) => id)).toEqual([1]);
    expect(groups.now.map(({ id }) => id)).toEqual([3]);
    expect(groups.past.map(({ id }) => id)).toEqual([2]);
  });
});
