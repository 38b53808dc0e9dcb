import { expect, it } from 'vitest';
import { towers } from '$strings/buying';
import { categories } from '$strings/buying_categories';

it('puts every category of spend in exactly one tower', () => {
  const listed = towers.flatMap((tower) => tower.categories);
  expect([...listed].sort()).toEqual(Object.keys(categories).sort());
});
it('gives no two categories the same name', () => {
  expect(new Set(Object.values(categories)).size).toBe(Object.keys(categories).length);
});
