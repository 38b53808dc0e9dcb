import { expect, it } from 'vitest';
import type { Me } from '$generated/protocol';
import { above, below, heldNodes, placed } from './tree';

const network = { id: 1, name: 'Marl and Coast', type: 'network' } as const;
const west = { id: 2, parent: 1, name: 'West', type: 'trust' } as const;
const east = { id: 3, parent: 1, name: 'East', type: 'trust' } as const;
const beck = { id: 4, parent: 2, name: 'Beck Lane', type: 'school' } as const;
const alder = { id: 5, parent: 2, name: 'Alder', type: 'school' } as const;
const diocese = { id: 6, parent: 1, name: 'A diocese', type: 'partner' } as const;
const all = [beck, diocese, west, network, alder, east];

it('reads the tree from the top: trusts, schools, partners, each by name', () => {
  expect(placed(all, 1).map(({ organisation, depth }) => [organisation.name, depth])).toEqual([
    ['Marl and Coast', 0],
    ['East', 1],
    ['West', 1],
    ['Alder', 2],
    ['Beck Lane', 2],
    ['A diocese', 1],
  ]);
});

it('gives what stands below and above one organisation', () => {
  expect(below(all, 2).map(({ id }) => id)).toEqual([2, 5, 4]);
  expect(below(all, 99)).toEqual([]);
  expect(above(all, 4).map(({ id }) => id)).toEqual([2, 1]);
  expect(above(all, 1)).toEqual([]);
});

it('ends although a parent would lead in a circle', () => {
  const one = { id: 7, parent: 8, name: 'One', type: 'school' } as const;
  const other = { id: 8, parent: 7, name: 'Other', type: 'school' } as const;
  expect(below([one, other], 7)).toHaveLength(2);
  expect(above([one, other], 7).map(({ id }) => id)).toEqual([8, 7]);
});

it('names each node where I hold a role once, and none where it has ended', () => {
  const memberships = [
    { organisation: 2, role: 'administrator', state: 'current' },
    { organisation: 2, role: 'administrator', state: 'current' },
    { organisation: 3, role: 'administrator', state: 'ended' },
    { organisation: 4, role: 'staff', state: 'current' },
  ];
  expect(heldNodes({ memberships } as Me, ['administrator'])).toEqual([2]);
  expect(heldNodes(undefined, ['administrator'])).toEqual([]);
});
