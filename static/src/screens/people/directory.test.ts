import { describe, expect, it } from 'vitest';
import type { DirectoryFacet, Membership } from '$generated/protocol';
import { daysOf, goodAt } from './directory';
import { addressOf, groupsOf, readQuery, wireQuery, withChosen } from './query';

const membership = (subjects: string[], state: Membership['state'] = 'current') =>
  ({ subjects, state }) as Membership;
const queryOf = (text: string) => readQuery(new URLSearchParams(text));

describe('a row of the directory', () => {
  it('says strengths, and where there are none what somebody teaches', () => {
    const strengths = [{ what: 'Bar modelling', evidence: [] }];
    const memberships = [membership(['Mathematics']), membership(['Latin'], 'ended')];
    expect(goodAt({ fields: { about: '', strengths }, memberships })).toBe('Bar modelling');
    expect(goodAt({ fields: { about: '', subjects: ['Mathematics', 'Music'] }, memberships })).toBe(
      'Mathematics, Music',
    );
    expect(goodAt({ fields: { about: '' }, memberships: [] })).toBe('');
  });

  it('counts the days that are left, never fewer than none', () => {
    expect(daysOf({}, 2)).toBeUndefined();
    expect(daysOf({ capacity: { days_a_term: 6, note: '' } }, 4)?.words).toBe('2 of 6 days free');
    expect(daysOf({ capacity: { days_a_term: 1, note: '' } }, 4)?.words).toBe('0 of 1 day free');
    expect(daysOf({ capacity: { days_a_term: 0, note: '' } })?.words).toBe('No days');
  });
});

describe('a search for people', () => {
  it('is an address, and comes back from it', () => {
    const address = '/people?q=bar&subject=Mathematics&free=true&at=12&sort=name';
    expect(addressOf(queryOf(address.split('?')[1] ?? ''))).toBe(address);
    expect(addressOf(queryOf('sort=asked_least'))).toBe('/people');
    expect(queryOf('sort=shoe_size').sort).toBe('asked_least');
  });

  it('names the place to the hub as an organisation', () => {
    expect(wireQuery(queryOf('at=12&offer=coach'), 'x')).toBe(
      '/directory?offer=coach&organisation=12&cursor=x',
    );
  });

  it('takes the newer of two ticks in one group', () => {
    const narrowed = withChosen(queryOf('offer=coach'), { offer: ['coach', 'speak'] });
    expect(narrowed.facets).toEqual({ offer: 'speak' });
  });

  it('keeps what is ticked though nobody is left, and orders what people know in an order', () => {
    const facets: DirectoryFacet[] = [
      {
        name: 'phase',
        values: [
          { value: 'ks3', label: '', count: 5 },
          { value: 'eyfs', label: '', count: 1 },
        ],
      },
      {
        name: 'free',
        values: [
          { value: 'false', label: '', count: 3 },
          { value: 'true', label: '', count: 4 },
        ],
      },
    ];
    const groups = groupsOf(facets, queryOf('offer=coach'));
    const of = (key: string) => groups.find((group) => group.key === key)?.options;
    expect(of('phase')?.map(({ label }) => label)).toEqual(['Early years', 'Key stage 3']);
    expect(of('free')).toEqual([{ value: 'true', label: '1 or more', number: 4 }]);
    expect(of('offer')).toEqual([{ value: 'coach', label: 'Coach', number: 0 }]);
  });
});
