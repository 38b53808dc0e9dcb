// A pool as it is written in its form, and what the hub is told of it. Pure.
import type { Contract, PoolTerms, SpendCategory } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { categories } from '$strings/buying_categories';
import { poolForm as words } from '$strings/buying_pools';
import { draftOf, amountOf, isBlank, type MoneyDraft } from './money_field';
import { poolSchoolsMost } from './pool_view';

export interface PoolForm {
  organisation: string;
  title: string;
  category: SpendCategory | '';
  specification: string;
  unit: string;
  units: string;
  price: MoneyDraft;
  /** In pounds; its VAT is the price's. Empty: none. */
  limit: string;
  starts: string;
  months: string;
  more: string;
  join: string;
  leave: string;
  schools: number[];
  /** An organisation, or "none". */
  shared: string;
}

const dayMs = 86_400_000;
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const emptyPool = (): PoolForm => ({
  organisation: '',
  title: '',
  category: '',
  specification: '',
  unit: '',
  units: '1',
  price: draftOf(),
  limit: '',
  starts: '',
  months: '12',
  more: '0',
  join: '',
  leave: '',
  schools: [],
  shared: '',
});

export function formOf(terms: PoolTerms): PoolForm {
  return {
    ...emptyPool(),
    title: terms.title,
    category: terms.category,
    specification: terms.specification,
    unit: terms.unit,
    units: String(terms.units_a_year),
    price: draftOf(terms.price),
    limit: terms.price_limit ? draftOf(terms.price_limit).text : '',
    starts: terms.starts,
    months: String(terms.months),
    more: String(terms.extension_months),
    join: terms.join_by,
    leave: terms.leave_by,
  };
}

const monthWords = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00Z`),
  );

/**
 * Filled in from contracts that end close together: it starts when the last of them has ended, and schools join in time
 * for the first notice.
 */
export function formFrom(
  contracts: readonly Contract[],
  isSchool: (organisation: number) => boolean,
  today: string,
): PoolForm {
  const form = emptyPool();
  const [first] = contracts;
  if (!first) return form;
  const ends = contracts.map(({ details }) => details.ends).sort();
  const notices = contracts.map(({ notice_by: day }) => day).sort();
  const starts = daysAfter(ends.at(-1) ?? today, 1);
  // A week before the first notice date; when that is near, a fortnight from now.
  const wanted = daysAfter(notices[0] ?? today, -7);
  const soon = daysAfter(today, 14);
  const join = wanted > soon ? wanted : soon < starts ? soon : today;
  const { category } = first.details;
  const schools = contracts.flatMap(({ organisation, details }) =>
    details.sites?.length ? details.sites : [organisation],
  );
  return {
    ...form,
    category,
    title: words.fallbackTitle(categories[category], monthWords(starts)),
    starts: starts > join ? starts : daysAfter(join, 1),
    join,
    leave: join,
    schools: [...new Set(schools)].filter(isSchool).slice(0, poolSchoolsMost),
  };
}

const wholeIn = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;

export function termsOf(form: PoolForm): PoolTerms {
  const price = amountOf(form.price) ?? { pence: 0, basis: form.price.basis, vat: form.price.vat };
  const limit = form.limit.trim() ? amountOf({ ...form.price, text: form.limit }) : undefined;
  const months = wholeIn(form.months) ?? 0;
  return {
    title: form.title.trim(),
    category: form.category || 'other',
    specification: form.specification.trim(),
    unit: form.unit.trim(),
    units_a_year: wholeIn(form.units) ?? 1,
    price,
    ...(limit && { price_limit: limit }),
    starts: form.starts,
    months,
    extension_months: months ? (wholeIn(form.more) ?? 0) : 0,
    join_by: form.join,
    leave_by: form.leave,
  };
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** `asking`: schools are asked on these terms, or were. */
export function faultsOf(form: PoolForm, { today, asking }: { today: string; asking: boolean }): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  const say = (id: string, text: string) => found.push({ id, text });
  const within = (text: string, least: number, most: number) => {
    const number = wholeIn(text);
    return number !== undefined && number >= least && number <= most;
  };
  if (!form.title.trim()) say('title', errors.title);
  if (!form.category) say('category', errors.category);
  if (asking && !form.specification.trim()) say('specification', errors.specification);
  if (!form.unit.trim()) say('unit', errors.unit);
  if (!within(form.units, 1, 366)) say('units_a_year', errors.units);
  if ((amountOf(form.price)?.pence ?? 0) <= 0) say('price', errors.price);
  const limit = { ...form.price, text: form.limit };
  if (!isBlank(limit) && (amountOf(limit)?.pence ?? 0) <= 0) say('price_limit', errors.limit);
  if (!isDate(form.starts)) say('starts', errors.date);
  if (!within(form.months, 0, 600)) say('months', errors.months);
  if (!within(form.more, 0, 600)) say('extension_months', errors.months);
  if (!isDate(form.join)) say('join_by', errors.date);
  else if (asking && form.join < today) say('join_by', errors.past);
  else if (isDate(form.starts) && form.starts <= form.join) say('starts', errors.starts);
  if (!isDate(form.leave)) say('leave_by', errors.date);
  else if (isDate(form.join) && form.leave > form.join) say('leave_by', errors.order);
  if (form.schools.length > poolSchoolsMost) say('schools', errors.many(poolSchoolsMost));
  return found;
}

/** The field that the hub names: `body.terms.join_by` and `body.schools[3]` alike. */
export const fieldAt = (path: string): string =>
  /^body\.(?:terms\.)?(\w+)/.exec(path)?.[1]?.replace(/^terms$/, '') ?? '';
