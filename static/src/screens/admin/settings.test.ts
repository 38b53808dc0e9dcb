import { expect, it } from 'vitest';
import {
  forbiddenBy,
  mostDays,
  reachLimit,
  removableRights,
  removedAbove,
  type Above,
  type Settings,
} from './settings';

const loose: Settings = {
  team_reach: 'network',
  partners_allowed: true,
  invite_outside: true,
  members_may_invite: true,
  guest_days: 365,
};
const above = (name: string, settings: Partial<Settings>): Above => ({
  name,
  settings: { ...loose, ...settings },
});

it('names who above limits what, and nobody where nobody does', () => {
  const trust = above('The trust', { team_reach: 'trust', guest_days: 90 });
  const network = above('The network', { partners_allowed: false, guest_days: 120 });
  expect(reachLimit([trust, network])).toEqual({ most: 'trust', by: 'The trust' });
  expect(reachLimit([network])).toBeUndefined();
  expect(forbiddenBy([trust, network], 'partners_allowed')).toBe('The network');
  expect(forbiddenBy([trust, network], 'invite_outside')).toBeUndefined();
  expect(mostDays([trust, network], 365)).toBe(90);
  expect(mostDays([], 365)).toBe(365);
});

it('lets partners publish only where the network says so and nobody between objects', () => {
  const trust = above('The trust', {});
  expect(forbiddenBy([trust, above('The network', {})], 'partners_publish')).toBe('The network');
  const yes = above('The network', { partners_publish: true });
  expect(forbiddenBy([trust, yes], 'partners_publish')).toBeUndefined();
  expect(forbiddenBy([above('The trust', { partners_publish: false }), yes], 'partners_publish')).toBe(
    'The trust',
  );
});

it('limits how far resources go apart from teams', () => {
  const limits = [above('Near', { resource_reach: 'school' }), above('Far', {})];
  expect(reachLimit(limits, 'resource_reach')).toEqual({ most: 'school', by: 'Near' });
  expect(reachLimit(limits)).toBeUndefined();
});

it('takes the narrowest reach of all above', () => {
  const limits = [above('Near', { team_reach: 'trust' }), above('Far', { team_reach: 'school' })];
  expect(reachLimit(limits)).toEqual({ most: 'school', by: 'Far' });
});

it('limits how far contracts go apart from all else', () => {
  const limits = [above('Near', {}), above('Far', { contract_reach: 'trust', team_reach: 'school' })];
  expect(reachLimit(limits, 'contract_reach')).toEqual({ most: 'trust', by: 'Far' });
  expect(reachLimit(limits, 'resource_reach')).toBeUndefined();
});

it('lists rights that may be taken, never reading, never an administrator’s or a person’s own', () => {
  const rules = [
    {
      thing: 'team',
      actions: ['create', 'read'],
      grants: [
        { relation: 'admin', only_if: [] },
        { relation: 'subject_lead', only_if: [] },
        { relation: 'author', only_if: [] },
      ],
      conditions: [],
    },
  ];
  expect(removableRights(rules)).toEqual([
    { thing: 'team', rights: [{ thing: 'team', action: 'create', relation: 'subject_lead' }] },
  ]);
});

it('knows which rights were taken above, and by whom first', () => {
  const right = { thing: 'team', action: 'create', relation: 'subject_lead' };
  const found = removedAbove([
    above('Near', { rights_removed: [right] }),
    above('Far', { rights_removed: [right] }),
  ]);
  expect([...found]).toEqual([['team/create/subject_lead', 'Near']]);
});
