// Savings as their pages show them: realised and potential side by side, never as one sum. Pure.
import type {
  Amount,
  BuyingOverview,
  Saving,
  SavingFigure,
  SavingMethod,
  SavingSum,
  SpendCategory,
} from '$generated/protocol';
import { grossOf, pounds, scaled } from '$lib/money';
import { saving as words } from '$strings/buying_savings';
import { isBusinessManagerAt, managesAt, type BuyingAsker } from './roles';

export const potentialMethods: SavingMethod[] = [
  'previous_cheapest',
  'recommended_cheapest',
  'previous_estimated',
  'recommended_estimated',
];
export const realisedMethods: SavingMethod[] = ['previous_award', 'alternative_award', 'recommended_award'];

/** The figure that counts: had, once it was had. */
export const figureOf = ({ state, had, expected }: Saving): SavingFigure =>
  state === 'realised' && had ? had : expected;

const dayMs = 86_400_000;
/** Both days are in it. */
export const daysIn = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T12:00Z`) - Date.parse(`${from}T12:00Z`)) / dayMs) + 1;

/** What the hub will reckon, before it is asked. Nothing when it is too large or the period is none. */
export function reckoned(
  baseline: Amount,
  against: Amount,
  from: string,
  to: string,
): { pence: number; annualised: number } | undefined {
  const days = daysIn(from, to);
  if (!(days > 0)) return undefined;
  const pence = grossOf(baseline) - grossOf(against);
  const annualised = scaled(pence, 365, days);
  return annualised === undefined ? undefined : { pence, annualised };
}

/** "£12,000.00 before − £10,500.00 now = £1,500.00, £1,500.00 a year" */
export function formulaOf(
  baseline: Amount,
  against: Amount,
  { pence, annualised }: { pence: number; annualised: number },
): string {
  const formula = pence < 0 ? words.formulaMore : words.formula;
  return formula(pounds(grossOf(baseline)), pounds(grossOf(against)), pounds(pence), pounds(annualised));
}

export type SavingTodo = 'confirm' | 'own' | 'realised' | 'unrealised' | 'voided';

/** What is next, for me. Nobody confirms what they worked out themselves. */
export function savingTodo(
  asker: BuyingAsker,
  { state, organisation, expected, author }: Saving,
): SavingTodo {
  if (state !== 'potential') return state;
  const own = expected.by === asker.person || author === asker.person;
  return managesAt(asker, organisation) && !own ? 'confirm' : 'own';
}

/** `seat`: I look after its contract. */
export const changesSaving = (asker: BuyingAsker, { organisation }: Saving, seat: boolean): boolean =>
  seat || isBusinessManagerAt(asker, organisation);

// ---- the chart: two panels on one scale

export interface SavingRow {
  key: string;
  organisation: number;
  category: SpendCategory | undefined;
  realised: number | undefined;
  potential: number | undefined;
}

export function savingRows(
  overview: Pick<
    BuyingOverview,
    | 'realised_by_category'
    | 'potential_by_category'
    | 'realised_by_organisation'
    | 'potential_by_organisation'
  >,
  by: 'category' | 'school',
): SavingRow[] {
  const rows = new Map<string, SavingRow>();
  const rowOf = ({ id, category }: SavingSum): SavingRow => {
    const key = by === 'category' ? (category ?? 'other') : String(id);
    const held = rows.get(key);
    if (held) return held;
    const made = { key, organisation: id, category, realised: undefined, potential: undefined };
    rows.set(key, made);
    return made;
  };
  const [had, hoped] =
    by === 'category'
      ? [overview.realised_by_category, overview.potential_by_category]
      : [overview.realised_by_organisation, overview.potential_by_organisation];
  for (const sum of had ?? []) if (sum.count) rowOf(sum).realised = sum.annualised;
  for (const sum of hoped ?? []) if (sum.count) rowOf(sum).potential = sum.annualised;
  return [...rows.values()].sort(
    (one, other) =>
      (other.realised ?? 0) - (one.realised ?? 0) || (other.potential ?? 0) - (one.potential ?? 0),
  );
}

/** Financial years to choose from, each by the September in which it begins; the newest first. */
export function yearsUpTo(today: string, back = 5): number[] {
  const year = Number(today.slice(0, 4)) - (today.slice(5, 7) < '09' ? 1 : 0);
  return Array.from({ length: back + 1 }, (_, at) => year + 1 - at);
}
