import { expect, it } from 'vitest';
import { categories, towers } from '$strings/buying';

it('puts every category of spend in exactly one tower', () => {
  const listed = towers.flatMap((tower) => tower.categories);
  expect([...listed].sort()).toEqual(Object.keys(categories).sort());
});
it('gives no two categories the same name', () => {
  expect(new Set(Object.values(categories)).size).toBe(Object.keys(categories).length);
});
