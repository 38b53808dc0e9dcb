// Words of amounts of money, wherever they are typed.
import type { AmountBasis, VatRate } from '$generated/protocol';

export const money = {
  amount: 'Amount',
  pounds: '£',
  basis: 'VAT in this figure',
  bases: { net: 'ex VAT', gross: 'inc VAT' } satisfies Record<AmountBasis, string>,
  rate: 'VAT rate',
  rates: {
    standard: '20%',
    reduced: '5%',
    zero: '0%',
    exempt: 'Exempt',
    outside: 'Outside VAT',
  } satisfies Record<VatRate, string>,
  /** Under the field, once the amount is there. */
  split: (net: string, vat: string, gross: string) => `${net} ex VAT + ${vat} VAT = ${gross} inc VAT`,
  noVat: (amount: string) => `${amount}, no VAT`,
  wrong: 'Write an amount in pounds, such as 1,234.50.',
  belowNothing: 'This cannot be below nothing.',
};
