// A saving as it is written in its form, and what the hub is told of it. Pure.
import type { Saving, SavingMethod, SpendCategory } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { savingForm as words } from '$strings/buying_savings';
import { amountOf, draftOf, faultOf as moneyFault, type MoneyDraft } from './money_field';

/** Writing it down, changing it, or saying what was really paid. */
export type SavingReach = 'new' | 'edit' | 'confirm';

export interface SavingForm {
  organisation: string;
  title: string;
  category: SpendCategory | '';
  from: string;
  to: string;
  method: SavingMethod;
  baseline: MoneyDraft;
  source: string;
  against: MoneyDraft;
  evidence: number[];
}

export const emptySaving = (organisation: string): SavingForm => ({
  organisation,
  title: '',
  category: '',
  from: '',
  to: '',
  method: 'previous_estimated',
  baseline: draftOf(),
  source: '',
  against: draftOf(),
  evidence: [],
});

const methodAfter: Partial<Record<SavingMethod, SavingMethod>> = {
  recommended_cheapest: 'recommended_award',
  recommended_estimated: 'recommended_award',
};

/** To confirm it, the first figure stands and the second is asked anew. */
export function formOf(saving: Saving, reach: 'edit' | 'confirm'): SavingForm {
  const { expected } = saving;
  const confirms = reach === 'confirm';
  return {
    organisation: String(saving.organisation),
    title: saving.title,
    category: saving.category,
    from: saving.from,
    to: saving.to,
    method: confirms ? (methodAfter[expected.method] ?? 'previous_award') : expected.method,
    baseline: draftOf(expected.baseline),
    source: expected.baseline_source,
    against: confirms ? { ...draftOf(expected.against), text: '' } : draftOf(expected.against),
    evidence: [...(expected.evidence ?? [])],
  };
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

export function faultsOf(form: SavingForm, reach: SavingReach): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  const say = (id: string, text: string) => found.push({ id, text });
  if (reach !== 'confirm') {
    if (!form.title.trim()) say('title', errors.title);
    if (reach === 'new' && !form.category) say('category', errors.category);
    if (!isDate(form.from)) say('from', errors.date);
    if (!isDate(form.to)) say('to', errors.date);
    else if (isDate(form.from) && form.to < form.from) say('to', errors.order);
  }
  if (moneyFault(form.baseline, { needed: true })) say('baseline', errors.amount);
  if (!form.source.trim()) say('baseline_source', errors.source);
  if (moneyFault(form.against, { needed: true })) say('against', errors.amount);
  if (reach === 'confirm' && !form.evidence.length) say('find-resource', words.evidenceNone);
  return found;
}

/** What the three commands share. The figures must be without fault. */
export const figureIn = (form: SavingForm) => ({
  method: form.method,
  baseline: amountOf(form.baseline) ?? { pence: 0, basis: form.baseline.basis, vat: form.baseline.vat },
  baseline_source: form.source.trim(),
  against: amountOf(form.against) ?? { pence: 0, basis: form.against.basis, vat: form.against.vat },
  evidence: form.evidence,
});
