import { describe, expect, it } from 'vitest';
import type {
  SupportAgreement,
  SupportEvaluation,
  SupportMatch,
  SupportRequest,
  SupportVisit,
} from '$generated/protocol';
import { missingLines, nextOf, stagesOf, wasChanged, type Case } from './case_view';

const nobody = {
  requester: false,
  requesterHead: false,
  candidate: false,
  supporter: false,
  supporterHead: false,
  broker: false,
};
const request = (over: Partial<SupportRequest>) =>
  ({ id: 1, state: 'open', requester: 10, broker_node: 3, opened: 1, ...over }) as SupportRequest;
const agreement = (over: Partial<SupportAgreement> = {}) =>
  ({
    id: 2,
    state: 'in_force',
    days: 2,
    half_days_used: 0,
    content_hash: 'now',
    requester: 10,
    supporter: 20,
    created: 5,
    in_force: 6,
    ...over,
  }) as SupportAgreement;
const visit = (over: Partial<SupportVisit>) =>
  ({ id: 4, state: 'planned', date: '2026-01-20', record_by: '2026-01-27', ...over }) as SupportVisit;
const view = (over: Partial<Case>): Case => ({
  request: request({}),
  matches: [],
  agreements: [],
  visits: [],
  evaluation: undefined,
  part: nobody,
  me: 99,
  today: '2026-01-14',
  ...over,
});
const signed = (capacity: string, hash = 'now') => ({ capacity, hash, person: 1, at: 1 }) as never;

describe('who acts next', () => {
  it('is a broker, until one has taken the request', () => {
    expect(nextOf(view({ request: request({ answer_by: '2026-01-16' }) }))).toMatchObject({
      todo: 'take',
      mine: false,
      seat: 'broker',
      due: '2026-01-16',
    });
    const mine = nextOf(view({ part: { ...nobody, broker: true } }));
    expect(mine).toMatchObject({ todo: 'take', mine: true });
  });

  it('is whoever was asked, and the broker when nobody is', () => {
    const taken = request({ broker: 30, first_response: 2 });
    const asked = { id: 7, person: 20, state: 'asked', lapses: '2026-01-21' } as SupportMatch;
    expect(nextOf(view({ request: taken }))).toMatchObject({ todo: 'find', people: [30] });
    expect(nextOf(view({ request: taken, matches: [asked] }))).toMatchObject({ todo: 'wait', people: [20] });
    expect(nextOf(view({ request: taken, matches: [asked], me: 20 }))).toMatchObject({
      todo: 'answer',
      mine: true,
      due: '2026-01-21',
    });
  });

  it('is whose line of the agreement is missing; a change voids what was signed', () => {
    const held = agreement({
      state: 'signing',
      signatures: [signed('requester'), signed('supporter'), signed('requester_head', 'before')],
    });
    expect(missingLines(held)).toEqual(['requester_head', 'supporter_head']);
    expect(wasChanged(held)).toBe(true);
    const matched = view({ request: request({ state: 'matched', supporter: 20 }), agreements: [held] });
    expect(nextOf(matched)).toMatchObject({ todo: 'sign', mine: false, seat: 'heads' });
    const head = { ...nobody, supporterHead: true };
    expect(nextOf({ ...matched, part: head })).toMatchObject({ todo: 'sign', mine: true });
    expect(nextOf({ ...matched, part: { ...nobody, requester: true } })?.mine).toBe(false);
  });

  it('is the supporter after a visit, then the heads, then whoever plans the next', () => {
    const active = request({ state: 'active', supporter: 20 });
    const base = { request: active, agreements: [agreement()] };
    expect(nextOf(view({ ...base, visits: [visit({ state: 'due_record' })] }))).toMatchObject({
      todo: 'record',
      people: [20],
      due: '2026-01-27',
    });
    const record = visit({ state: 'recorded', supporter_head_read: true });
    expect(nextOf(view({ ...base, visits: [record] }))).toMatchObject({
      todo: 'acknowledge',
      seat: 'requesterHead',
    });
    expect(nextOf(view({ ...base, visits: [visit({})] }))).toMatchObject({ todo: 'visit', mine: false });
    expect(nextOf(view(base))).toMatchObject({ todo: 'plan' });
  });

  it('is the school that was helped, once all days are used or the agreement has ended', () => {
    const active = request({ state: 'active', supporter: 20 });
    for (const held of [agreement({ half_days_used: 4 }), agreement({ state: 'ended' })])
      expect(nextOf(view({ request: active, agreements: [held] }))).toMatchObject({ todo: 'evaluate' });
  });

  it('is nobody for six weeks after the evaluation, and nobody once the case has ended', () => {
    const evaluation = { usefulness_on: '2026-03-01', usefulness_asked: false } as SupportEvaluation;
    const evaluated = request({ state: 'evaluated', evaluation: 8 });
    expect(nextOf(view({ request: evaluated, evaluation }))).toMatchObject({
      todo: 'rate_later',
      due: '2026-03-01',
    });
    const asked = { ...evaluation, usefulness_asked: true };
    const part = { ...nobody, requester: true };
    expect(nextOf(view({ request: evaluated, evaluation: asked, part }))).toMatchObject({
      todo: 'rate',
      mine: true,
    });
    expect(nextOf(view({ request: request({ state: 'withdrawn' }) }))).toBeUndefined();
  });
});

it('shows how far a case is', () => {
  const states = (state: SupportRequest['state']) =>
    stagesOf(view({ request: request({ state }) })).map((step) => step.state);
  expect(states('draft')).toEqual(['now', 'todo', 'todo', 'todo', 'todo']);
  expect(states('open')).toEqual(['done', 'now', 'todo', 'todo', 'todo']);
  expect(states('active')).toEqual(['done', 'done', 'done', 'now', 'todo']);
  expect(states('closed')).toEqual(['done', 'done', 'done', 'done', 'done']);
  expect(states('declined')).toEqual(['done', 'todo', 'todo', 'todo', 'todo']);
});
