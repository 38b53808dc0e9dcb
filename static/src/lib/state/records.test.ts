import { describe, expect, it } from 'vitest';
import type { ActionItem, AnyRecord, Event, Message, Notification, Team, Topic } from '$generated/protocol';
import { Records } from './records';

const topic = (id: number, title = 'Fractions', channel = 50): Topic => ({
  kind: 'topic',
  id,
  self: `/api/v1/topics/${id}`,
  version: 1,
  channel,
  team: 5,
  title,
  state: 'open',
  author: 7,
  created: 0,
});
const message = (id: number, topicId: number, ordinal: number): Message => ({
  kind: 'message',
  id,
  self: `/api/v1/topics/${topicId}/messages/${ordinal}`,
  version: 1,
  topic: topicId,
  ordinal,
  author: 7,
  created: 0,
  text: 'Hello',
});
const team: Team = {
  kind: 'team',
  id: 5,
  self: '/api/v1/teams/5',
  version: 1,
  organisation: 1,
  name: 'Maths leads',
  purpose: '',
  area: 'curriculum',
  joining: 'open',
  reach: 1,
  members: 3,
  state: 'active',
  created: 0,
};
const put = (seq: number, record: AnyRecord): Event => ({ seq, because: 'test', put: record });
const gone = (seq: number, kind: AnyRecord['kind'], id: number): Event => ({
  seq,
  because: 'test',
  delete: { kind, id },
});
const lost = (seq: number, scope: 'team' | 'channel', id: number): Event => ({
  seq,
  because: 'test',
  access: { scope, id, change: 'lost' },
});
const list = (seq: number, ...items: AnyRecord[]) => ({ items, also: [], names: [], seq, next: null });

describe('the reducer', () => {
  it('applies a put that is as new as what is held, and not an older one', () => {
    const held = new Records();
    held.apply([put(5, topic(1, 'New'))]);
    held.accept(list(4, topic(1, 'Old list')));
    expect(held.get('topic', 1)?.title).toBe('New');
    held.apply([put(5, topic(1, 'Same seq'))]);
    expect(held.get('topic', 1)?.title).toBe('Same seq');
  });

  it('loses with a team what only its leads may read, and keeps what other teams hold', () => {
    const held = new Records();
    const letter = (id: number, team: number) =>
      ({ kind: 'lead_message', id, team, author: 9, text: 'May I come?' }) as AnyRecord;
    const invitation = { kind: 'invitation', id: 3, organisation: 1, team: 5, author: 9 } as AnyRecord;
    held.accept(list(2, letter(1, 5), letter(2, 6), invitation));
    expect(held.within('lead_message', 5).map(({ id }) => id)).toEqual([1]);
    expect(held.within('invitation', 1).map(({ id }) => id)).toEqual([3]);
    held.apply([lost(4, 'team', 5)]);
    expect(held.get('lead_message', 1)).toBeUndefined();
    expect(held.get('invitation', 3)).toBeUndefined();
    expect(held.get('lead_message', 2)).toBeDefined();
  });

  it('keeps a deleted record away from lists that were read before', () => {
    const held = new Records();
    held.accept(list(3, topic(1)));
    held.apply([{ seq: 6, because: 'test', delete: { kind: 'topic', id: 1 } }]);
    held.accept(list(5, topic(1)));
    expect(held.get('topic', 1)).toBeUndefined();
    held.apply([put(7, topic(1))]);
    expect(held.get('topic', 1)).toBeDefined();
  });

  it('ignores a delete that is not newer', () => {
    const held = new Records();
    held.apply([put(6, topic(1)), { seq: 6, because: 'test', delete: { kind: 'topic', id: 1 } }]);
    expect(held.get('topic', 1)).toBeDefined();
  });

  it('moves a record between lists', () => {
    const held = new Records();
    held.apply([put(1, topic(1, 'A', 50)), put(2, topic(1, 'A', 51))]);
    expect(held.within('topic', 50)).toEqual([]);
    expect(held.within('topic', 51)).toHaveLength(1);
  });

  it('comes to the same state when events come twice', () => {
    const events = [put(1, topic(1)), put(2, message(9, 1, 1)), put(3, topic(1, 'Renamed'))];
    const once = new Records();
    once.apply(events);
    const twice = new Records();
    twice.apply(events);
    twice.apply(events);
    expect(twice.snapshot()).toEqual(once.snapshot());
  });
});

describe('a lost scope', () => {
  it('drops a team with all that is under it, but what comes with the same seq stays', () => {
    const held = new Records();
    held.accept(list(3, team, topic(1), message(9, 1, 1)));
    held.apply([lost(8, 'team', 5), put(8, { ...team, members: 2 })]);
    expect([...held.snapshot().keys()]).toEqual(['team#5']);
  });

  it('drops a channel with its topics and leaves the others', () => {
    const held = new Records();
    held.accept(list(3, team, topic(1, 'A', 50), topic(2, 'B', 51), message(8, 1, 1), message(9, 2, 1)));
    held.apply([lost(8, 'channel', 50)]);
    expect([...held.snapshot().keys()].sort()).toEqual(['message#9', 'team#5', 'topic#2']);
  });
});

describe('what is bound to a practice post', () => {
  const at = { self: '', version: 1 };
  const question: Topic = { ...topic(3), channel: undefined, team: undefined, practice: 70 };
  const activity: AnyRecord = {
    kind: 'practice_activity',
    id: 70,
    ...at,
    trying: 1,
    adopted: 0,
    stopped: 0,
    comments: 1,
  };
  const adoption: AnyRecord = {
    kind: 'adoption',
    id: 71,
    ...at,
    practice: 70,
    organisation: 4,
    state: 'trying',
    since: 0,
    changed: 0,
    follow_ups: [],
    stop_reason: '',
  };

  it('goes with it, but what follows with the same seq stays', () => {
    const held = new Records();
    held.accept(list(3, activity, adoption, question, message(9, 3, 1), topic(1), message(8, 1, 1)));
    held.apply([put(8, { ...adoption, version: 2 }), gone(8, 'practice_post', 70)]);
    expect([...held.snapshot().keys()].sort()).toEqual(['adoption#71', 'message#8', 'topic#1']);
  });

  it('stays when a team goes in which it is not shown, and goes when it is not known where', () => {
    const held = new Records();
    held.accept(list(3, topic(1), message(8, 1, 1), question));
    held.apply([lost(8, 'team', 6)]);
    expect([...held.snapshot().keys()].sort()).toEqual(['message#8', 'topic#1']);
  });

  it('is told apart from parts of profiles, which go with any team', () => {
    const part: AnyRecord = {
      kind: 'profile_part',
      id: 80,
      ...at,
      person: 7,
      sight: 'teams',
      for_matching: true,
      fields: {
        about: '',
        phases: [],
        subjects: ['Maths'],
        exam_boards: [],
        strengths: [],
        offers: [],
        languages: [],
        send_experience: [],
        working_days: [],
      },
    };
    const held = new Records();
    held.accept(list(3, part, team));
    expect(held.within('profile_part', 7)).toHaveLength(1);
    held.apply([lost(8, 'team', 6)]);
    expect([...held.snapshot().keys()]).toEqual(['team#5']);
  });
});

describe('an action of a topic that goes', () => {
  const action = (id: number, owner: number, place: Partial<ActionItem> = { channel: 50 }): ActionItem => ({
    kind: 'action_item',
    id,
    self: `/api/v1/actions/${id}`,
    version: 1,
    topic: 1,
    title: 'Order the counters',
    owner,
    due: '2026-12-04',
    state: 'open',
    author: 7,
    created: 0,
    late: false,
    ...place,
  });
  const told = (id: number, because: Notification['because']): AnyRecord => ({
    kind: 'notification',
    id,
    self: `/api/v1/notifications/${id}`,
    version: 1,
    person: 9,
    because,
    needs: because !== 'action_done',
    state: 'fresh',
    topic: 1,
    action: 30,
    created: 0,
  });
  const kept = (...events: Event[]) => {
    const held = new Records();
    held.person = 9;
    held.accept(list(3, team, topic(1), action(30, 9), action(31, 8)));
    held.accept(list(3, action(32, 9, { resource: 60 }), action(33, 8, { resource: 60 })));
    held.accept(list(3, told(40, 'action_given'), told(41, 'action_done')));
    held.apply(events);
    return [...held.snapshot().keys()].filter((key) => /action|notification/.test(key)).sort();
  };

  it('stays with its owner alone, when the topic is deleted', () => {
    expect(kept(gone(8, 'topic', 1))).toEqual(['action_item#30', 'action_item#32', 'notification#40']);
  });

  it('stays with its owner alone, when the channel or the team is lost', () => {
    const bound = ['action_item#32', 'action_item#33', 'notification#40'];
    expect(kept(lost(8, 'channel', 50))).toEqual(['action_item#30', ...bound]);
    expect(kept(lost(8, 'channel', 51))).toContain('action_item#31');
    expect(kept(lost(8, 'team', 5))).not.toContain('action_item#31');
  });

  it('stays with its owner alone, when what its topic is bound to goes', () => {
    const rest = ['action_item#30', 'action_item#31', 'action_item#32', 'notification#40', 'notification#41'];
    expect(kept(gone(8, 'resource', 60))).toEqual(rest);
  });

  it('is listed with its topic', () => {
    const held = new Records();
    held.accept(list(3, action(30, 9), action(31, 8)));
    expect(held.within('action_item', 1).map(({ id }) => id)).toEqual([30, 31]);
  });
});

describe('names', () => {
  it('come with lists, with events and from people', () => {
    const held = new Records();
    held.apply([], [{ id: 7, name: 'Ruth Fell', label: 'Maths lead' }]);
    held.apply([
      put(1, {
        kind: 'person',
        id: 8,
        self: '',
        version: 1,
        name: 'Dan Whitlock',
        label: '',
        left: false,
        created: 0,
      }),
    ]);
    expect(held.name(7)?.name).toBe('Ruth Fell');
    expect(held.name(8)?.name).toBe('Dan Whitlock');
  });

  it('lists the parts of a review by its id', () => {
    const held = new Records();
    const interest: AnyRecord = {
      kind: 'review_interest',
      id: 4,
      self: '/api/v1/review-interests/4',
      version: 1,
      review: 7,
      cycle: 3,
      host: 20,
      person: 6,
      state: 'declared',
      hard: false,
      declared: 0,
      reason: '',
    };
    held.apply([put(5, interest), put(5, { ...interest, id: 5, review: 8 })]);
    expect(held.within('review_interest', 7)).toEqual([interest]);
    held.apply([gone(6, 'review_interest', 4)]);
    expect(held.within('review_interest', 7)).toEqual([]);
  });
});
