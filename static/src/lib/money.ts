// Reckoning with money as store/money.hpp does: whole pence, products as BigInt, rounding half away from zero, once for
// each line. Numbers hold whole pence exactly far beyond the greatest amount. Pure.
import type { Amount, VatRate } from '$generated/protocol';

/** The greatest amount either way: £100,000 million. */
export const penceMax = 10_000_000_000_000;

const rates: Record<VatRate, bigint> = {
  standard: 2_000n,
  reduced: 500n,
  zero: 0n,
  exempt: 0n,
  outside: 0n,
};
const whole = 10_000n;

/** value · times / by, half away from zero; by > 0. */
function divided(value: bigint, times: bigint, by: bigint): bigint {
  const product = value * times;
  const half = by / 2n;
  return product < 0n ? -((-product + half) / by) : (product + half) / by;
}

export interface Split {
  net: number;
  vat: number;
  gross: number;
}

/** From net: VAT is rounded. From gross: VAT is rounded and net is the rest. */
export function split({ pence, basis, vat }: Amount): Split {
  const rate = rates[vat];
  if (basis === 'net') {
    const tax = Number(divided(BigInt(pence), rate, whole));
    return { net: pence, vat: tax, gross: pence + tax };
  }
  const tax = Number(divided(BigInt(pence), rate, whole + rate));
  return { net: pence - tax, vat: tax, gross: pence };
}

export const grossOf = (amount: Amount): number => split(amount).gross;

/** round(value · times / by); nothing past the greatest amount. `by` > 0; all of them whole numbers. */
export function scaled(value: number, times: number, by = 1): number | undefined {
  const found = divided(BigInt(value), BigInt(times), BigInt(by));
  return found <= BigInt(penceMax) && found >= -BigInt(penceMax) ? Number(found) : undefined;
}

/** The sum of lines, each rounded already. */
export const sum = (lines: readonly number[]): number => lines.reduce((total, line) => total + line, 0);

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Sign, pounds and pence as digits. */
function parts(pence: number): [sign: string, pounds: string, rest: string] {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return [pence < 0 ? '−' : '', digits.slice(0, -2), digits.slice(-2)];
}

/** "£1,234.56", "−£0.05" */
export function pounds(pence: number): string {
  const [sign, whole, rest] = parts(pence);
  return `${sign}£${grouped(whole)}.${rest}`;
}

/** "£1,235": rounded, where pennies would only be in the way. */
export function wholePounds(pence: number): string {
  const rounded = Number(divided(BigInt(pence), 1n, 100n));
  const [sign, digits] = parts(rounded * 100);
  return `${sign}£${grouped(digits)}`;
}

/** What a field shows: "1,234.56"; "1,234" without pence. */
export function typed(pence: number): string {
  const [sign, whole, rest] = parts(pence);
  return `${sign && '-'}${grouped(whole)}${rest === '00' ? '' : `.${rest}`}`;
}

const written = /^(-|−)?\s*£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;

/** What people type, in pence: "1,234.5", "£12,000", "-3.20". Nothing when it is no amount, or beyond the greatest. */
export function parsePounds(text: string): number | undefined {
  const found = written.exec(text.trim());
  if (!found) return undefined;
  const [, sign, whole = '', rest = ''] = found;
  const digits = `${whole.replaceAll(',', '')}${rest.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  if (digits.length > String(penceMax).length) return undefined;
  const pence = Number(digits);
  if (pence > penceMax) return undefined;
  return sign && pence > 0 ? -pence : pence;
}
