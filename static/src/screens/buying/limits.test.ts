import { describe, expect, test } from 'vitest';
import type { EffectiveBands, Threshold } from '$generated/protocol';
import { bandOf, isOverIt, strictest, thousandths, thresholdOn, typeOf } from './limits';

const row = (from: string, pence: number): Threshold => ({ type: 'goods_services', from, pence, source: '' });
const rows = [row('2024-01-01', 21_490_400), row('2026-01-01', 20_772_000)];

describe('thresholds', () => {
  test('the day of the start decides', () => {
    expect(thresholdOn(rows, 'goods_services', '2025-12-31')?.pence).toBe(21_490_400);
    expect(thresholdOn(rows, 'goods_services', '2026-01-01')?.pence).toBe(20_772_000);
    expect(thresholdOn(rows, 'goods_services', '2023-06-01')).toBe(undefined);
    expect(thresholdOn(rows, 'works', '2026-01-01')).toBe(undefined);
  });
  test('reaching it is over', () => {
    expect(isOverIt(20_771_999, row('2026-01-01', 20_772_000))).toBe(false);
    expect(isOverIt(20_772_000, row('2026-01-01', 20_772_000))).toBe(true);
  });
  test('catering is light touch', () => {
    expect(typeOf('catering_services')).toBe('light_touch');
    expect(typeOf('cleaning_services')).toBe('goods_services');
  });
});

const bands = (own: [number, EffectiveBands['bands'][number]['route'], number][]): EffectiveBands => ({
  version: 1,
  bands: own.map(([from_pence, route, quotes]) => ({ from_pence, route, quotes, approved_by: '' })),
  source: '',
  seq: 1,
});
const dfe = bands([
  [0, 'catalogue', 0],
  [1_000_000, 'quotes', 3],
  [4_000_000, 'tender', 0],
]);

describe('bands', () => {
  test('a value falls into the last that begins at or below it', () => {
    expect(bandOf(dfe.bands, 0)?.band.route).toBe('catalogue');
    expect(bandOf(dfe.bands, 999_999)?.next?.from_pence).toBe(1_000_000);
    expect(bandOf(dfe.bands, 1_000_000)?.band.route).toBe('quotes');
    expect(bandOf(dfe.bands, 9_000_000)?.next).toBe(undefined);
    expect(bandOf([], 1)).toBe(undefined);
  });
  test('of several, those that ask most', () => {
    const careful = bands([
      [0, 'catalogue', 0],
      [500_000, 'quotes', 3],
    ]);
    expect(strictest([dfe, careful], 600_000)).toBe(careful);
    expect(strictest([dfe, careful], 5_000_000)).toBe(dfe);
    expect(strictest([], 1)).toBe(undefined);
  });
});

test('bars are whole thousandths of the longest', () => {
  expect(thousandths(5_000_000_000_000, 10_000_000_000_000)).toBe(500);
  expect(thousandths(20, 10)).toBe(1_000);
  expect(thousandths(-1, 10)).toBe(0);
  expect(thousandths(1, 0)).toBe(0);
});
