// What of the register is shown, as it stands in the address: a view of it is a link. Pure.
import type { Contract, ContractSeat, SpendCategory } from '$generated/protocol';
import { withBelow } from '$lib/state/organisations';
import type { Organisation } from '$generated/protocol';
import { addDays, addMonths } from './dates';
import { coveredBy, isLive } from './contract_view';

export type View = 'list' | 'timeline' | 'calendar';
export const views: readonly View[] = ['list', 'timeline', 'calendar'];
export type Ending = 'any' | '90' | '365' | 'ended' | 'voided';
export const endings: readonly Ending[] = ['any', '90', '365', 'ended', 'voided'];

export interface RegisterQuery {
  /** Whose register; 0: everybody's, as far as it is shared with me. */
  place: number | undefined;
  words: string;
  category: SpendCategory | '';
  school: number;
  supplier: number;
  /** "12:business_manager" */
  seat: string;
  ending: Ending;
  view: View;
  /** Of the calendar: "2026-09". */
  month: string;
}

export const seatKey = ({ organisation, role }: ContractSeat): string => `${organisation}:${role}`;

export function readQuery(query: URLSearchParams): RegisterQuery {
  const number = (name: string) => Number(query.get(name)) || 0;
  const place = query.get('place');
  const month = query.get('month') ?? '';
  return {
    place: place === 'all' ? 0 : number('place') || undefined,
    words: query.get('q') ?? '',
    category: (query.get('category') ?? '') as SpendCategory | '',
    school: number('school'),
    supplier: number('supplier'),
    seat: query.get('owner') ?? '',
    ending: endings.find((known) => known === query.get('ending')) ?? 'any',
    view: views.find((known) => known === query.get('view')) ?? 'list',
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : '',
  };
}

export function addressOf(query: RegisterQuery): string {
  const parts = new URLSearchParams();
  if (query.place !== undefined) parts.set('place', query.place ? String(query.place) : 'all');
  if (query.words) parts.set('q', query.words);
  if (query.category) parts.set('category', query.category);
  if (query.school) parts.set('school', String(query.school));
  if (query.supplier) parts.set('supplier', String(query.supplier));
  if (query.seat) parts.set('owner', query.seat);
  if (query.ending !== 'any') parts.set('ending', query.ending);
  if (query.view !== 'list') parts.set('view', query.view);
  if (query.month && query.view === 'calendar') parts.set('month', query.month);
  const text = parts.toString();
  return text ? `/buying/contracts?${text}` : '/buying/contracts';
}

/** What has ended or is void is asked for apart. */
export const stateAsked = ({ ending }: Pick<RegisterQuery, 'ending'>): 'ended' | 'voided' | undefined =>
  ending === 'ended' || ending === 'voided' ? ending : undefined;

const byEnd = (one: Contract, other: Contract) =>
  one.details.ends.localeCompare(other.details.ends) || one.id - other.id;

/** Of all that are held, those of the place's register in the state that is looked at; the soonest first. */
export function registerOf(
  all: readonly Contract[],
  query: Pick<RegisterQuery, 'ending'>,
  place: number,
  organisations: readonly Organisation[],
): Contract[] {
  const inPlace = place ? withBelow(place, organisations) : undefined;
  const asked = stateAsked(query);
  return all
    .filter((contract) => (asked ? contract.state === asked : isLive(contract)))
    .filter(({ organisation }) => !inPlace || inPlace.has(organisation))
    .sort(byEnd);
}

export interface Names {
  supplier: (id: number) => string;
  /** Follows merges. */
  supplierId: (id: number) => number;
}

/** Those of the register that pass the filters. */
export function shownOf(
  register: readonly Contract[],
  query: RegisterQuery,
  today: string,
  names: Names,
): Contract[] {
  const words = query.words.trim().toLocaleLowerCase('en-GB');
  const until =
    query.ending === '90' ? addDays(today, 90) : query.ending === '365' ? addMonths(today, 12) : undefined;
  return register.filter((contract) => {
    const { title, category, supplier, owner, ends, reference } = contract.details;
    const text = `${title} ${names.supplier(supplier)} ${reference}`.toLocaleLowerCase('en-GB');
    return (
      (!words || text.includes(words)) &&
      (!query.category || category === query.category) &&
      (!query.school ||
        contract.organisation === query.school ||
        coveredBy(contract).includes(query.school)) &&
      (!query.supplier || names.supplierId(supplier) === query.supplier) &&
      (!query.seat || seatKey(owner) === query.seat) &&
      (until === undefined || ends <= until)
    );
  });
}

export const isFiltered = ({ words, category, school, supplier, seat, ending }: RegisterQuery): boolean =>
  Boolean(words || category || school || supplier || seat) || ending !== 'any';
