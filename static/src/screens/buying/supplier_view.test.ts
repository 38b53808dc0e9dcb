import { expect, test } from 'vitest';
import type { SupplierExperience } from '$generated/protocol';
import { factsOf, linkOf } from './supplier_view';

const one = (over: Partial<SupplierExperience>): SupplierExperience => ({
  kind: 'supplier_experience',
  id: 1,
  self: '',
  version: 1,
  supplier: 1,
  organisation: 1,
  author: 1,
  category: 'other',
  delivered: 'on_time',
  price_held: 'yes',
  buy_again: 'yes',
  text: '',
  created: 0,
  changed: 0,
  ...over,
});

test('facts are counted, and what is to come is none yet', () => {
  const all = [
    one({}),
    one({ delivered: 'late', price_held: 'rose_unexpectedly', buy_again: 'no' }),
    one({ delivered: 'not_yet', buy_again: 'with_changes' }),
  ];
  expect(factsOf(all)).toEqual({
    reports: 3,
    delivered: 2,
    onTime: 1,
    notYet: 1,
    priceHeld: 2,
    buyAgain: 1,
  });
});

test('only web addresses are links', () => {
  expect(linkOf('brightwell.example')).toBe('https://brightwell.example/');
  expect(linkOf('http://brightwell.example/schools')).toBe('http://brightwell.example/schools');
  expect(linkOf('javascript:alert(1)')).toBe(undefined);
  expect(linkOf('by telephone')).toBe(undefined);
  expect(linkOf('')).toBe(undefined);
});
