import { describe, expect, test } from 'vitest';
import type { ValueLine } from '$generated/protocol';
import { examplePurchase as purchase, readyPurchase } from './purchase_example';
import {
  detailsOf,
  emptyLine,
  fieldAt,
  formSum,
  lineSum,
  linesOf,
  needBody,
  needFaults,
  needOf,
  quantityOf,
  valueBody,
  valueFaults,
} from './purchase_form';
import { needIn, packIn, valueIn } from './purchase_kept';
import { packOf } from './pack_form';

const line = (over: Partial<ValueLine> = {}): ValueLine => ({
  what: 'Hours of cleaning',
  type: 'price',
  amount: { pence: 1_860, basis: 'net', vat: 'standard' },
  times: 78,
  per_unit: true,
  ...over,
});

describe('the need', () => {
  test('a change sends all the rest as it was', () => {
    const before = purchase({ related: { related: false, approval: '' }, market_notes: 'Three offer it.' });
    const form = { ...needOf(before), what: ' Classrooms ', starts: '2026-04-13', market: '2026-02-02' };
    expect(needBody(before, form)).toEqual({
      ...detailsOf(before),
      what: 'Classrooms',
      starts: '2026-04-13',
      market_on: '2026-02-02',
    });
  });
  test('what is bought once has no term; dates can be taken out again', () => {
    const before = purchase({ starts: '2026-04-13', market_on: '2026-02-02' });
    const body = needBody(before, { ...needOf(before), agreement: 'one_off', starts: '', market: '' });
    expect(body).toMatchObject({ agreement: 'one_off', months: 0 });
    expect(body).not.toHaveProperty('starts');
    expect(body).not.toHaveProperty('market_on');
  });
  test('half of it may be written', () => {
    const form = needOf(purchase());
    expect(needFaults(form)).toEqual([]);
    const wrong = { ...form, title: ' ', months: '0', market: '2026-05-01', starts: '2026-04-13' };
    expect(needFaults(wrong).map(({ id }) => id)).toEqual(['title', 'months', 'market_on']);
  });
});

describe('the value', () => {
  test('each line is rounded once; per unit it is times what all schools may take', () => {
    expect(quantityOf(purchase())).toBe(1);
    const quantity = quantityOf(readyPurchase());
    expect(quantity).toBe(15);
    expect(lineSum(line(), quantity)).toEqual({ net: 2_176_200, vat: 435_240, gross: 2_611_440 });
    expect(lineSum(line({ per_unit: false, times: 1 }), quantity)?.gross).toBe(2_232);
    // 0.5 p of VAT on the sum, not on each: 3 × 5 p at 5 % inc VAT.
    const small = line({ amount: { pence: 5, basis: 'gross', vat: 'reduced' }, times: 3, per_unit: false });
    expect(lineSum(small, 1)).toEqual({ net: 14, vat: 1, gross: 15 });
    expect(
      lineSum(line({ amount: { pence: 10_000_000_000, basis: 'net', vat: 'zero' }, times: 10_000 }), 1),
    ).toBe(undefined);
  });
  test('what is written comes back as it was told', () => {
    const lines = [line(), line({ what: 'Extra year', type: 'extension', times: 39 })];
    expect(valueBody(linesOf(lines))).toEqual(lines);
    expect(formSum(linesOf(lines), 15)).toEqual({ net: 3_264_300, gross: 3_917_160 });
  });
  test('faults name the line and the field', () => {
    const wrong = { ...emptyLine(), times: '0' };
    expect(valueFaults([...linesOf([line()]), wrong], 15).map(({ id }) => id)).toEqual([
      'what-1',
      'amount-1',
      'times-1',
    ]);
  });
});

test('the hub’s paths lead to fields', () => {
  expect(fieldAt('body.lines[2].amount')).toBe('amount-2');
  expect(fieldAt('body.lines.2.amount')).toBe('amount-2');
  expect(fieldAt('body.pack.criteria[0].weight')).toBe('weight-0');
  expect(fieldAt('body.pack.price_weight')).toBe('price_weight');
  expect(fieldAt('body.answers[1]')).toBe('answers-1');
  expect(fieldAt('body.pack.scale[1]')).toBe('point-1');
  expect(fieldAt('body.pack.files[1]')).toBe('find-resource');
  expect(fieldAt('body.people[1].person')).toBe('person-1');
  expect(fieldAt('body.starts')).toBe('starts');
  expect(fieldAt('')).toBe('');
});

test('what the device kept is taken up when it is such a form', () => {
  const it = readyPurchase();
  const again = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  expect(needIn(again(needOf(it)))).toEqual(needOf(it));
  expect(valueIn(again({ lines: linesOf([line()]) }))).toEqual({ lines: linesOf([line()]) });
  expect(packIn(again(packOf(it.pack)))).toEqual(packOf(it.pack));
  expect(packIn({ lines: [] })).toBeUndefined();
});
