// What a supplier has written, kept on its device until the hub has it: by a fingerprint of the link, so that the link
// itself is written nowhere.
import type { AmountBasis, VatRate } from '$generated/protocol';
import { emptyLine, type LineForm, type QuoteForm } from './supplier_view';

const bases: readonly string[] = ['net', 'gross'] satisfies AmountBasis[];
const rates: readonly string[] = ['standard', 'reduced', 'zero', 'exempt', 'outside'] satisfies VatRate[];

/** FNV-1a, 32 bits, twice from different starts: only tells links apart. */
export function placeOf(token: string): string {
  const hash = (start: number) => {
    let value = start;
    for (let at = 0; at < token.length; at += 1)
      value = Math.imul(value ^ token.charCodeAt(at), 0x01000193) >>> 0;
    return value.toString(16).padStart(8, '0');
  };
  return `staffroom-quote-${hash(0x811c9dc5)}${hash(0x5bd1e995)}`;
}

/** A browser may have no storage for us. */
function tried<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

export function keep(token: string, form: QuoteForm): void {
  tried(() => localStorage.setItem(placeOf(token), JSON.stringify(form)));
}
export function forget(token: string): void {
  tried(() => localStorage.removeItem(placeOf(token)));
}
type Unknown = Record<string, unknown>;
const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isLine = (value: unknown): value is Omit<LineForm, 'key'> => {
  if (!isObject(value) || !isText(value.what) || !isText(value.times) || !isObject(value.price)) return false;
  const { text, basis, vat } = value.price;
  return isText(text) && isText(basis) && bases.includes(basis) && isText(vat) && rates.includes(vat);
};

/** Written by an earlier version of this page, perhaps: checked like any input. By hand, as it weighs less. */
export function keptAt(token: string, criteria: number): QuoteForm | undefined {
  const text = tried(() => localStorage.getItem(placeOf(token)));
  const kept = text ? tried<unknown>(() => JSON.parse(text)) : undefined;
  if (!isObject(kept)) return undefined;
  const { answers, lines, remarks } = kept;
  if (!Array.isArray(answers) || !answers.every(isText) || !isText(remarks)) return undefined;
  if (!Array.isArray(lines) || !lines.every(isLine)) return undefined;
  return {
    answers: Array.from({ length: criteria }, (_, at) => answers[at] ?? ''),
    lines: (lines.length ? lines : [emptyLine()]).map(({ what, price, times }) => ({
      ...emptyLine(),
      what,
      price,
      times,
    })),
    remarks,
  };
}
