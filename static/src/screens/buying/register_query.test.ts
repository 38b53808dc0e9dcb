import { describe, expect, it } from 'vitest';
import { contract, organisation } from './contract_example';
import { addressOf, isFiltered, readQuery, registerOf, shownOf, stateAsked } from './register_query';

const query = (text: string) => readQuery(new URLSearchParams(text));
const names = {
  supplier: (id: number) => (id === 7 ? 'Fernhow' : 'Greenholme'),
  supplierId: (id: number) => id,
};
const organisations = [
  organisation(1, 'network'),
  organisation(2, 'trust', 1),
  organisation(3, 'school', 2),
  organisation(4, 'school', 1),
];

describe('the address', () => {
  it.each([
    '',
    '?place=2&q=clean&category=waste&school=3&supplier=7&owner=3%3Abusiness_manager&ending=90&view=timeline',
    '?place=all&ending=ended',
    '?view=calendar&month=2026-09',
  ])('%s stays what it was', (text) => {
    expect(addressOf(query(text))).toBe(`/buying/contracts${text}`);
  });
  it('takes nothing that it does not know', () => {
    expect(addressOf(query('?view=x&ending=y&month=2026-13&place=z'))).toBe('/buying/contracts');
  });
});

describe('the register of a place', () => {
  const all = [
    contract(1, { ends: '2026-09-01' }),
    contract(2, { ends: '2026-08-01' }, { organisation: 2 }),
    contract(3, {}, { organisation: 4 }),
    contract(4, {}, { state: 'ended' }),
    contract(5, {}, { state: 'voided' }),
  ];
  const ids = (text: string, place: number) =>
    registerOf(all, query(text), place, organisations).map(({ id }) => id);
  it('holds what is live of it and below, by the last day', () => {
    expect(ids('', 2)).toEqual([2, 1]);
    expect(ids('', 3)).toEqual([1]);
    expect(ids('', 0)).toEqual([2, 3, 1]);
  });
  it('holds what is over when asked for', () => {
    expect(ids('ending=ended', 2)).toEqual([4]);
    expect(ids('ending=voided', 2)).toEqual([5]);
    expect(stateAsked(query('ending=90'))).toBeUndefined();
  });
});

describe('filters', () => {
  const all = [
    contract(1, { sites: [4], ends: '2026-07-01' }),
    contract(2, { supplier: 8, category: 'waste', title: 'Bins', ends: '2027-06-30' }),
    contract(3, { owner: { organisation: 2, role: 'trust_leader' }, ends: '2026-05-20' }),
  ];
  const shown = (text: string) => shownOf(all, query(text), '2026-05-01', names).map(({ id }) => id);
  it.each([
    ['', [1, 2, 3]],
    ['q=fern', [1, 3]],
    ['q=BINS', [2]],
    ['category=waste', [2]],
    ['school=4', [1]],
    ['school=3', [1, 2, 3]],
    ['supplier=8', [2]],
    ['owner=2:trust_leader', [3]],
    ['ending=90', [1, 3]],
    ['ending=365', [1, 3]],
    ['supplier=7&ending=90&school=4', [1]],
  ])('%s', (text, ids) => {
    expect(shown(text)).toEqual(ids);
  });
  it('know whether they are set', () => {
    expect(isFiltered(query('view=timeline&place=3'))).toBe(false);
    expect(isFiltered(query('ending=90'))).toBe(true);
  });
});
