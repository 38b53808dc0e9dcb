import { expect, it } from 'vitest';
import type { Organisation } from '$generated/protocol';
import { audienceOf } from './audience';

const organisations = [
  { id: 1, type: 'network', name: 'Northern Network' },
  { id: 2, type: 'trust', name: 'Fellside Learning Trust' },
  { id: 3, type: 'school', name: 'Beck Lane Primary' },
] as Organisation[];
const said = (where: { team?: number; shared_with?: number }) =>
  audienceOf(where, organisations, (id) => (id === 7 ? 'Maths leads' : undefined));

it('says with whom something is shared', () => {
  expect(said({ shared_with: 1 })).toBe('Every school of the network');
  expect(said({ shared_with: 2 })).toBe('Every school of Fellside Learning Trust');
  expect(said({ shared_with: 3 })).toBe('Everyone at Beck Lane Primary');
  expect(said({ team: 7 })).toBe('The team Maths leads');
  // A team that I am not in has no name for me.
  expect(said({ team: 8 })).toBe('A team');
  expect(said({})).toBe('Nobody yet');
});
