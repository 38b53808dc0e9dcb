// What is held of purchases, and fetching it. Records of a purchase follow its stage and who is named in it: what is not
// for me is not held.
import type {
  Award,
  AwardLetters,
  GateCheck,
  Moderation,
  Purchase,
  PurchaseDeclaration,
  PurchaseGate,
  Quote,
  QuotePrice,
  QuoteScore,
  SplittingView,
  SupplierLink,
} from '$generated/protocol';
import { request } from '$lib/api/http';
import { fetchOrganisations } from '$lib/state/held';
import { one, page, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { fetchNames, unlessHidden } from './held';

// ---- what is held

export const purchaseOf = (id: number): Purchase | undefined => records.get('purchase', id);
/** The purchase of a pool, once it was started and fetched. */
export const purchaseOfPool = (pool: number): Purchase | undefined =>
  records
    .all('purchase')
    .filter((one) => one.pool === pool)
    .sort((one, other) => other.id - one.id)[0];
/** In their order. */
export const gatesOf = (purchase: number): PurchaseGate[] =>
  records.within('purchase_gate', purchase).sort((one, other) => one.number - other.number);
/** Newest first. */
export const declarationsOf = (purchase: number): PurchaseDeclaration[] =>
  records.within('purchase_declaration', purchase).sort((one, other) => other.id - one.id);
/** Oldest first. */
export const linksOf = (purchase: number): SupplierLink[] =>
  records.within('supplier_link', purchase).sort((one, other) => one.id - other.id);
/** As they came. */
export const quotesOf = (purchase: number): Quote[] =>
  records.within('quote', purchase).sort((one, other) => one.id - other.id);
export const priceOf = (quote: number): QuotePrice | undefined => records.get('quote_price', quote);
export const scoresOf = (purchase: number): QuoteScore[] =>
  records.within('quote_score', purchase).sort((one, other) => one.id - other.id);
export const moderationOf = (purchase: number): Moderation | undefined => records.get('moderation', purchase);
export const awardOf = (purchase: number): Award | undefined => records.get('award', purchase);
export const lettersOf = (purchase: number): AwardLetters | undefined =>
  records.get('award_letters', purchase);

/** How far its evaluation is for me, as far as it is known here. */
export const evaluationOf = (purchase: number, me: number): { scored: boolean; moderated: boolean } => ({
  scored: scoresOf(purchase).some(({ author, state }) => author === me && state === 'submitted'),
  moderated: moderationOf(purchase) !== undefined,
});

// ---- fetching. All of it: Errors: ApiError.

const pageSize = 200;

/** Those I may read, newest first; of one pool only when it is named. */
export async function fetchPurchases(pool?: number): Promise<void> {
  await Promise.all([fetchOrganisations(), page('/purchases', { limit: pageSize, pool })]);
}
export const fetchGates = (purchase: number): Promise<void> =>
  unlessHidden(wholeList(`/purchases/${purchase}/gates`));
export const fetchDeclarations = (purchase: number): Promise<void> =>
  unlessHidden(wholeList(`/purchases/${purchase}/declarations`));
export const fetchLinks = (purchase: number): Promise<void> =>
  unlessHidden(wholeList(`/purchases/${purchase}/supplier-links`));
/** Quotes after their opening, as far as they are for me: answers, prices, scores and what was agreed. */
export async function fetchQuotes(purchase: number): Promise<void> {
  await Promise.all([
    ...['quotes', 'quote-prices', 'scores'].map((what) =>
      unlessHidden(wholeList(`/purchases/${purchase}/${what}`)),
    ),
    unlessHidden(one(`/purchases/${purchase}/moderation`, () => moderationOf(purchase))),
  ]);
}
export const fetchAward = (purchase: number): Promise<void> =>
  unlessHidden(one(`/purchases/${purchase}/award`, () => awardOf(purchase)));
export const fetchLetters = (purchase: number): Promise<void> =>
  unlessHidden(one(`/purchases/${purchase}/letters`, () => lettersOf(purchase)));

/** Everybody whose name its page says. */
export const peopleIn = ({ owner, people = [], interests = [], sign_offs = [], approval }: Purchase) => [
  ...new Set([
    owner,
    ...people.map(({ person }) => person),
    ...interests.map(({ person }) => person),
    ...sign_offs.map(({ person }) => person),
    ...(approval ? [approval.person] : []),
  ]),
];

/** A purchase with its gates and declarations; links and quotes are fetched by the stage that shows them. */
export async function fetchPurchase(id: number): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    one(`/purchases/${id}`, () => purchaseOf(id)),
    fetchGates(id),
    fetchDeclarations(id),
  ]);
  const found = purchaseOf(id);
  if (found) await fetchNames([...peopleIn(found), ...gatesOf(id).map(({ by }) => by)]);
}

// ---- answers that are no records: computed anew each time

export const askSplitting = async (purchase: number): Promise<SplittingView> =>
  (await request<SplittingView>('GET', `/purchases/${purchase}/splitting`)).data;
export const askGateCheck = async (purchase: number): Promise<GateCheck> =>
  (await request<GateCheck>('GET', `/purchases/${purchase}/gates-check`)).data;
