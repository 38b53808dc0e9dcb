// An award and what follows it, as their pages show them. Pure.
import type {
  Award,
  BidderLetter,
  NoticePeriod,
  PeriodUnit,
  Purchase,
  PurchaseGate,
  PurchaseSignOff,
  SavingMethod,
} from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { handover as words } from '$strings/purchase_award';
import { addDays, addMonths } from './dates';
import { amountOf, draftOf, faultOf, type MoneyDraft } from './money_field';

export const letterMost = 2_000;
/** Above it a related party needs the DfE's approval. */
export const relatedMost = 40_000_00;

// ---- what stands in the way of it

/** What a standstill is kept for; neither: there is none. */
export const standsFor = ({ asked, route }: Pick<Purchase, 'asked' | 'route'>) => ({
  threshold: asked.over,
  route: route?.route === 'tender' || route?.route === 'full_procedure',
});
export const standsStill = (purchase: Pick<Purchase, 'asked' | 'route'>): boolean => {
  const { threshold, route } = standsFor(purchase);
  return threshold || route;
};

export const isSigned = ({ schools = [] }: Pick<Purchase, 'schools'>): boolean =>
  schools.every((one) => one.award_signed);

export const openChallenge = ({ challenges = [] }: Pick<Award, 'challenges'>) =>
  challenges.find(({ resolved }) => resolved === undefined);

export type Obstacle = 'standstill' | 'challenge' | 'related';
export function obstacleOf(
  { related }: Pick<Purchase, 'related'>,
  award: Pick<Award, 'standstill_ends' | 'challenges' | 'gross'>,
  today: string,
): Obstacle | undefined {
  if (award.standstill_ends !== undefined && today <= award.standstill_ends) return 'standstill';
  if (openChallenge(award)) return 'challenge';
  return related?.related && !related.approval && award.gross > relatedMost ? 'related' : undefined;
}

/** The sign-off that counts: of what the award is now. */
export const signOffOf = (
  { sign_offs: all = [] }: Pick<Purchase, 'sign_offs'>,
  award: Pick<Award, 'content_hash'>,
  school: number,
): PurchaseSignOff | undefined =>
  all.findLast(
    (one) => one.what === 'award' && one.school === school && one.content_hash === award.content_hash,
  );

// ---- letters

export const letterTexts = (letters: readonly BidderLetter[]): Record<number, string> =>
  Object.fromEntries(letters.map(({ quote, text }) => [quote, text]));

// ---- handing over

export interface HandoverForm {
  starts: string;
  ends: string;
  notice: string;
  noticeUnit: PeriodUnit;
  extensions: string;
  months: string;
  saves: boolean;
  method: SavingMethod;
  baseline: MoneyDraft;
  source: string;
}

// As the register's own form has them, which is too much to fetch for three numbers.
const extensionsMost = 10;
const monthsMost = 600;
const noticeMost: Record<PeriodUnit, number> = { days: 1_100, months: 36 };

/** `term`: months without options, where it is known apart from them. */
export function emptyHandover(
  { starts = '', months }: Pick<Purchase, 'starts' | 'months'>,
  options?: { months: number; extension_months: number },
): HandoverForm {
  const term = options?.months ?? months;
  const ends = starts ? (term > 0 ? addDays(addMonths(starts, term), -1) : starts) : '';
  const more = options?.extension_months ?? 0;
  return {
    starts,
    ends,
    notice: term > 0 ? '3' : '0',
    noticeUnit: 'months',
    extensions: more > 0 ? '1' : '0',
    months: more > 0 ? String(more) : '0',
    saves: false,
    method: 'previous_estimated',
    baseline: draftOf(),
    source: '',
  };
}

const wholeIn = (text: string, most: number): number | undefined => {
  const found = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  return found !== undefined && found <= most ? found : undefined;
};
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

export function faultsOfHandover(form: HandoverForm): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  const say = (id: string, text: string) => found.push({ id, text });
  if (!isDate(form.starts)) say('starts', errors.starts);
  if (!isDate(form.ends) || form.ends < form.starts) say('ends', errors.ends);
  const most = noticeMost[form.noticeUnit];
  if (wholeIn(form.notice, most) === undefined) say('notice', errors.notice(most));
  const extensions = wholeIn(form.extensions, extensionsMost);
  if (extensions === undefined) say('extensions', errors.extensions(extensionsMost));
  const months = wholeIn(form.months, monthsMost);
  if (months === undefined) say('extension_months', errors.extensions(monthsMost));
  else if (extensions && !months) say('extension_months', errors.months);
  if (form.saves) {
    if (faultOf(form.baseline, { needed: true })) say('baseline', errors.baseline);
    if (!form.source.trim()) say('baseline_source', errors.source);
  }
  return found;
}

export function bodyOfHandover(form: HandoverForm) {
  const notice: NoticePeriod = {
    count: wholeIn(form.notice, noticeMost[form.noticeUnit]) ?? 0,
    unit: form.noticeUnit,
  };
  const extensions = wholeIn(form.extensions, extensionsMost) ?? 0;
  const baseline = form.saves ? amountOf(form.baseline) : undefined;
  return {
    starts: form.starts,
    ends: form.ends,
    notice,
    extensions,
    extension_months: extensions ? (wholeIn(form.months, monthsMost) ?? 0) : 0,
    ...(baseline && { saving: { method: form.method, baseline, baseline_source: form.source.trim() } }),
  };
}

/** The field at fault: `body.saving.baseline.pence`, `body.notice.count`. */
export const handoverFieldAt = (path: string): string =>
  /^body\.(?:saving\.)?(\w+)/.exec(path)?.[1]?.replace(/^(saving|against|from|to)$/, '') ?? '';

/** What came of it: the facts of its last gate name the entries. */
export function madeBy(gates: readonly PurchaseGate[]): { contracts: number[]; savings: number[] } {
  const numbers = (value: unknown): number[] =>
    Array.isArray(value) ? value.filter((one): one is number => Number.isSafeInteger(one)) : [];
  try {
    const facts = JSON.parse(gates.findLast(({ to }) => to === 'complete')?.facts ?? '{}') as Record<
      string,
      unknown
    >;
    return { contracts: numbers(facts.contracts), savings: numbers(facts.savings) };
  } catch {
    return { contracts: [], savings: [] };
  }
}
