// A quote that came on paper, as it is entered. Pure.
import type { Commands, PriceLine, Purchase } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { civilDate, clock } from '$lib/format';
import { quoteForm as words, valueForm } from '$strings/purchases_form';
import { amountOf, draftOf, type MoneyDraft } from './money_field';
import { lineFormSum, timesMost } from './purchase_form';

export interface PriceForm {
  what: string;
  amount: MoneyDraft;
  times: string;
}
export interface QuoteForm {
  supplier: number;
  newSupplier: string;
  answers: string[];
  lines: PriceForm[];
  day: string;
  time: string;
}

export const priceLinesMost = 30;
export const scanBytesMost = 25 * 1024 * 1024;

export const emptyPrice = (): PriceForm => ({ what: '', amount: draftOf(), times: '1' });
export const emptyQuote = ({ pack }: Pick<Purchase, 'pack'>, now: number): QuoteForm => ({
  supplier: 0,
  newSupplier: '',
  answers: (pack.criteria ?? []).map(() => ''),
  lines: [emptyPrice()],
  day: civilDate(now),
  time: clock(now),
});

const minuteMs = 60_000;

/** The instant of a civil time in London, whatever zone the device is in; nothing when it is no time. */
export function londonTime(day: string, time: string): number | undefined {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time) || Number.isNaN(wanted))
    return undefined;
  // London is at Greenwich time, or an hour ahead.
  return [wanted - 60 * minuteMs, wanted].find((at) => civilDate(at) === day && clock(at) === time);
}

const timesOf = (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : 0);
export const priceSum = (line: PriceForm) => lineFormSum({ ...line, type: 'price', perUnit: false }, 1);

export function quoteFaults(form: QuoteForm, scanned: boolean, now: number): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  const say = (id: string, text: string) => found.push({ id, text });
  if (!form.supplier && !form.newSupplier.trim()) say('supplier', errors.supplier);
  if (!scanned) say('scan', errors.scan);
  const received = londonTime(form.day, form.time);
  if (received === undefined) say('received', errors.received);
  else if (received > now) say('received', errors.future);
  form.answers.forEach((answer, at) => {
    if (!answer.trim()) say(`answers-${at}`, errors.answer);
  });
  if (!form.lines.length) say('', errors.lines);
  form.lines.forEach((line, at) => {
    if (!line.what.trim()) say(`what-${at}`, valueForm.errors.what);
    const amount = amountOf(line.amount);
    if (!amount || amount.pence < 0) say(`amount-${at}`, valueForm.errors.amount);
    const times = timesOf(line.times);
    if (times < 1 || times > timesMost) say(`times-${at}`, valueForm.errors.times(timesMost));
    else if (amount && !priceSum(line)) say(`amount-${at}`, valueForm.errors.large);
  });
  return found;
}

export const pricesIn = (lines: readonly PriceForm[]): PriceLine[] =>
  lines.map(({ what, amount, times }) => ({
    what: what.trim(),
    amount: amountOf(amount) ?? { pence: 0, basis: amount.basis, vat: amount.vat },
    times: timesOf(times) || 1,
  }));

/** It came within the minute that was written: at its end, as far as that is not to come. */
const receivedAt = (form: QuoteForm, now: number): number =>
  Math.min((londonTime(form.day, form.time) ?? now) + minuteMs - 1, now);

export const quoteBody = (
  form: QuoteForm,
  { supplier, scan, now }: { supplier: number; scan: number; now: number },
): Commands['enter_quote']['body'] => ({
  supplier,
  answers: form.answers.map((answer) => answer.trim()),
  lines: pricesIn(form.lines),
  received: receivedAt(form, now),
  scan,
});
