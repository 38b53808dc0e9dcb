// An amount as it is typed. Pure.
import type { Amount, AmountBasis, VatRate } from '$generated/protocol';
import { parsePounds, typed } from '$lib/money';

export interface MoneyDraft {
  text: string;
  basis: AmountBasis;
  vat: VatRate;
}

export const draftOf = (amount?: Amount): MoneyDraft =>
  amount
    ? { text: typed(amount.pence), basis: amount.basis, vat: amount.vat }
    : { text: '', basis: 'net', vat: 'standard' };

export const isBlank = ({ text }: MoneyDraft): boolean => text.trim() === '';

/** Nothing for an empty field, or one that holds no amount; see isBlank. */
export function amountOf({ text, basis, vat }: MoneyDraft): Amount | undefined {
  const pence = parsePounds(text);
  return pence === undefined ? undefined : { pence, basis, vat };
}

export type MoneyFault = 'wrong' | 'below_nothing' | 'missing';

/** What is the matter with it; prices are never below nothing. */
export function faultOf(draft: MoneyDraft, { needed = false } = {}): MoneyFault | undefined {
  if (isBlank(draft)) return needed ? 'missing' : undefined;
  const amount = amountOf(draft);
  if (!amount) return 'wrong';
  return amount.pence < 0 ? 'below_nothing' : undefined;
}
