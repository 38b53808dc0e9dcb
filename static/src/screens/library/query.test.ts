import { describe, expect, it } from 'vitest';
import type { Facet } from '$generated/protocol';
import { addressOf, chosenOf, foundWords, groupsOf, readQuery, wireQuery, withChosen } from './query';

const read = (text: string) => readQuery(new URLSearchParams(text));

describe('a search is a link', () => {
  it('that reads back as it was written', () => {
    const query = read('q=fractions&stage=ks2&sort=most_used&show=12&type=assessment');
    expect(query).toEqual({
      words: 'fractions',
      facets: { stage: 'ks2', type: 'assessment' },
      sort: 'most_used',
      shown: 12,
    });
    expect(addressOf(query)).toBe('/library?q=fractions&type=assessment&stage=ks2&sort=most_used&show=12');
    expect(read(addressOf(query).split('?')[1] ?? '')).toEqual(query);
  });

  it('and leaves out what it does not know', () => {
    expect(addressOf(read('sort=loudest&show=x&colour=red'))).toBe('/library');
  });

  it('asks the hub without what is only looked at', () => {
    expect(wireQuery(read('q=a&stage=ks1&show=4'))).toEqual({
      in: 'resource',
      q: 'a',
      sort: undefined,
      stage: 'ks1',
    });
  });
});

describe('filters', () => {
  const facets: Facet[] = [
    {
      name: 'stage',
      values: [
        { value: 'ks3', label: '', count: 2 },
        { value: 'ks1', label: '', count: 9 },
      ],
    },
    { name: 'organisation', values: [{ value: '4', label: 'Beck Lane Primary', count: 3 }] },
    {
      name: 'approved',
      values: [
        { value: 'true', label: '', count: 5 },
        { value: 'false', label: '', count: 6 },
      ],
    },
  ];
  const group = (text: string, key: string) =>
    groupsOf(facets, read(text), (id) => `Organisation ${id}`).find((one) => one.key === key)?.options;

  it('stand in the order of schooling, with the words for them', () => {
    expect(group('', 'stage')).toEqual([
      { value: 'ks1', label: 'Key stage 1', number: 9 },
      { value: 'ks3', label: 'Key stage 3', number: 2 },
    ]);
    expect(group('', 'organisation')?.[0]?.label).toBe('Beck Lane Primary');
    expect(group('', 'approved')).toEqual([
      { value: 'true', label: 'Approved by a subject lead', number: 5 },
    ]);
  });

  it('keep what is ticked although nothing is left of it', () => {
    expect(group('stage=ks4', 'stage')).toContainEqual({ value: 'ks4', label: 'Key stage 4', number: 0 });
    expect(group('organisation=8', 'organisation')?.at(-1)?.label).toBe('Organisation 8');
  });

  it('hold one value each: the newer tick counts', () => {
    const query = read('stage=ks1&show=3');
    expect(chosenOf(query)).toEqual({ stage: ['ks1'] });
    expect(withChosen(query, { stage: ['ks1', 'ks2'] })).toMatchObject({
      facets: { stage: 'ks2' },
      shown: undefined,
    });
    expect(withChosen(query, { stage: [] }).facets).toEqual({});
  });
});

it('says how many were found, and when it is not exact', () => {
  expect(foundWords({ total: 1, total_is_exact: true }, '')).toBe('1 resource');
  expect(foundWords({ total: 1_200, total_is_exact: false }, 'maps')).toBe(
    'About 1,200 resources for “maps”',
  );
});
