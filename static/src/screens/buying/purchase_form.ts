// A purchase as it is written in its forms, and what the hub is told of it. Pure.
import type {
  AgreementType,
  Amount,
  Commands,
  Purchase,
  SpendCategory,
  ThresholdType,
  ValueLine,
  ValueType,
} from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { scaled, split, sum, type Split } from '$lib/money';
import { needForm, valueForm } from '$strings/purchases_form';
import { amountOf, draftOf, type MoneyDraft } from './money_field';

export type Details = Commands['edit_purchase']['body'];

/** What is written of it now, as it is sent whole with every change. */
export function detailsOf(purchase: Purchase): Details {
  const { title, category, law, agreement, what, why, starts, months, market_on, market_notes } = purchase;
  return {
    title,
    category,
    law,
    agreement,
    what,
    why,
    ...(starts !== undefined && { starts }),
    months,
    ...(market_on !== undefined && { market_on }),
    market_notes,
    ...(purchase.related && { related: purchase.related }),
    splitting_answer: purchase.splitting_answer,
  };
}

const wholeIn = (text: string, most: number): number | undefined => {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  return number !== undefined && number <= most ? number : undefined;
};
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

// ---- the need

export interface NeedForm {
  title: string;
  category: SpendCategory | '';
  law: ThresholdType;
  agreement: AgreementType;
  what: string;
  why: string;
  starts: string;
  months: string;
  market: string;
}

const monthsMost = 1_200;

export const needOf = (purchase: Purchase): NeedForm => ({
  title: purchase.title,
  category: purchase.category,
  law: purchase.law,
  agreement: purchase.agreement,
  what: purchase.what,
  why: purchase.why,
  starts: purchase.starts ?? '',
  months: String(purchase.months),
  market: purchase.market_on ?? '',
});

/** Half of it may be written: what is missing is said by the gate, not here. */
export function needFaults(form: NeedForm): FormError[] {
  const found: FormError[] = [];
  const { errors } = needForm;
  const say = (id: string, text: string) => found.push({ id, text });
  if (!form.title.trim()) say('title', errors.title);
  if (!form.category) say('category', errors.category);
  if (form.starts && !isDate(form.starts)) say('starts', errors.date);
  const months = wholeIn(form.months, monthsMost);
  if (months === undefined) say('months', errors.months);
  else if (form.agreement === 'ongoing' && months === 0) say('months', errors.ongoing);
  if (form.market && !isDate(form.market)) say('market_on', errors.date);
  else if (isDate(form.market) && isDate(form.starts) && form.market >= form.starts)
    say('market_on', errors.order);
  return found;
}

export function needBody(purchase: Purchase, form: NeedForm): Details {
  const { starts: _, market_on: __, ...rest } = detailsOf(purchase);
  return {
    ...rest,
    title: form.title.trim(),
    category: form.category || purchase.category,
    law: form.law,
    agreement: form.agreement,
    what: form.what.trim(),
    why: form.why.trim(),
    ...(form.starts && { starts: form.starts }),
    months: form.agreement === 'ongoing' ? (wholeIn(form.months, monthsMost) ?? 0) : 0,
    ...(form.market && { market_on: form.market }),
  };
}

// ---- the value

export interface LineForm {
  what: string;
  type: ValueType;
  amount: MoneyDraft;
  times: string;
  perUnit: boolean;
}

export const valueLinesMost = 30;
export const timesMost = 10_000;

export const emptyLine = (): LineForm => ({
  what: '',
  type: 'price',
  amount: draftOf(),
  times: '1',
  perUnit: false,
});
export const linesOf = (lines: readonly ValueLine[] = []): LineForm[] =>
  lines.map(({ what, type, amount, times, per_unit: perUnit }) => ({
    what,
    type,
    amount: draftOf(amount),
    times: String(times),
    perUnit,
  }));

/** The greatest quantity of all its schools; 1 when it is one organisation's. */
export const quantityOf = ({ schools = [] }: Pick<Purchase, 'schools'>): number =>
  schools.length ? sum(schools.map(({ maximum }) => maximum)) : 1;

/** amount × times, × quantity when it is for each unit; rounded once. Nothing when it is too large. */
export function lineSum(
  { amount, times, per_unit: perUnit = false }: { amount: Amount; times: number; per_unit?: boolean },
  quantity: number,
): Split | undefined {
  const pence = scaled(amount.pence, times * (perUnit ? quantity : 1));
  return pence === undefined ? undefined : split({ ...amount, pence });
}

/** What the line comes to while it is written. */
export function lineFormSum(line: LineForm, quantity: number): Split | undefined {
  const amount = amountOf(line.amount);
  const times = wholeIn(line.times, timesMost);
  return amount && times ? lineSum({ amount, times, per_unit: line.perUnit }, quantity) : undefined;
}

/** All lines that can be reckoned with. */
export function formSum(lines: readonly LineForm[], quantity: number): { net: number; gross: number } {
  const sums = lines.flatMap((line) => lineFormSum(line, quantity) ?? []);
  return { net: sum(sums.map(({ net }) => net)), gross: sum(sums.map(({ gross }) => gross)) };
}

/** The id of a line's field: `what-0`. */
export function valueFaults(lines: readonly LineForm[], quantity: number): FormError[] {
  const found: FormError[] = [];
  const { errors } = valueForm;
  lines.forEach((line, at) => {
    const say = (field: string, text: string) => found.push({ id: `${field}-${at}`, text });
    if (!line.what.trim()) say('what', errors.what);
    const amount = amountOf(line.amount);
    if (!amount || amount.pence < 0) say('amount', errors.amount);
    const times = wholeIn(line.times, timesMost);
    if (!times) say('times', errors.times(timesMost));
    if (amount && times && !lineFormSum(line, quantity)) say('amount', errors.large);
  });
  return found;
}

export const valueBody = (lines: readonly LineForm[]): ValueLine[] =>
  lines.map((line) => ({
    what: line.what.trim(),
    type: line.type,
    amount: amountOf(line.amount) ?? { pence: 0, basis: line.amount.basis, vat: line.amount.vat },
    times: wholeIn(line.times, timesMost) ?? 1,
    per_unit: line.perUnit,
  }));

// ---- where the hub's refusal belongs

/** The first field of a row that is at fault as a whole. */
const firstOf: Record<string, string> = { lines: 'what', criteria: 'title', scale: 'point' };

/** `body.lines[2].amount` → `amount-2`; `body.pack.criteria[0].weight` → `weight-0`; `body.starts` → `starts`. */
export function fieldAt(path: string): string {
  const row = /^body\.(?:pack\.)?(\w+)(?:\[(\d+)\]|\.(\d+))(?:\.(\w+))?/.exec(path);
  if (row) {
    const [, list = '', at, place, field] = row;
    return list === 'files' ? 'find-resource' : `${field ?? firstOf[list] ?? list}-${at ?? place}`;
  }
  return /^body\.(?:pack\.)?(\w+)/.exec(path)?.[1] ?? '';
}
