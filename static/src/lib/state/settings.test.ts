import { describe, expect, it } from 'vitest';
import type { OrgSettings } from '$generated/protocol';
import { meet } from './settings';

const settings = (id: number, over: Partial<OrgSettings> = {}) =>
  ({
    id,
    version: 1,
    team_reach: 'network',
    partners_allowed: true,
    invite_outside: true,
    members_may_invite: true,
    guest_days: 365,
    ...over,
  }) as OrgSettings;

describe('settings', () => {
  it('are only ever tightened from above', () => {
    const found = meet(
      [settings(3, { guest_days: 200 }), settings(1, { guest_days: 30, team_reach: 'trust' })],
      1,
    );
    expect(found).toMatchObject({ guest_days: 30, team_reach: 'trust', partners_allowed: true });
    expect(meet([settings(3, { invite_outside: false }), settings(1)], 1).invite_outside).toBe(false);
  });

  it('let members invite only when the network says so, and nobody below objects', () => {
    expect(meet([settings(3), settings(1)], 1).members_may_invite).toBe(true);
    expect(meet([settings(3)], 1).members_may_invite).toBe(false);
    expect(meet([settings(3), settings(1, { version: 0 })], 1).members_may_invite).toBe(false);
    expect(meet([settings(3, { members_may_invite: false }), settings(1)], 1).members_may_invite).toBe(false);
  });

  it('let partners publish only when the network says so, and nobody below objects', () => {
    const yes = settings(1, { partners_publish: true });
    expect(meet([settings(3), yes], 1).partners_publish).toBe(true);
    expect(meet([settings(3, { partners_publish: true }), settings(1)], 1).partners_publish).toBe(false);
    expect(meet([settings(3, { partners_publish: false }), yes], 1).partners_publish).toBe(false);
    expect(meet([settings(3, { resource_reach: 'trust' }), yes], 1).resource_reach).toBe('trust');
  });

  it('that nobody ever set say nothing', () => {
    const found = meet([settings(3, { version: 0, guest_days: 5, partners_allowed: false })], 1);
    expect(found).toMatchObject({ guest_days: 365, partners_allowed: true, team_reach: 'network' });
  });
});
