import { describe, expect, it } from 'vitest';
import { registerFacts } from './facts';

describe('facts from the register', () => {
  it('say only what the register says', () => {
    expect(registerFacts(undefined)).toEqual([]);
    expect(registerFacts({ urn: 990001, diocese: 'Not applicable', status: 'Open', region: '' })).toEqual([
      ['URN', '990001'],
    ]);
  });

  it('put ages, places and dates in words', () => {
    const facts = new Map(
      registerFacts({
        age_low: 4,
        age_high: 11,
        pupils: 1204,
        capacity: 1300,
        opened: '1992-09-01',
        status: 'Open, but proposed to close',
      }),
    );
    expect(facts.get('Ages')).toBe('4 to 11');
    expect(facts.get('Pupils')).toBe('1,204 of 1,300 places');
    expect(facts.get('Opened')).toBe('1 September 1992');
    expect(facts.get('Status')).toBe('Open, but proposed to close');
  });

  it('keep a pupil number of nought', () => {
    expect(registerFacts({ pupils: 0 })).toEqual([['Pupils', '0']]);
  });
});
