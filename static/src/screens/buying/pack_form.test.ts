import { describe, expect, test } from 'vitest';
import {
  newPeople,
  packBody,
  packFaults,
  packOf,
  peopleFaults,
  peopleMissing,
  shareIn,
  shareText,
  weightIn,
} from './pack_form';
import { readyPurchase } from './purchase_example';

const { pack } = readyPurchase();
const today = '2026-02-25';

describe('shares of a hundred', () => {
  test('are whole basis points, there and back', () => {
    expect(['20', '12.5', '0.05', '100%', '7.25'].map(shareIn)).toEqual([2_000, 1_250, 5, 10_000, 725]);
    expect([2_000, 1_250, 5, 10_000, 725, 0].map(shareText)).toEqual([
      '20',
      '12.5',
      '0.05',
      '100',
      '7.25',
      '0',
    ]);
    expect(['', '101', '-1', '1.234', 'a', '1e1'].map(shareIn)).toEqual(Array(6).fill(undefined));
  });
  test('every share comes back as it was', () => {
    for (let points = 0; points <= 10_000; points += 1) expect(shareIn(shareText(points))).toBe(points);
  });
});

describe('the pack', () => {
  test('is told as it is written', () => {
    const whole = { ...pack, contact: 'Office', files: [3], specification: 'All of it.' };
    expect(packBody(packOf(whole))).toEqual(whole);
  });
  test('half of it may be written, but not nonsense', () => {
    expect(packFaults(packOf(pack), today)).toEqual([]);
    const form = packOf(pack);
    const ids = (over: Partial<typeof form>) => packFaults({ ...form, ...over }, today).map(({ id }) => id);
    expect(ids({ priceWeight: '30' })).toEqual([]);
    expect(ids({ priceWeight: '50' })).toEqual(['price_weight']);
    expect(ids({ criteria: [{ title: '', question: '', weight: 'x' }] })).toEqual(['title-0', 'weight-0']);
    expect(ids({ scale: [''] })).toEqual(['point-0', 'point-0']);
    expect(ids({ deadline: today })).toEqual(['deadline']);
    expect(ids({ deadline: '2026-02-28' })).toEqual(['deadline']);
    expect(ids({ files: Array.from({ length: 11 }, (_, at) => at) })).toEqual(['find-resource']);
    expect(weightIn({ ...form, priceWeight: 'x' })).toBe(6_000);
  });
});

describe('people', () => {
  const named = readyPurchase().people ?? [];
  test('nobody scores quality and something else', () => {
    expect(peopleFaults(named, 5)).toEqual([]);
    expect(peopleFaults([...named, { person: 8, role: 'evaluator' }], 5)).toHaveLength(1);
    expect(peopleFaults(named, 6)).toHaveLength(1);
    expect(peopleFaults([...named, { person: 9, role: 'chair' }], 5)).toHaveLength(1);
  });
  test('what is missing is said, and who is new', () => {
    expect(peopleMissing(named)).toEqual([]);
    expect(peopleMissing([{ person: 6, role: 'evaluator' }])).toEqual([
      'A chair is missing.',
      'One evaluator is missing.',
      'A price evaluator is missing.',
    ]);
    expect(newPeople({ people: named }, [...named, { person: 9, role: 'price_evaluator' }])).toEqual([9]);
  });
});
