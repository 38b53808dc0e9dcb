// What a contract says about itself: its money, its notice date, what comes next, whom it covers. Pure.
import type { Contract, ContractTerms, NoticePeriod } from '$generated/protocol';
import { grossOf } from '$lib/money';
import { addDays, addMonths, daysFrom } from './dates';

export const isLive = ({ state }: Pick<Contract, 'state'>): boolean =>
  state === 'planned' || state === 'current' || state === 'notice_given';
export const isOver = (contract: Pick<Contract, 'state'>): boolean => !isLive(contract);
export const renews = ({ state, details }: Contract): boolean =>
  details.renewal_months > 0 && (state === 'planned' || state === 'current');
/** Whether somebody must say something by a day: give notice, or let it renew. */
export const noticeMatters = (contract: Contract): boolean =>
  (contract.state === 'planned' || contract.state === 'current') &&
  (contract.details.notice.count > 0 || contract.details.renewal_months > 0);

/** The schools that it is for; none named: its organisation itself. */
export const coveredBy = ({ organisation, details }: Contract): number[] =>
  details.sites?.length ? details.sites : [organisation];

/** Days until the notice date; below nothing once it has passed. Nothing where no notice is needed. */
export const noticeLeft = (contract: Contract, today: string): number | undefined =>
  noticeMatters(contract) ? daysFrom(today, contract.notice_by) : undefined;

export const soonDays = 45;
export const urgentDays = 30;
/** How much it presses: nothing, soon, urgent, or past: it is late now. */
export function pressing(contract: Contract, today: string): 'late' | 'urgent' | 'soon' | undefined {
  const left = noticeLeft(contract, today);
  if (left === undefined || left > soonDays) return undefined;
  if (left < 0) return 'late';
  return left <= urgentDays ? 'urgent' : 'soon';
}

// ---- money

/** Pence, VAT included; nothing where it is not known or not shown. */
export const yearly = (terms: ContractTerms | undefined): number | undefined =>
  terms?.money.annual && grossOf(terms.money.annual);
export const wholeTerm = (terms: ContractTerms | undefined): number | undefined =>
  terms?.money.total && grossOf(terms.money.total);

export interface Total {
  pence: number;
  /** Of how many the figure is known to me. */
  known: number;
}
export interface Totals {
  contracts: number;
  yearly: Total;
  wholeTerm: Total;
  /** Notice is due within 45 days. */
  noticeDue: number;
  /** Of those, how many renew by themselves. */
  noticeRenewing: number;
}

function totalOf(figures: readonly (number | undefined)[]): Total {
  const known = figures.filter((figure) => figure !== undefined);
  return { pence: known.reduce((sum, pence) => sum + pence, 0), known: known.length };
}

export function totalsOf(
  contracts: readonly Contract[],
  termsOf: (contract: number) => ContractTerms | undefined,
  today: string,
): Totals {
  const counted = contracts.filter(({ state }) => state !== 'voided');
  const due = counted.filter((contract) => {
    const left = noticeLeft(contract, today);
    return left !== undefined && left >= 0 && left <= soonDays;
  });
  return {
    contracts: contracts.length,
    yearly: totalOf(counted.map(({ id }) => yearly(termsOf(id)))),
    wholeTerm: totalOf(counted.map(({ id }) => wholeTerm(termsOf(id)))),
    noticeDue: due.length,
    noticeRenewing: due.filter(renews).length,
  };
}

// ---- what is next

export type Next =
  | { what: 'starts' | 'ends' | 'ended' | 'voided'; on: string }
  | { what: 'notice'; by: string; left: number; renewsOn: string | undefined; until: string }
  | { what: 'late'; by: string; renewsOn: string | undefined; until: string }
  | { what: 'given'; given: string; on: string };

/** The first day of what follows when it renews, and the last day then. */
function renewal(contract: Contract): { renewsOn: string | undefined; until: string } {
  const { ends, renewal_months: months } = contract.details;
  return months > 0
    ? { renewsOn: addDays(ends, 1), until: addMonths(ends, months) }
    : { renewsOn: undefined, until: ends };
}

export function nextOf(contract: Contract, today: string): Next {
  const { starts, ends } = contract.details;
  switch (contract.state) {
    case 'voided':
      return { what: 'voided', on: ends };
    case 'ended':
      return { what: 'ended', on: ends };
    case 'notice_given':
      return { what: 'given', given: contract.notice_given ?? ends, on: ends };
    case 'planned':
      return { what: 'starts', on: starts };
    case 'current': {
      const left = noticeLeft(contract, today);
      if (left === undefined) return { what: 'ends', on: ends };
      if (left < 0) return { what: 'late', by: contract.notice_by, ...renewal(contract) };
      return { what: 'notice', by: contract.notice_by, left, ...renewal(contract) };
    }
  }
}

/** What the hub will say, as far as weekends go; bank holidays are known to the hub alone. */
export function previewNotice(ends: string, { count, unit }: NoticePeriod): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(ends) || !Number.isFinite(Date.parse(ends))) return undefined;
  if (count === 0) return ends;
  const raw = unit === 'days' ? addDays(ends, -count) : addMonths(ends, -count);
  const weekday = new Date(`${raw}T00:00:00Z`).getUTCDay();
  return addDays(raw, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}

// ---- over time

export interface Mark {
  contract: Contract;
  what: 'notice' | 'ends' | 'renews';
}
/** What falls on each day: notice dates, and days on which contracts end or renew. Over is over. */
export function marksByDay(contracts: readonly Contract[]): Map<string, Mark[]> {
  const found = new Map<string, Mark[]>();
  const put = (day: string, mark: Mark) => {
    const held = found.get(day);
    if (held) held.push(mark);
    else found.set(day, [mark]);
  };
  for (const contract of contracts) {
    if (!isLive(contract)) continue;
    if (noticeMatters(contract)) put(contract.notice_by, { contract, what: 'notice' });
    put(contract.details.ends, { contract, what: renews(contract) ? 'renews' : 'ends' });
  }
  return found;
}

/** By school, as a timeline shows them: a contract that covers several stands on the lane of each. */
export function lanesOf(
  contracts: readonly Contract[],
  nameOf: (organisation: number) => string,
): [school: number, contracts: Contract[]][] {
  const lanes = new Map<number, Contract[]>();
  for (const contract of contracts)
    for (const school of coveredBy(contract)) {
      const lane = lanes.get(school);
      if (lane) lane.push(contract);
      else lanes.set(school, [contract]);
    }
  const byEnd = (one: Contract, other: Contract) =>
    one.details.ends.localeCompare(other.details.ends) || one.id - other.id;
  return [...lanes]
    .map(([school, lane]): [number, Contract[]] => [school, lane.sort(byEnd)])
    .sort(([one], [other]) => nameOf(one).localeCompare(nameOf(other), 'en-GB'));
}
