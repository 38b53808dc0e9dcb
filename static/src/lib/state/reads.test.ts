import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyRecord } from '$generated/protocol';
import { readMarks } from './reads.svelte';
import { records } from './records';

const me = 7;
const came = Date.parse('2026-01-05T09:00:00Z');
const put = (record: object) => records.put({ self: '', version: 1, ...record } as unknown as AnyRecord, 1);
const topic = (lastAt: number) => {
  put({ kind: 'topic', id: 1, team: 5, channel: 6 });
  put({ kind: 'topic_activity', id: 1, channel: 6, messages: 4, last_at: lastAt });
};

beforeEach(() => {
  records.clear();
  readMarks.close();
  readMarks.open(me);
  put({
    kind: 'team_membership',
    id: 9,
    team: 5,
    person: me,
    relation: 'member',
    state: 'current',
    since: came,
  });
});

describe('what is unread', () => {
  it('counts from my mark', () => {
    topic(came - 1);
    put({ kind: 'read_state', id: 1, person: me, mark: 3, level: 'normal' });
    expect(readMarks.unread(1)).toBe(1);
  });

  it('is, where I never looked, only what was written since I came to the team', () => {
    topic(came);
    expect(readMarks.unread(1)).toBe(0);
    topic(came + 1);
    expect(readMarks.unread(1)).toBe(4);
  });

  it('is nothing in a muted topic, nor in one whose team is not known yet', () => {
    put({ kind: 'topic_activity', id: 1, channel: 6, messages: 4, last_at: came + 1 });
    expect(readMarks.unread(1)).toBe(0);
    topic(came + 1);
    put({ kind: 'read_state', id: 1, person: me, mark: 0, level: 'mute' });
    expect(readMarks.unread(1)).toBe(0);
  });
});
