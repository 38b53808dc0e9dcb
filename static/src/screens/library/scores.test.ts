import { expect, it } from 'vitest';
import type { ResourceActivity } from '$generated/protocol';
import { meansOf } from './scores';

it('gives averages only where the hub says sums', () => {
  const activity = { scores: 4, sums: { clear: 14, accurate: 16, adaptable: 8, inclusive: 10 } };
  expect(meansOf(activity as ResourceActivity)).toEqual({
    clear: 3.5,
    accurate: 4,
    adaptable: 2,
    inclusive: 2.5,
  });
  expect(meansOf({ uses: 2 } as ResourceActivity)).toBeUndefined();
  expect(meansOf(undefined)).toBeUndefined();
});
