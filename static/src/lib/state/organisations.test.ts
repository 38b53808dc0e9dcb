import { describe, expect, it } from 'vitest';
import type { Organisation, OrganisationState, OrganisationType } from '$generated/protocol';
import { lineage, treeOf, trustOf, websiteOf, withBelow } from './organisations';

const one = (
  id: number,
  type: OrganisationType,
  parent: number | undefined,
  name: string,
  state: OrganisationState = 'joined',
) => ({ id, type, name, state, ...(parent !== undefined && { parent }) }) as Organisation;

const all = [
  one(1, 'network', undefined, 'Network'),
  one(2, 'trust', 1, 'Beech Trust'),
  one(3, 'trust', 1, 'Ash Trust'),
  one(4, 'school', 2, 'Zeal School'),
  one(5, 'school', 2, 'Apple School'),
  one(6, 'school', 1, 'Lone School'),
  one(7, 'partner', 2, 'Diocese'),
  one(8, 'partner', 1, 'University'),
  one(9, 'school', 3, 'Gone School', 'closed'),
  one(10, 'school', 3, 'Only in the register', 'listed'),
  one(11, 'school', 77, 'Of a trust that I may not see'),
];
const names = (organisations: readonly Organisation[]) => organisations.map(({ name }) => name);

describe('the tree of organisations', () => {
  it('has trusts with their schools, schools on their own, partners, and closed ones apart', () => {
    const tree = treeOf(all);
    expect(tree.network?.name).toBe('Network');
    expect(tree.trusts.map(({ trust }) => trust.name)).toEqual(['Ash Trust', 'Beech Trust']);
    expect(names(tree.trusts[1]?.schools ?? [])).toEqual(['Apple School', 'Zeal School']);
    expect(names(tree.trusts[1]?.partners ?? [])).toEqual(['Diocese']);
    expect(names(tree.schools)).toEqual(['Lone School', 'Of a trust that I may not see']);
    expect(names(tree.partners)).toEqual(['University']);
    expect(names(tree.closed)).toEqual(['Gone School']);
  });

  it('never shows what is only listed', () => {
    expect(JSON.stringify(treeOf(all))).not.toContain('Only in the register');
  });

  it('is walked upward and downward', () => {
    expect(names(lineage(4, all))).toEqual(['Zeal School', 'Beech Trust', 'Network']);
    expect(trustOf(4, all)?.name).toBe('Beech Trust');
    expect(trustOf(6, all)).toBeUndefined();
    expect([...withBelow(2, all)].sort()).toEqual([2, 4, 5, 7]);
    expect(withBelow(1, all).size).toBe(10);
  });

  it('is walked to an end even if it had a circle', () => {
    const circle = [one(1, 'trust', 2, 'One'), one(2, 'trust', 1, 'Two')];
    expect(names(lineage(1, circle))).toEqual(['One', 'Two']);
    expect(withBelow(1, circle).size).toBe(2);
  });
});

describe('a website', () => {
  it('is a link only when it leads to one', () => {
    const at = (website?: string) => websiteOf({ website } as Organisation);
    expect(at('https://school.example')).toBe('https://school.example/');
    expect(at('javascript:alert(1)')).toBeUndefined();
    expect(at('school.example')).toBeUndefined();
    expect(at()).toBeUndefined();
  });
});
