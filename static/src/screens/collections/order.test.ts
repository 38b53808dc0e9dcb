import { expect, it } from 'vitest';
import { moved } from './order';

it('moves one up, down, to either end, and never beyond', () => {
  const items = ['a', 'b', 'c', 'd'];
  expect(moved(items, 2, 1)).toEqual(['a', 'c', 'b', 'd']);
  expect(moved(items, 0, 3)).toEqual(['b', 'c', 'd', 'a']);
  expect(moved(items, 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  expect(moved(items, 0, -1)).toEqual(items);
  expect(moved(items, 3, 4)).toEqual(items);
  expect(moved(items, 9, 0)).toEqual(items);
});
