// What a supplier sees behind its link, and what it fills in. Pure. protocol/supplier_desk.hpp says the same; no record,
// so none of it is held with the others.
import type { Amount, Criterion, PriceLine, PurchaseFile, QuoteState } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { clock } from '$lib/format';
import { penceMax, scaled, split, sum } from '$lib/money';
import { supplierPage as words } from '$strings/supplier_page';
import { amountOf, draftOf, faultOf, isBlank, type MoneyDraft } from '../buying/money_field';
import { longDay } from './long_day';

/** asking: quotes may be sent; over: the deadline has passed; decided: the letter is there. */
export type SupplierStage = 'asking' | 'over' | 'decided' | 'cancelled';

export interface SupplierReceipt {
  content_hash: string;
  at: number;
  late: boolean;
}
export interface SupplierQuote {
  state: QuoteState;
  answers?: string[];
  lines?: PriceLine[];
  remarks: string;
  files?: PurchaseFile[];
  net: number;
  gross: number;
  content_hash: string;
  receipt?: SupplierReceipt;
}
export interface SupplierView {
  stage: SupplierStage;
  title: string;
  organisation: string;
  schools?: string[];
  supplier: string;
  contact_name: string;
  specification: string;
  criteria?: Criterion[];
  price_weight: number;
  scale?: string[];
  pack_files?: { name: string; bytes: number }[];
  contact: string;
  /** Quotes are in time before it. */
  deadline: number;
  /** By the server's clock, which decides. */
  now: number;
  draft?: SupplierQuote;
  /** What is sealed, or late. */
  sent?: SupplierQuote;
  letter?: string;
}
export interface SupplierSaves {
  answers: string[];
  lines: PriceLine[];
  remarks: string;
}

export const answerMost = 2_000;
export const remarksMost = 1_000;
export const whatMost = 300;
export const linesMost = 30;
export const timesMost = 10_000;
export const filesMost = 10;
export const fileBytesMost = 25 * 1024 * 1024;

// ---- the form

export interface LineForm {
  /** Names it while the page is open. */
  key: number;
  what: string;
  price: MoneyDraft;
  times: string;
}
export interface QuoteForm {
  answers: string[];
  lines: LineForm[];
  remarks: string;
}

let keys = 0;
export const emptyLine = (): LineForm => ({ key: (keys += 1), what: '', price: draftOf(), times: '1' });

export function formOf(quote: SupplierQuote | undefined, criteria: number): QuoteForm {
  const lines = (quote?.lines ?? []).map(({ what, amount, times }) => ({
    ...emptyLine(),
    what,
    price: draftOf(amount),
    times: String(times),
  }));
  return {
    answers: Array.from({ length: criteria }, (_, at) => quote?.answers?.[at] ?? ''),
    lines: lines.length ? lines : [emptyLine()],
    remarks: quote?.remarks ?? '',
  };
}

export const timesIn = (text: string): number | undefined => {
  const times = /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return times >= 1 && times <= timesMost ? times : undefined;
};
const isUntouched = ({ what, price, times }: LineForm) =>
  !what.trim() && isBlank(price) && ['', '1'].includes(times.trim());

function lineOf(form: LineForm): PriceLine | undefined {
  const amount = faultOf(form.price, { needed: true }) ? undefined : amountOf(form.price);
  const times = timesIn(form.times);
  const what = form.what.trim();
  return amount && times !== undefined && what ? { what, amount, times } : undefined;
}

/** What of the form can be held by the hub: lines that are not complete yet are left out. */
export const contentOf = (form: QuoteForm): SupplierSaves => ({
  answers: form.answers.map((answer) => answer.trim()),
  lines: form.lines.flatMap((line) => lineOf(line) ?? []),
  remarks: form.remarks.trim(),
});

/** All that is written can be held by the hub. */
export const isWhole = (form: QuoteForm): boolean =>
  form.lines.every((line) => isUntouched(line) || lineOf(line) !== undefined);

/** Whether the hub holds exactly this already. */
export function isHeld(form: QuoteForm, quote: SupplierQuote | undefined): boolean {
  const content = contentOf(form);
  const held = { answers: quote?.answers ?? [], lines: quote?.lines ?? [], remarks: quote?.remarks ?? '' };
  // Answers that were never written are no difference.
  const said = (answers: string[]) =>
    JSON.stringify(answers.slice(0, answers.findLastIndex((one) => one !== '') + 1));
  const priced = (lines: readonly PriceLine[]) =>
    JSON.stringify(lines.map(({ what, amount: a, times }) => [what, a.pence, a.basis, a.vat, times]));
  return (
    isWhole(form) &&
    said(content.answers) === said(held.answers) &&
    priced(content.lines) === priced(held.lines) &&
    content.remarks === held.remarks.trim()
  );
}

// ---- sums: each line is rounded once, then they are added

export interface Sum {
  net: number;
  gross: number;
}
export function lineSum(line: { amount: Amount; times: number }): Sum | undefined {
  const pence = scaled(line.amount.pence, line.times);
  if (pence === undefined) return undefined;
  const { net, gross } = split({ ...line.amount, pence });
  return gross <= penceMax ? { net, gross } : undefined;
}
export function totalOf(lines: readonly { amount: Amount; times: number }[]): Sum | undefined {
  const sums = lines.map(lineSum);
  if (!sums.every((one): one is Sum => one !== undefined)) return undefined;
  const total = { net: sum(sums.map(({ net }) => net)), gross: sum(sums.map(({ gross }) => gross)) };
  return total.gross <= penceMax ? total : undefined;
}
export const sumOfForm = (line: LineForm): Sum | undefined => {
  const whole = lineOf({ ...line, what: line.what || '-' });
  return whole && lineSum(whole);
};
export const totalOfForm = (form: QuoteForm): Sum | undefined =>
  totalOf(form.lines.flatMap((line) => lineOf({ ...line, what: line.what || '-' }) ?? []));

// ---- what is missing

export const ids = {
  answer: (at: number) => `answer-${at}`,
  what: (at: number) => `line-${at}-what`,
  price: (at: number) => `line-${at}-price`,
  times: (at: number) => `line-${at}-times`,
};

/** What keeps it from being sent. */
export function faultsOf(form: QuoteForm): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  const say = (id: string, text: string) => found.push({ id, text });
  form.answers.forEach((answer, at) => {
    if (!answer.trim()) say(ids.answer(at), errors.answer(at + 1));
    else if ([...answer.trim()].length > answerMost) say(ids.answer(at), errors.long(at + 1));
  });
  const lines = form.lines.map((line, at) => ({ line, at })).filter(({ line }) => !isUntouched(line));
  if (!lines.length) say(ids.price(0), errors.lines);
  for (const { line, at } of lines) {
    if (!line.what.trim()) say(ids.what(at), errors.what(at + 1));
    const fault = faultOf(line.price, { needed: true });
    if (fault) say(ids.price(at), (fault === 'below_nothing' ? errors.below : errors.price)(at + 1));
    if (timesIn(line.times) === undefined)
      say(ids.times(at), errors.times(at + 1, timesMost.toLocaleString('en-GB')));
  }
  if (!found.length && !totalOfForm(form)) say(ids.price(0), errors.sum);
  return found;
}

/** The field that the hub names: its lines are those that were sent, which leave out what was not complete. */
export function fieldAt(path: string, form: QuoteForm): string {
  const [, list, place, field] = /^body\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(path) ?? [];
  if (list === 'answers') return ids.answer(Number(place ?? 0));
  if (list === 'remarks') return 'remarks';
  if (list !== 'lines') return '';
  const sent = form.lines.flatMap((line, at) => (lineOf(line) ? [at] : []));
  const at = sent[Number(place ?? 0)] ?? 0;
  return field === 'what' ? ids.what(at) : field === 'times' ? ids.times(at) : ids.price(at);
}

// ---- when

/** The last day on which quotes are in time: the deadline is the first instant after it. */
export const deadlineDay = (deadline: number): string => longDay(deadline - 1);
/** "Tuesday 3 March 2026, 14:02" */
export const momentWords = (ms: number): string => `${longDay(ms)}, ${clock(ms)}`;

/** "3 days", "5 hours", "12 minutes"; empty when it has passed. */
export function leftWords(deadline: number, now: number): string {
  const minutes = Math.floor((deadline - now) / 60_000);
  const { deadline: said } = words;
  if (deadline <= now) return '';
  if (minutes < 120) return said.minutes(Math.max(1, minutes));
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? said.hours(hours) : said.days(Math.floor(hours / 24));
}

/** What the page shows first. */
export type Shown = 'form' | 'sent' | 'letter' | 'cancelled' | 'judged';

/** `replacing`: a sent one is to be replaced. `closed`: the hub takes no quote any more. */
export function shownOf(
  view: SupplierView,
  { replacing, closed }: { replacing: boolean; closed: boolean },
): Shown {
  if (view.stage === 'cancelled') return 'cancelled';
  if (view.stage === 'decided') return 'letter';
  if (view.sent && !replacing) return 'sent';
  return closed ? 'judged' : 'form';
}
