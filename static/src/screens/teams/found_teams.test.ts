import { describe, expect, it } from 'vitest';
import type { Team } from '$generated/protocol';
import { filtered } from '$lib/filters';
import { facetsOf, valuesOf } from './found_teams';

const team = (name: string, over: Partial<Team>) =>
  ({ name, area: 'curriculum', organisation: 1, ...over }) as Team;
const teams = [
  team('Maths', { subject: 'Mathematics', phases: ['primary', 'secondary'] }),
  team('Buying', { area: 'business', organisation: 2 }),
  team('Early reading', { subject: 'English', phases: ['primary'] }),
];
const names = (chosen: Record<string, string[]>) => filtered(teams, valuesOf, chosen).map(({ name }) => name);

describe('finding a team', () => {
  it('takes a team without phases for every phase', () => {
    expect(names({ phase: ['secondary'] })).toEqual(['Maths', 'Buying']);
    expect(names({ phase: ['special'] })).toEqual(['Buying']);
  });

  it('goes by subject, area and owner', () => {
    expect(names({ subject: ['English'] })).toEqual(['Early reading']);
    expect(names({ area: ['business'], owner: ['2'] })).toEqual(['Buying']);
    expect(names({ area: ['business'], owner: ['1'] })).toEqual([]);
  });

  it('offers what there is, named and in a steady order', () => {
    const groups = facetsOf(teams, {}, (id) => (id === 1 ? 'The partnership' : 'A trust'));
    const labels = (key: string) =>
      groups.find((group) => group.key === key)?.options.map(({ label, number }) => `${label} ${number}`);
    expect(labels('subject')).toEqual(['English 1', 'Mathematics 1']);
    expect(labels('phase')?.slice(0, 3)).toEqual(['Nursery 1', 'Primary 3', 'Secondary 2']);
    expect(labels('area')).toEqual(['Curriculum 2', 'Business 1']);
    expect(labels('owner')).toEqual(['A trust 1', 'The partnership 2']);
  });
});
