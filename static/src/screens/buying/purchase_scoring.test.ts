import { expect, it } from 'vitest';
import type { Quote, QuoteScore, TenderPack } from '$generated/protocol';
import {
  agreedFormOf,
  agreedIn,
  cellKey,
  cellsDone,
  gapOf,
  isAgreed,
  needsReason,
  pointsIn,
  pointsText,
  pricePoints,
  rankingOf,
  scoredQuotes,
  scoreFormOf,
  scoreOf,
  scoresIn,
  singlesOf,
} from './purchase_scoring';

const criteria = [
  { title: 'Quality', question: 'How?', weight: 3_500 },
  { title: 'Staff', question: 'Who?', weight: 2_500 },
];
const pack: TenderPack = {
  specification: 'Cleaning',
  criteria,
  price_weight: 4_000,
  scale: ['none', 'poor', 'weak', 'fair', 'good', 'best'],
  contact: '',
};
const score = (id: number, quote: number, author: number, points: number[], over = {}): QuoteScore => ({
  kind: 'quote_score',
  id,
  self: '',
  version: 1,
  purchase: 1,
  quote,
  author,
  state: 'submitted',
  scores: points.map((one, criterion) => ({ criterion, points: one, reason: `because ${one}` })),
  ...over,
});
const quote = (id: number, state: Quote['state']) => ({ id, state }) as Quote;

it('scores what was opened or admitted, and nothing else', () => {
  const all = [quote(3, 'late'), quote(2, 'opened'), quote(1, 'admitted'), quote(4, 'rejected')];
  expect(scoredQuotes(all).map(({ id }) => id)).toEqual([1, 2]);
});

it('keeps points that were given, and waits with reasons that have none', () => {
  const form = scoreFormOf(undefined, 2);
  expect(scoresIn(form)).toEqual([]);
  form[0] = { points: 0, reason: '  nothing was said ' };
  form[1] = { points: undefined, reason: 'later' };
  expect(scoresIn(form)).toEqual([{ criterion: 0, points: 0, reason: 'nothing was said' }]);
  expect(cellsDone(form)).toBe(1);
});

it('knows my score from another’s, and not the void one', () => {
  const scores = [score(1, 7, 5, [1, 1]), score(2, 7, 6, [2, 2], { state: 'voided' })];
  expect(scoreOf(scores, 7, 5)?.id).toBe(1);
  expect(scoreOf(scores, 7, 6)).toBeUndefined();
});

it('reads points of the whole as people write them', () => {
  expect(pointsIn('36.75')).toBe(3_675);
  expect(pointsIn(' 40 ')).toBe(4_000);
  expect(pointsIn('7.5%')).toBe(750);
  expect(pointsIn('100')).toBe(10_000);
  for (const wrong of ['', '100.01', '1.234', '-3', 'forty']) expect(pointsIn(wrong), wrong).toBeUndefined();
  for (const points of [0, 5, 70, 3_675, 10_000]) expect(pointsIn(pointsText(points))).toBe(points);
});

it('gives the lowest price the whole weight, and rounds half up', () => {
  expect(pricePoints(4_000, 100, 100)).toBe(4_000);
  expect(pricePoints(4_000, 100, 300)).toBe(1_333);
  expect(pricePoints(1, 1, 2)).toBe(1);
  expect(pricePoints(4_000, 0, 0)).toBe(4_000);
  expect(pricePoints(4_000, 0, 1)).toBe(0);
});

it('ranks by what was agreed and the prices', () => {
  const agreed = [
    { quote: 1, criterion: 0, points: 5 },
    { quote: 1, criterion: 1, points: 5 },
    { quote: 2, criterion: 0, points: 3 },
    { quote: 2, criterion: 1, points: 3 },
  ];
  const prices = [
    { id: 1, gross: 200_00 },
    { id: 2, gross: 100_00 },
  ];
  expect(rankingOf(pack, [1, 2], prices, agreed)).toEqual({
    quotes: [
      { quote: 1, quality: 6_000, price: 2_000, total: 8_000 },
      { quote: 2, quality: 3_600, price: 4_000, total: 7_600 },
    ],
    tied: [],
  });
});

it('breaks a tie by quality, and says when not even that does', () => {
  const even = { ...pack, criteria: [{ title: 'All', question: '', weight: 5_000 }], price_weight: 5_000 };
  const same = [1, 2].map((one) => ({ quote: one, criterion: 0, points: 4 }));
  const prices = [1, 2].map((id) => ({ id, gross: 50_00 }));
  expect(rankingOf(even, [1, 2], prices, same).tied).toEqual([1, 2]);
  // 1: 5,000 + 2,500; 2: 2,500 + 5,000.
  const scale = { ...even, scale: ['none', 'half', 'whole'] };
  const level = rankingOf(
    scale,
    [2, 1],
    [
      { id: 1, gross: 100_00 },
      { id: 2, gross: 50_00 },
    ],
    [
      { quote: 1, criterion: 0, points: 2 },
      { quote: 2, criterion: 0, points: 1 },
    ],
  );
  expect(level.quotes.map(({ quote: id, total }) => [id, total])).toEqual([
    [1, 7_500],
    [2, 7_500],
  ]);
  expect(level.tied).toEqual([]);
});

it('never swaps two quotes because a third changed, unless the lowest price did', () => {
  const prices = (third: number) => [
    { id: 1, gross: 120_00 },
    { id: 2, gross: 100_00 },
    { id: 3, gross: third },
  ];
  const agreed = [4, 3, 2].map((points, at) => ({ quote: at + 1, criterion: 0, points }));
  const order = (third: number) =>
    rankingOf(pack, [1, 2, 3], prices(third), agreed)
      .quotes.map(({ quote: id }) => id)
      .filter((id) => id !== 3);
  for (const third of [100_00, 101_00, 900_00]) expect(order(third)).toEqual(order(500_00));
});

it('agrees where all gave the same, and wants a reason where one differs', () => {
  const scores = [score(1, 7, 5, [3, 4]), score(2, 7, 6, [3, 2])];
  const form = agreedFormOf(undefined, [7], criteria, scores);
  expect(form[cellKey(7, 0)]).toEqual({ points: 3, reason: '' });
  expect(form[cellKey(7, 1)]).toEqual({ points: undefined, reason: '' });
  const apart = singlesOf(scores, 7, 1);
  expect(gapOf(apart)).toBe(2);
  expect(needsReason(apart, 4)).toBe(true);
  expect(needsReason(singlesOf(scores, 7, 0), 3)).toBe(false);
  expect(isAgreed({ points: 4, reason: ' ' }, apart)).toBe(false);
  expect(isAgreed({ points: 4, reason: 'appendix B' }, apart)).toBe(true);
  expect(agreedIn(form, [7], criteria)).toEqual([{ quote: 7, criterion: 0, points: 3, reason: '' }]);
});
