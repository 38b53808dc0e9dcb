import { expect, it } from 'vitest';
import type { Purchase, PurchaseGate } from '$generated/protocol';
import {
  bodyOfHandover,
  emptyHandover,
  faultsOfHandover,
  handoverFieldAt,
  isSigned,
  madeBy,
  obstacleOf,
  openChallenge,
  signOffOf,
  standsStill,
} from './award_view';

const asked = (over: boolean) => ({ over }) as Purchase['asked'];
const route = (way: NonNullable<Purchase['route']>['route']) => ({ route: way, reason: '', deviates: false });
const school = (id: number, signed: boolean) => ({
  school: id,
  committed: 1,
  maximum: 1,
  tender_signed: true,
  award_signed: signed,
});

it('stands still over the threshold, and for tenders and full procedures', () => {
  expect(standsStill({ asked: asked(false), route: route('quotes') })).toBe(false);
  expect(standsStill({ asked: asked(false), route: route('framework') })).toBe(false);
  expect(standsStill({ asked: asked(true), route: route('quotes') })).toBe(true);
  expect(standsStill({ asked: asked(false), route: route('tender') })).toBe(true);
  expect(standsStill({ asked: asked(false), route: route('full_procedure') })).toBe(true);
  expect(standsStill({ asked: asked(false) })).toBe(false);
});

it('needs nobody’s signature when no school takes part', () => {
  expect(isSigned({})).toBe(true);
  expect(isSigned({ schools: [school(1, true), school(2, false)] })).toBe(false);
  expect(isSigned({ schools: [school(1, true), school(2, true)] })).toBe(true);
});

it('says what stands in the way of confirming, the standstill’s last day included', () => {
  const award = { standstill_ends: '2026-04-15', gross: 50_000_00 };
  expect(obstacleOf({}, award, '2026-04-15')).toBe('standstill');
  expect(obstacleOf({}, award, '2026-04-16')).toBeUndefined();
  const challenged = { ...award, challenges: [{ at: 1, what: 'scores', answer: '' }] };
  expect(obstacleOf({}, challenged, '2026-04-16')).toBe('challenge');
  expect(
    openChallenge({ challenges: [{ at: 1, what: 'scores', answer: 'no', resolved: 2 }] }),
  ).toBeUndefined();
  const related = { related: { related: true, approval: '' } };
  expect(obstacleOf(related, award, '2026-04-16')).toBe('related');
  expect(obstacleOf(related, { ...award, gross: 40_000_00 }, '2026-04-16')).toBeUndefined();
  expect(obstacleOf({ related: { related: true, approval: 'RPT-1' } }, award, '2026-04-16')).toBeUndefined();
});

it('counts a sign-off of this award only', () => {
  const one = { school: 3, what: 'award' as const, person: 9, capacity: 'headteacher' as const, at: 1 };
  const sign_offs = [
    { ...one, content_hash: 'old' },
    { ...one, content_hash: 'new', what: 'tender' as const },
  ];
  expect(signOffOf({ sign_offs }, { content_hash: 'new' }, 3)).toBeUndefined();
  expect(signOffOf({ sign_offs }, { content_hash: 'old' }, 3)?.person).toBe(9);
});

it('fills the term in from the purchase, its last day included', () => {
  expect(emptyHandover({ starts: '2026-09-01', months: 36 })).toMatchObject({
    starts: '2026-09-01',
    ends: '2029-08-31',
    extensions: '0',
  });
  expect(
    emptyHandover({ starts: '2026-09-01', months: 36 }, { months: 24, extension_months: 12 }),
  ).toMatchObject({ ends: '2028-08-31', extensions: '1', months: '12' });
  expect(emptyHandover({ starts: '2026-09-01', months: 0 }).ends).toBe('2026-09-01');
});

it('says what is missing before it completes', () => {
  const form = emptyHandover({ months: 12 });
  expect(faultsOfHandover(form).map(({ id }) => id)).toEqual(['starts', 'ends']);
  Object.assign(form, {
    starts: '2026-09-01',
    ends: '2026-08-31',
    extensions: '2',
    notice: '37',
    saves: true,
  });
  expect(faultsOfHandover(form).map(({ id }) => id)).toEqual([
    'ends',
    'notice',
    'extension_months',
    'baseline',
    'baseline_source',
  ]);
});

it('sends a saving only when there is one', () => {
  const form = emptyHandover({ starts: '2026-09-01', months: 12 });
  expect(bodyOfHandover(form)).toEqual({
    starts: '2026-09-01',
    ends: '2027-08-31',
    notice: { count: 3, unit: 'months' },
    extensions: 0,
    extension_months: 0,
  });
  Object.assign(form, {
    saves: true,
    baseline: { text: '12,500', basis: 'gross', vat: 'standard' },
    source: ' invoices ',
  });
  expect(bodyOfHandover(form).saving).toEqual({
    method: 'previous_estimated',
    baseline: { pence: 12_500_00, basis: 'gross', vat: 'standard' },
    baseline_source: 'invoices',
  });
});

it('finds the field that the hub names', () => {
  expect(handoverFieldAt('body.notice.count')).toBe('notice');
  expect(handoverFieldAt('body.saving.baseline.pence')).toBe('baseline');
  expect(handoverFieldAt('body.saving')).toBe('');
  expect(handoverFieldAt('body.extension_months')).toBe('extension_months');
});

it('reads what was made from the last gate', () => {
  const gate = (to: string, facts: string) => ({ to, facts }) as PurchaseGate;
  expect(madeBy([gate('handover', '{}'), gate('complete', '{"contracts":[4,5],"savings":[6]}')])).toEqual({
    contracts: [4, 5],
    savings: [6],
  });
  expect(madeBy([])).toEqual({ contracts: [], savings: [] });
  expect(madeBy([gate('complete', 'not json')])).toEqual({ contracts: [], savings: [] });
});
