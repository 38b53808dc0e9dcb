import { expect, it } from 'vitest';
import type { Membership, Organisation, SupportRequest } from '$generated/protocol';
import { groupsOfMine, middleAnswer, queueGroup, queueOf } from './lists';
import { askingPlaces, brokersAt, overviewPlaces, partIn } from './roles';

const organisations = [
  { id: 1, type: 'network', state: 'joined', name: 'Network' },
  { id: 2, type: 'trust', parent: 1, state: 'joined', name: 'Trust' },
  { id: 3, type: 'school', parent: 2, state: 'joined', name: 'School' },
  { id: 4, type: 'partner', parent: 1, state: 'joined', name: 'University' },
] as Organisation[];
const member = (over: Partial<Membership>) =>
  ({ person: 10, organisation: 3, role: 'staff', state: 'current', ...over }) as Membership;
const asker = (...memberships: Membership[]) => ({ person: 10, memberships, organisations });
const request = (over: Partial<SupportRequest>) =>
  ({
    id: 1,
    state: 'open',
    requester: 11,
    organisation: 3,
    broker_node: 2,
    created: 1,
    opened: 1,
    ...over,
  }) as SupportRequest;

it('sorts what concerns me by what I am to it', () => {
  const head = asker(member({ role: 'headteacher' }));
  const found = groupsOfMine(head, [
    request({ id: 1, requester: 10 }),
    request({ id: 2, requester: 10, state: 'draft' }),
    request({ id: 3, asked: [10] }),
    request({ id: 4, supporter: 10, state: 'active' }),
    request({ id: 5 }),
    request({ id: 6, requester: 10, state: 'closed' }),
    request({ id: 7, organisation: 2 }),
  ]);
  const ids = Object.fromEntries(
    Object.entries(found).map(([name, all]) => [name, (all as SupportRequest[]).map(({ id }) => id)]),
  );
  expect(ids).toEqual({ asked: [3], requests: [2, 1], supporting: [4], schools: [5], past: [6] });
});

it('sorts the queue by what it waits for, the longest waiting first', () => {
  const today = '2026-01-14';
  expect(queueGroup(request({ answer_by: '2026-01-14' }), today)).toBe('new');
  expect(queueGroup(request({ answer_by: '2026-01-13' }), today)).toBe('late');
  expect(queueGroup(request({ first_response: 2, answer_by: '2026-01-13' }), today)).toBe('waiting');
  expect(queueGroup(request({ state: 'matched', agreement_by: '2026-01-13' }), today)).toBe('late');
  expect(queueGroup(request({ state: 'active' }), today)).toBe('running');
  expect(queueGroup(request({ state: 'handed_on' }), today)).toBe('ended');
  const queue = queueOf(
    [request({ id: 1, opened: 5 }), request({ id: 2, opened: 3 }), request({ id: 3, state: 'draft' })],
    () => true,
    today,
  );
  expect(queue.new.map(({ id }) => id)).toEqual([2, 1]);
});

it('tells the middle of the times to a first answer', () => {
  expect(middleAnswer([request({})])).toBeUndefined();
  const after = (first_response: number) => request({ opened: 0, first_response });
  expect(middleAnswer([after(9), after(1), after(4)])).toBe(4);
  expect(middleAnswer([after(9), after(1)])).toBe(1);
});

it('knows brokers and heads of the place and above it, and no others', () => {
  const broker = asker(member({ organisation: 1, duties: ['broker'] }));
  expect(brokersAt(broker, 2)).toBe(true);
  expect(brokersAt(asker(member({ organisation: 3, duties: ['broker'] })), 2)).toBe(false);
  expect(brokersAt(asker(member({ organisation: 1, duties: ['broker'], state: 'ended' })), 2)).toBe(false);
  const trust = asker(member({ organisation: 2, role: 'trust_leader' }));
  expect(partIn(trust, request({ supporter: 5 }))).toMatchObject({
    requesterHead: true,
    supporterHead: false,
  });
  expect(partIn(trust, request({ supporter: 5, supporter_school: 3 })).supporterHead).toBe(true);
});

it('lets schools and trusts ask, never a partner', () => {
  const both = asker(member({ organisation: 4 }), member({ organisation: 2 }), member({ organisation: 3 }));
  expect(askingPlaces(both).map(({ id }) => id)).toEqual([3, 2]);
  expect(overviewPlaces(both)).toEqual([]);
  expect(overviewPlaces(asker(member({ role: 'governor' }))).map(({ id }) => id)).toEqual([3]);
});
