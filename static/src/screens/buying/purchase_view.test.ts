import { describe, expect, test } from 'vitest';
import type { Membership, Organisation, PurchaseDeclaration } from '$generated/protocol';
import { examplePurchase as purchase, readyPurchase as ready } from './purchase_example';
import {
  gateOf,
  isDeadlineOver,
  isPackComplete,
  partIn,
  purchaseGroups,
  stageAt,
  toDecide,
  todosOf,
  unsigned,
  type PurchasePart,
} from './purchase_view';

const organisation = (id: number, type: Organisation['type'], parent?: number): Organisation => ({
  kind: 'organisation',
  id,
  self: '',
  version: 1,
  type,
  ...(parent !== undefined && { parent }),
  state: 'joined',
  name: `Organisation ${id}`,
  created: 0,
});
const organisations = [
  organisation(1, 'network'),
  organisation(10, 'trust', 1),
  organisation(11, 'school', 10),
  organisation(12, 'school', 10),
];
const asker = (person: number, role: Membership['role'] = 'staff', at = 11) => ({
  person,
  organisations,
  memberships: [{ organisation: at, role, state: 'current' } as Membership],
});
const nobody: PurchasePart = {
  owner: false,
  chair: false,
  evaluator: false,
  price: false,
  interest: undefined,
  approves: false,
  leads: false,
  schools: [],
};
const today = '2026-02-25';
const now = Date.parse('2026-02-25T12:00Z');
const next = (it = purchase(), part: Partial<PurchasePart> = {}, over = {}) =>
  todosOf(it, { part: { ...nobody, ...part }, today, now, deciding: 0, ...over });
const open = (it: ReturnType<typeof purchase>) =>
  gateOf(it, today, now)
    .filter(({ ok }) => !ok)
    .map(({ want }) => want);

describe('who I am in a purchase', () => {
  test('named people are so until they are refused', () => {
    const it = ready({ interests: [{ person: 6, state: 'refused' }] });
    expect(partIn(it, asker(7))).toMatchObject({ evaluator: true, owner: false, interest: undefined });
    expect(partIn(it, asker(6))).toMatchObject({ evaluator: false, interest: 'refused' });
  });
  test('leaders of its organisation approve, unless it is theirs; heads sign for their school', () => {
    expect(partIn(ready(), asker(9, 'trust_leader', 10))).toMatchObject({
      approves: true,
      schools: [11, 12],
    });
    expect(partIn(ready(), asker(5, 'trust_leader', 10))).toMatchObject({ approves: false, leads: true });
    expect(partIn(ready(), asker(9, 'headteacher', 12))).toMatchObject({ approves: false, schools: [12] });
  });
  test('declarations are decided by owner, chair and leaders, never by their author', () => {
    const said = (person: number, state: PurchaseDeclaration['state'] = 'declared') =>
      ({ person, state }) as PurchaseDeclaration;
    const all = [said(5), said(6), said(7, 'cleared')];
    expect(toDecide(all, { ...nobody, owner: true }, 5)).toEqual([said(6)]);
    expect(toDecide(all, nobody, 8)).toEqual([]);
  });
});

describe('what a stage asks for', () => {
  test('a need: what, why, start and value; splitting only when it was noticed', () => {
    expect(open(purchase())).toEqual(['what', 'why', 'starts', 'value']);
    const lines = [
      {
        what: 'x',
        type: 'price' as const,
        amount: { pence: 1, basis: 'net' as const, vat: 'zero' as const },
        times: 1,
        per_unit: false,
      },
    ];
    const whole = { what: 'a', why: 'b', starts: '2026-04-13', value: { lines, net: 1, gross: 1 } };
    expect(open(purchase(whole))).toEqual([]);
    expect(open(purchase({ ...whole, splitting: true }))).toEqual(['splitting']);
    expect(open(purchase({ ...whole, splitting: true, splitting_answer: 'Other.' }))).toEqual([]);
  });
  test('the market: notes, value, related parties', () => {
    // Of the need only what was taken out since.
    expect(open(purchase({ stage: 'market_analysis', what: 'a', why: 'b' }))).toEqual([
      'starts',
      'notes',
      'value',
      'related',
    ]);
  });
  test('sourcing: all of the pack, then interests, signatures and approval', () => {
    const { what, why, starts, value, market_notes, related } = ready();
    const before = { what, why, market_notes, value, ...(starts && { starts }), ...(related && { related }) };
    expect(open(purchase({ stage: 'sourcing_options', ...before }))).toEqual([
      'route',
      'specification',
      'criteria',
      'scale',
      'deadline',
      'people',
      'interests',
      'approval',
    ]);
    expect(open(ready())).toEqual(['tender', 'approval']);
    // More is asked by now than when it was chosen; a kept deviation stays.
    const asked = { ...ready().asked, route: 'tender' as const };
    expect(open(ready({ asked }))).toContain('route');
    const route = { route: 'quotes' as const, reason: 'a', deviates: true };
    expect(open(ready({ asked, route }))).not.toContain('route');
    expect(isPackComplete(ready(), today)).toBe(true);
    expect(isPackComplete(ready({ interests: [] }), today)).toBe(true);
    const { pack } = ready();
    expect(isPackComplete(ready({ pack: { ...pack, price_weight: 3_999 } }), today)).toBe(false);
    // A Saturday, and today.
    expect(open(ready({ pack: { ...pack, deadline: '2026-02-28' } }))).toContain('deadline');
    expect(open(ready({ pack: { ...pack, deadline: today } }))).toContain('deadline');
  });
  test('the market closes by the clock, or when the hub has said so', () => {
    expect(isDeadlineOver({ deadline_told: false }, now)).toBe(false);
    expect(isDeadlineOver({ deadline_at: now + 1, deadline_told: false }, now)).toBe(false);
    expect(isDeadlineOver({ deadline_at: now, deadline_told: false }, now)).toBe(true);
    expect(isDeadlineOver({ deadline_at: now + 1, deadline_told: true }, now)).toBe(true);
  });
  test('stages stand in their order', () => {
    expect([stageAt('need'), stageAt('handover'), stageAt('complete'), stageAt('cancelled')]).toEqual([
      0, 6, 7, -1,
    ]);
  });
});

describe('what is next', () => {
  test('the owner hears what is missing first, others whose turn it is', () => {
    expect(next(purchase(), { owner: true })).toEqual({
      mine: true,
      todos: [{ what: 'missing', want: 'what' }],
    });
    expect(next(purchase())).toEqual({ mine: false, todos: [{ what: 'wait', want: 'what' }] });
  });
  test('declaring comes before all else, but the owner writes the need first', () => {
    const whats = (it = purchase(), part: Partial<PurchasePart> = {}) =>
      next(it, { interest: 'asked', ...part }, { deciding: 1 }).todos.map(({ what }) => what);
    expect(whats(purchase(), { owner: true })).toEqual(['decide', 'missing', 'declare']);
    expect(whats(ready(), { owner: true })).toEqual(['declare', 'decide']);
    expect(whats()).toEqual(['declare', 'decide']);
  });
  test('schools sign and leaders approve once the pack is whole', () => {
    expect(unsigned(ready(), 'tender')).toEqual([11, 12]);
    expect(next(ready(), { schools: [12], approves: true }).todos).toEqual([
      { what: 'sign', school: 12 },
      { what: 'approve' },
    ]);
    expect(next(ready({ value: { net: 0, gross: 0 } }), { schools: [12], approves: true }).mine).toBe(false);
    // The owner waits for them.
    expect(next(ready(), { owner: true })).toEqual({
      mine: false,
      todos: [{ what: 'wait', want: 'tender' }],
    });
  });
  test('with all of it there the owner goes on', () => {
    const schools = (ready().schools ?? []).map((one) => ({ ...one, tender_signed: true }));
    const approval = { person: 9, content_hash: 'aa', gross: 1, note: '', at: 1 };
    expect(next(ready({ schools, approval }), { owner: true }).todos).toEqual([{ what: 'advance' }]);
  });
  test('on the market: ask, wait, then open with everybody cleared', () => {
    const out = ready({ stage: 'go_to_market', deadline_at: now + 1 });
    const owner = { owner: true, interest: 'cleared' as const };
    expect(next(out, owner, { asked: 0 }).todos).toEqual([{ what: 'invite' }]);
    expect(next(out, owner, { asked: 2 })).toEqual({
      mine: false,
      todos: [{ what: 'wait', want: 'deadline_over' }],
    });
    const over = { ...out, deadline_at: now };
    expect(next(over, owner, { asked: 2 }).todos).toEqual([{ what: 'open' }]);
    expect(next(over).todos).toEqual([{ what: 'open' }]);
    const refused = { ...over, interests: [{ person: 6, state: 'refused' as const }] };
    expect(next(refused, owner).todos).toEqual([{ what: 'refused' }]);
  });
  test('evaluators score, price evaluators score prices, the owner awards', () => {
    const scoring = ready({ stage: 'evaluation' });
    const cleared = { interest: 'cleared' as const };
    expect(next(scoring, { ...cleared, evaluator: true }).todos).toEqual([{ what: 'score' }]);
    expect(next(scoring, { ...cleared, evaluator: true }, { scored: true }).mine).toBe(false);
    expect(next(scoring, { ...cleared, price: true }).todos).toEqual([{ what: 'price' }]);
    expect(next(scoring, { ...cleared, chair: true }).mine).toBe(false);
    expect(next(scoring, { ...cleared, chair: true }, { moderated: true }).todos).toEqual([
      { what: 'moderate' },
    ]);
    expect(next(ready({ stage: 'contract_award' }), { owner: true }).todos).toEqual([{ what: 'award' }]);
    const award = { state: 'published' as const, standstill_ends: today };
    expect(next(ready({ stage: 'contract_award' }), { owner: true }, { award })).toEqual({
      mine: false,
      todos: [{ what: 'standstill', until: today }],
    });
    const before = { ...award, standstill_ends: '2020-01-02' };
    expect(next(ready({ stage: 'contract_award' }), { owner: true }, { award: before }).mine).toBe(true);
    expect(next(purchase({ stage: 'complete' }), { owner: true })).toEqual({
      mine: false,
      todos: [{ what: 'over' }],
    });
  });
  test('lists: mine first, then others, then what is over', () => {
    const groups = purchaseGroups(
      [purchase(), purchase({ id: 2, owner: 6 }), purchase({ id: 3, stage: 'cancelled' })],
      asker(5),
      today,
      now,
    );
    const ids = (found: { id: number }[]) => found.map(({ id }) => id);
    expect([ids(groups.wanted), ids(groups.now), ids(groups.past)]).toEqual([[1], [2], [3]]);
  });
});
