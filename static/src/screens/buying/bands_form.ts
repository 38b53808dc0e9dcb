// An organisation's bands as they are written in their form. Pure.
import type { BuyingBand, BuyingRoute } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { parsePounds, typed } from '$lib/money';
import { bands as words } from '$strings/buying_limits';

export interface BandDraft {
  from: string;
  route: BuyingRoute;
  quotes: string;
  approved: string;
}
export const bandsMost = 10;
const quotesMost = 20;

export const draftOf = ({
  from_pence: from,
  route,
  quotes,
  approved_by: approved,
}: BuyingBand): BandDraft => ({
  from: typed(from),
  route,
  quotes: String(quotes),
  approved,
});
export const emptyBand = (): BandDraft => ({ from: '', route: 'quotes', quotes: '3', approved: '' });

const quotesIn = (text: string): number | undefined =>
  /^\d{1,2}$/.test(text.trim()) && Number(text) <= quotesMost ? Number(text) : undefined;

export const bandsIn = (drafts: readonly BandDraft[]): BuyingBand[] =>
  drafts.map(({ from, route, quotes, approved }) => ({
    from_pence: parsePounds(from) ?? 0,
    route,
    quotes: quotesIn(quotes) ?? 0,
    approved_by: approved.trim(),
  }));

/** The ids are `from-0`, `quotes-0` …, and `source`. */
export function faultsOf(drafts: readonly BandDraft[], source: string): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  let before = -1;
  drafts.forEach(({ from, quotes }, at) => {
    const pence = parsePounds(from);
    if (pence === undefined || pence < 0) found.push({ id: `from-${at}`, text: errors.from });
    else if (at === 0 && pence !== 0) found.push({ id: `from-${at}`, text: errors.first });
    else if (pence <= before) found.push({ id: `from-${at}`, text: errors.order });
    before = pence ?? before;
    if (quotesIn(quotes) === undefined) found.push({ id: `quotes-${at}`, text: errors.quotes });
  });
  if (!source.trim()) found.push({ id: 'source', text: errors.source });
  return found;
}
