import { describe, expect, it } from 'vitest';
import type { Channel, Me, Organisation, Posting, Team, Topic, TopicState } from '$generated/protocol';
import { mayJoinTeams, type Standing } from './may';
import { administers, mayFoundTeamsIn } from './may_at';
import { mayPost, mayStartTopic, maySummarise } from './may_talk';

const organisations = [
  { id: 1, type: 'network' },
  { id: 2, type: 'trust', parent: 1 },
  { id: 3, type: 'school', parent: 2 },
  { id: 4, type: 'partner', parent: 1 },
] as Organisation[];
const me = (organisation: number, role: string) =>
  ({ memberships: [{ organisation, role }] }) as unknown as Me;
const channel = (posting: Posting, over: Partial<Channel> = {}) => ({
  team: { state: 'active' } as Team,
  channel: { posting, state: 'active', guests_may_start: false, ...over } as Channel,
});
const topic = (state: TopicState, author = 9) => ({ state, author }) as Topic;

describe('roles', () => {
  it('hold on their organisation and below, never above or beside', () => {
    const team = { organisation: 3 } as Team;
    expect(administers(me(2, 'administrator'), organisations, team)).toBe(true);
    expect(administers(me(3, 'administrator'), organisations, { organisation: 2 } as Team)).toBe(false);
    expect(administers(me(2, 'staff'), organisations, team)).toBe(false);
  });

  it('found teams for those who carry it', () => {
    expect(mayFoundTeamsIn(me(3, 'headteacher'))).toEqual([3]);
    expect(mayFoundTeamsIn(me(3, 'staff'))).toEqual([]);
  });

  it('let a partner’s people join nothing by themselves', () => {
    expect(mayJoinTeams(me(4, 'partner'), organisations)).toBe(false);
    expect(mayJoinTeams(me(3, 'staff'), organisations)).toBe(true);
  });
});

describe('writing', () => {
  it.each<[Posting, Standing[]]>([
    ['everyone', ['lead', 'member', 'guest']],
    ['members', ['lead', 'member']],
    ['leads', ['lead']],
  ])('where %s may', (posting, writers) => {
    for (const standing of ['lead', 'member', 'guest', 'outsider'] as const) {
      expect(mayPost(standing, channel(posting))).toBe(writers.includes(standing));
    }
  });

  it('stops in a locked topic, an archived channel and an archived team, also for leads', () => {
    expect(mayPost('lead', channel('everyone'), topic('locked'))).toBe(false);
    const { channel: general } = channel('everyone');
    expect(mayPost('lead', { team: { state: 'archived' } as Team, channel: general })).toBe(false);
    expect(mayPost('lead', channel('everyone', { state: 'archived' }))).toBe(false);
    expect(mayPost('member', channel('everyone'), topic('agreed'))).toBe(true);
  });

  it('lets guests start topics only where the channel says so', () => {
    expect(mayStartTopic('guest', channel('everyone'))).toBe(false);
    expect(mayStartTopic('guest', channel('everyone', { guests_may_start: true }))).toBe(true);
  });

  it('lets leads and members say where we’ve got to while the topic is open', () => {
    expect(maySummarise('member', 7, channel('everyone'), topic('open'))).toBe(true);
    expect(maySummarise('member', 7, channel('everyone'), topic('agreed'))).toBe(false);
    expect(maySummarise('guest', 7, channel('everyone'), topic('open'))).toBe(false);
    expect(maySummarise('guest', 7, channel('everyone'), topic('open', 7))).toBe(true);
  });
});
