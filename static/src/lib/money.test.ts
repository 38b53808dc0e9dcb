import { describe, expect, test } from 'vitest';
import { grossOf, parsePounds, penceMax, pounds, scaled, split, sum, typed, wholePounds } from './money';

describe('splitting an amount', () => {
  test('from net, VAT is rounded', () => {
    expect(split({ pence: 123_456, basis: 'net', vat: 'standard' })).toEqual({
      net: 123_456,
      vat: 24_691,
      gross: 148_147,
    });
  });
  test('from gross, net is the rest', () => {
    expect(split({ pence: 10_000, basis: 'gross', vat: 'standard' })).toEqual({
      net: 8_333,
      vat: 1_667,
      gross: 10_000,
    });
  });
  test('net and VAT are the gross, whatever the rate, either side of nothing', () => {
    for (const vat of ['standard', 'reduced', 'zero', 'exempt', 'outside'] as const)
      for (const basis of ['net', 'gross'] as const)
        for (const pence of [0, 1, -1, 2, 3, -7, 99, 10_050, -123_457, penceMax]) {
          const found = split({ pence, basis, vat });
          expect(found.net + found.vat).toBe(found.gross);
          expect(split({ pence: -pence, basis, vat }).gross + found.gross).toBe(0);
        }
  });
  test('exempt carries none', () => {
    expect(grossOf({ pence: 999, basis: 'net', vat: 'exempt' })).toBe(999);
  });
  test('half a penny goes away from nothing', () => {
    // 2.5 pence of VAT at 5 % of 50 pence
    expect(split({ pence: 50, basis: 'net', vat: 'reduced' }).vat).toBe(3);
    expect(split({ pence: -50, basis: 'net', vat: 'reduced' }).vat).toBe(-3);
  });
});

describe('products', () => {
  test('are exact where a float would not be', () => {
    expect(scaled(9_999_999_999_999, 10_000, 10_000)).toBe(9_999_999_999_999);
    expect(scaled(1_860, 75 * 39 * 36, 12)).toBe(1_860 * 75 * 39 * 3);
  });
  test('are rounded half away from zero', () => {
    expect(scaled(5, 1, 2)).toBe(3);
    expect(scaled(-5, 1, 2)).toBe(-3);
    expect(scaled(10_000, 1, 3)).toBe(3_333);
  });
  test('end at the greatest amount', () => {
    expect(scaled(penceMax, 1)).toBe(penceMax);
    expect(scaled(penceMax, 2)).toBeUndefined();
    expect(scaled(-penceMax, 2)).toBeUndefined();
  });
});

test('sums add rounded lines', () => {
  expect(sum([])).toBe(0);
  expect(sum([148_147, -47, 10_000])).toBe(158_100);
});

describe('in words', () => {
  test.each([
    [0, '£0.00', '£0'],
    [5, '£0.05', '£0'],
    [50, '£0.50', '£1'],
    [-50, '−£0.50', '−£1'],
    [-5, '−£0.05', '£0'],
    [123_456, '£1,234.56', '£1,235'],
    [-100_000_000, '−£1,000,000.00', '−£1,000,000'],
    [penceMax, '£100,000,000,000.00', '£100,000,000,000'],
  ])('%d', (pence, exact, rounded) => {
    expect(pounds(pence)).toBe(exact);
    expect(wholePounds(pence)).toBe(rounded);
  });
});

describe('what people type', () => {
  test.each([
    ['1,234.5', 123_450],
    ['1234.56', 123_456],
    ['£12,000', 1_200_000],
    [' £ 7 ', 700],
    ['0.05', 5],
    ['-3.20', -320],
    ['−3.20', -320],
    ['-0', 0],
    ['007', 700],
    ['100,000,000,000.00', penceMax],
  ])('%s', (text, pence) => {
    expect(parsePounds(text)).toBe(pence);
    expect(parsePounds(typed(pence))).toBe(pence);
  });
  test.each([
    '',
    'x',
    '12k',
    '1.234',
    '1,23',
    '12,34.5',
    '1.',
    '.5',
    '(1,200.00)',
    '1e5',
    '100,000,000,000.01',
    '9'.repeat(40),
  ])('%s is none', (text) => {
    expect(parsePounds(text)).toBeUndefined();
  });
});
