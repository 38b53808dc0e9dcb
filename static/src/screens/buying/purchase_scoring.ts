// Evaluating quotes: my scores, the prices by their formula, what was agreed, and what comes out of it. The hub reckons
// with exact fractions and decides; here they are the same fractions, as BigInt. Pure.
import type {
  AgreedScore,
  Criterion,
  CriterionScore,
  Moderation,
  Quote,
  QuotePrice,
  QuoteScore,
  TenderPack,
} from '$generated/protocol';

export const reasonMost = 1_000;

/** Those that are scored, in the order in which they were made. */
export const scoredQuotes = (quotes: readonly Quote[]): Quote[] =>
  quotes
    .filter(({ state }) => ['opened', 'admitted', 'won', 'lost'].includes(state))
    .sort((one, other) => one.id - other.id);
/** Late ones wait for a decision as long as nobody has made it. */
export const lateQuotes = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter(({ state }) => state === 'late');

/** Points of a criterion go from 0 to this. */
export const pointsMost = ({ scale = [] }: Pick<TenderPack, 'scale'>): number =>
  Math.max(0, scale.length - 1);

// ---- my scores

export interface CellForm {
  points: number | undefined;
  reason: string;
}
/** For each criterion of one quote. */
export type ScoreForm = CellForm[];

/** Mine of a quote, that counts. */
export const scoreOf = (
  scores: readonly QuoteScore[],
  quote: number,
  author: number,
): QuoteScore | undefined =>
  scores.find((one) => one.quote === quote && one.author === author && one.state !== 'voided');

export const scoreFormOf = (score: QuoteScore | undefined, criteria: number): ScoreForm =>
  Array.from({ length: criteria }, (_, at) => {
    const found = score?.scores?.find(({ criterion }) => criterion === at);
    return { points: found?.points, reason: found?.reason ?? '' };
  });

/** What the hub can hold: a reason without points waits. */
export const scoresIn = (form: ScoreForm): CriterionScore[] =>
  form.flatMap(({ points, reason }, criterion) =>
    points === undefined ? [] : [{ criterion, points, reason: reason.trim() }],
  );

export const isCellDone = ({ points, reason }: CellForm): boolean =>
  points !== undefined && reason.trim() !== '';
export const cellsDone = (form: ScoreForm): number => form.filter(isCellDone).length;

export const sameScores = (one: readonly CriterionScore[], other: readonly CriterionScore[]): boolean =>
  JSON.stringify(one.map(({ criterion, points, reason }) => [criterion, points, reason])) ===
  JSON.stringify(other.map(({ criterion, points, reason }) => [criterion, points, reason]));

/** All that I have to score is submitted. */
export const haveSubmitted = (scores: readonly QuoteScore[], me: number): boolean =>
  scores.some(({ author, state }) => author === me && state === 'submitted');

// ---- points of the whole, in basis points

/** "36.75", from basis points of the whole. */
export function pointsText(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
const written = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/;
/** What people type: "36.75", "40", "7.5". Nothing when it is no such number. */
export function pointsIn(text: string): number | undefined {
  const found = written.exec(text.trim());
  if (!found) return undefined;
  const points = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return points <= 10_000 ? points : undefined;
}

export const lowestOf = (prices: readonly Pick<QuotePrice, 'gross'>[]): number =>
  prices.reduce((lowest, { gross }) => Math.min(lowest, gross), prices[0]?.gross ?? 0);

// ---- what comes out of it

interface Part {
  over: bigint;
  under: bigint;
}
const compare = (one: Part, other: Part): number => {
  const [left, right] = [one.over * other.under, other.over * one.under];
  return left < right ? -1 : left > right ? 1 : 0;
};
const add = (one: Part, other: Part): Part => ({
  over: one.over * other.under + other.over * one.under,
  under: one.under * other.under,
});
/** Half up; nothing is below nothing. */
const rounded = ({ over, under }: Part): number => Number((over * 2n + under) / (under * 2n));

function pricePart(weight: number, lowest: number, price: number): Part {
  if (lowest === 0) return { over: price === 0 ? BigInt(weight) : 0n, under: 1n };
  return { over: BigInt(weight) * BigInt(lowest), under: BigInt(price) };
}
export const pricePoints = (weight: number, lowest: number, price: number): number =>
  rounded(pricePart(weight, lowest, price));

export interface Ranked {
  quote: number;
  quality: number;
  price: number;
  total: number;
}
export interface Ranking {
  quotes: Ranked[];
  /** Those that are first, when not even quality tells them apart. */
  tied: number[];
}
export type CellPoints = Pick<AgreedScore, 'quote' | 'criterion' | 'points'>;

/** Best first, from what is agreed so far; what is not agreed counts nothing yet. */
export function rankingOf(
  pack: TenderPack,
  quotes: readonly number[],
  prices: readonly Pick<QuotePrice, 'id' | 'gross'>[],
  agreed: readonly CellPoints[],
): Ranking {
  const priced = quotes.map((quote) => ({
    quote,
    gross: prices.find(({ id }) => id === quote)?.gross ?? 0,
  }));
  const lowest = lowestOf(priced);
  const most = BigInt(Math.max(1, pointsMost(pack)));
  const bids = priced.map(({ quote, gross }) => {
    const points = agreed
      .filter((one) => one.quote === quote)
      .reduce((sum, { criterion, points: got }) => sum + (pack.criteria?.[criterion]?.weight ?? 0) * got, 0);
    const quality: Part = { over: BigInt(points), under: most };
    const price = pricePart(pack.price_weight, lowest, gross);
    return { quote, quality, price, total: add(quality, price) };
  });
  type Bid = (typeof bids)[number];
  const better = (one: Bid, other: Bid) =>
    compare(other.total, one.total) || compare(other.quality, one.quality);
  bids.sort((one, other) => better(one, other) || one.quote - other.quote);
  const [first] = bids;
  const level = first ? bids.filter((one) => better(first, one) === 0).map(({ quote }) => quote) : [];
  return {
    quotes: bids.map(({ quote, quality, price, total }) => ({
      quote,
      quality: rounded(quality),
      price: rounded(price),
      total: rounded(total),
    })),
    tied: level.length > 1 ? level : [],
  };
}

// ---- agreeing

export interface Single {
  author: number;
  points: number;
  reason: string;
}
/** Every evaluator's own score of one criterion of a quote, by who it is. */
export const singlesOf = (scores: readonly QuoteScore[], quote: number, criterion: number): Single[] =>
  scores
    .filter((one) => one.quote === quote && one.state === 'submitted')
    .flatMap(({ author, scores: cells = [] }) =>
      cells
        .filter((cell) => cell.criterion === criterion)
        .map(({ points, reason }) => ({ author, points, reason })),
    )
    .sort((one, other) => one.author - other.author);

/** How far the evaluators are apart. */
export function gapOf(singles: readonly Single[]): number {
  const points = singles.map((one) => one.points);
  return points.length ? Math.max(...points) - Math.min(...points) : 0;
}
export const needsReason = (singles: readonly Single[], points: number | undefined): boolean =>
  points !== undefined && singles.some((one) => one.points !== points);

export type AgreedForm = Record<string, CellForm>;
export const cellKey = (quote: number, criterion: number): string => `${quote}-${criterion}`;

/** What was agreed; where all gave the same, that. */
export function agreedFormOf(
  moderation: Pick<Moderation, 'agreed'> | undefined,
  quotes: readonly number[],
  criteria: readonly Criterion[],
  scores: readonly QuoteScore[],
): AgreedForm {
  const form: AgreedForm = {};
  for (const quote of quotes)
    for (const criterion of criteria.keys()) {
      const held = moderation?.agreed?.find((one) => one.quote === quote && one.criterion === criterion);
      const singles = singlesOf(scores, quote, criterion);
      const same = singles.length && gapOf(singles) === 0 ? singles[0]?.points : undefined;
      form[cellKey(quote, criterion)] = {
        points: held?.points ?? same,
        reason: held?.reason ?? '',
      };
    }
  return form;
}
export const agreedIn = (
  form: AgreedForm,
  quotes: readonly number[],
  criteria: readonly Criterion[],
): AgreedScore[] =>
  quotes.flatMap((quote) =>
    [...criteria.keys()].flatMap((criterion) => {
      const { points, reason = '' } = form[cellKey(quote, criterion)] ?? {};
      return points === undefined ? [] : [{ quote, criterion, points, reason: reason.trim() }];
    }),
  );
/** Cells that have points, and a reason where they need one. */
export const isAgreed = (cell: CellForm | undefined, singles: readonly Single[]): boolean =>
  cell?.points !== undefined && (!needsReason(singles, cell.points) || cell.reason.trim() !== '');
