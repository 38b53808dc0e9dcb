// A pool as its page shows it: what I may do for which school, what it is worth, and what is next. Pure.
import type { Participation, Pool, PoolCapacity, PoolTerms, PoolTotal } from '$generated/protocol';
import { scaled, split, type Split } from '$lib/money';
import { holdsAt, signsFor, type BuyingAsker } from './roles';

/** The greatest quantity of one school. */
export const quantityMost = 10_000_000;
export const poolSchoolsMost = 100;

// ---- who may do what

/** In which capacity I sign for a school; nothing when I may not. */
export function capacityAt(asker: BuyingAsker, school: number): PoolCapacity | undefined {
  if (holdsAt(asker, school, ['headteacher'])) return 'headteacher';
  if (holdsAt(asker, school, ['trust_leader'])) return 'trust_leader';
  return signsFor(asker, school) ? 'signatory' : undefined;
}

/** The schools for which I sign, by name. */
export function signedFor(asker: BuyingAsker): number[] {
  return asker.organisations
    .filter(({ id, type, state }) => type === 'school' && state === 'joined' && signsFor(asker, id))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    .map(({ id }) => id);
}

/** The one that counts: it is asked again where it left. */
export const partOf = (parts: readonly Participation[], school: number): Participation | undefined =>
  parts.find((one) => one.school === school);

export const isLive = ({ state }: Pick<Participation, 'state'>): boolean =>
  state === 'asked' || state === 'signed_up';

export const isOver = ({ state }: Pick<Pool, 'state'>): boolean => state === 'done' || state === 'cancelled';

/** Until the end of the day. */
export const mayLeave = ({ state, terms }: Pick<Pool, 'state' | 'terms'>, today: string): boolean =>
  (state === 'open' || state === 'closed') && today <= terms.leave_by;

/** Whether a school can sign now, or sign for another quantity. */
export function maySign(
  pool: Pick<Pool, 'state' | 'terms'>,
  part: Participation | undefined,
  today: string,
): boolean {
  if (pool.state === 'open') return part?.state === 'signed_up' || today <= pool.terms.join_by;
  return pool.state === 'closed' && part?.state === 'signed_up' && today <= pool.terms.leave_by;
}

/** What a school signed last on the terms of now. */
export const signatureOf = ({ content_hash: hash }: Pick<Pool, 'content_hash'>, part: Participation) => {
  const last = part.signatures?.at(-1);
  return part.state === 'signed_up' && last?.content_hash === hash ? last : undefined;
};

/** It signed before, and the terms have changed since. */
export const signsAgain = (part: Participation): boolean =>
  part.state === 'asked' && (part.signatures?.length ?? 0) > 0;

// ---- what it is worth

/** Of so many units in a year; nothing when it is too large to be. */
export function yearOf({ price, units_a_year: units }: PoolTerms, quantity: number): Split | undefined {
  const pence = scaled(price.pence, quantity * units);
  return pence === undefined ? undefined : split({ ...price, pence });
}

/** Over the whole term with all options; what is bought once, once. Rounded once. */
export function lifeOf(terms: PoolTerms, quantity: number): Split | undefined {
  const { price, units_a_year: units, months, extension_months: more } = terms;
  const pence = months
    ? scaled(price.pence, quantity * units * (months + more), 12)
    : scaled(price.pence, quantity);
  return pence === undefined ? undefined : split({ ...price, pence });
}

/** Its value with VAT if a school joined with at most so many. */
export const valueWith = (terms: PoolTerms, total: PoolTotal, more: number): number | undefined =>
  lifeOf(terms, total.maximum + more)?.gross;

// ---- what is next

export type PoolTodo =
  'specify' | 'open' | 'few' | 'close' | 'wait' | 'closed' | 'standing' | 'buying' | 'over';

/** For the organiser; a school's own answer comes before it. */
export function poolTodo(pool: Pool, today: string): PoolTodo {
  if (pool.state === 'draft') return pool.terms.specification.trim() ? 'open' : 'specify';
  if (pool.state === 'open') {
    if (pool.total.schools >= 2) return 'close';
    return pool.close_asked || today > pool.terms.join_by ? 'few' : 'wait';
  }
  if (pool.state === 'closed') return mayLeave(pool, today) ? 'closed' : 'standing';
  return pool.state === 'purchasing' ? 'buying' : 'over';
}

/** Newest first: open ones where my answer is wanted, then what is going on, then what is over. */
export function poolGroups(pools: readonly Pool[], asker: BuyingAsker) {
  const newest = [...pools].sort((one, other) => other.id - one.id);
  const wanted = (pool: Pool) =>
    pool.state === 'open' &&
    (pool.schools ?? []).some((one) => !one.signed_now && signsFor(asker, one.school));
  const now = newest.filter((pool) => !isOver(pool));
  return {
    wanted: now.filter(wanted),
    now: now.filter((pool) => !wanted(pool)),
    past: newest.filter(isOver),
  };
}
