import { describe, expect, it } from 'vitest';
import { inDays, isGuest, keyOf, stepFor, type Pick } from './new_team';

const member: Pick = { person: 7, name: 'Ruth Fell', label: '', guest: false };
const partner: Pick = { person: 8, name: 'Yaw Boateng', label: '', guest: true };

describe('a new team’s people', () => {
  it('are added as members, or as guests with a channel and a last day', () => {
    expect(stepFor(member, 5, '2026-07-20', '')).toEqual({ command: 'add_team_member', body: { person: 7 } });
    expect(stepFor(partner, 5, '2026-07-20', '')).toEqual({
      command: 'add_team_guest',
      body: { person: 8, channels: [5], ends: '2026-07-20' },
    });
  });

  it('are invited by email as members, or as guests of their partner', () => {
    expect(stepFor({ email: 'a@b.example', organisation: 0 }, 5, '2026-07-20', 'Join us')).toEqual({
      command: 'invite_to_team',
      body: { email: 'a@b.example', relation: 'member', note: 'Join us' },
    });
    expect(stepFor({ email: 'a@b.example', organisation: 3 }, 5, '2026-07-20', '')).toEqual({
      command: 'invite_to_team',
      body: {
        email: 'a@b.example',
        organisation: 3,
        relation: 'guest',
        note: '',
        channels: [5],
        ends: '2026-07-20',
      },
    });
  });

  it('are chosen once, however an address is written', () => {
    expect(keyOf({ email: 'A@B.example', organisation: 0 })).toBe(
      keyOf({ email: 'a@b.example', organisation: 3 }),
    );
    expect(keyOf(member)).not.toBe(keyOf(partner));
  });

  it('are guests only when a partner sends them', () => {
    expect([member, partner].map(isGuest)).toEqual([false, true]);
    expect(isGuest({ email: 'a@b.example', organisation: 0 })).toBe(false);
  });

  it('leave on a day that the calendar knows, across the change of clocks', () => {
    expect(inDays(90, Date.parse('2026-01-31T12:00:00Z'))).toBe('2026-05-01');
  });
});
