import { describe, expect, it } from 'vitest';
import { amountOf, draftOf, faultOf } from './money_field';

describe('an amount as it is typed', () => {
  it('comes back as it was', () => {
    const amount = { pence: 123_450, basis: 'gross', vat: 'reduced' } as const;
    expect(amountOf(draftOf(amount))).toEqual(amount);
  });
  it('may stay empty, unless it is needed', () => {
    expect(faultOf(draftOf())).toBeUndefined();
    expect(faultOf(draftOf(), { needed: true })).toBe('missing');
    expect(amountOf(draftOf())).toBeUndefined();
  });
  it('says what is the matter', () => {
    expect(faultOf({ ...draftOf(), text: '12k' })).toBe('wrong');
    expect(faultOf({ ...draftOf(), text: '-1' })).toBe('below_nothing');
  });
});
