import { describe, expect, it } from 'vitest';
import { contract, terms } from './contract_example';
import { coveredBy, lanesOf, marksByDay, nextOf, pressing, previewNotice, totalsOf } from './contract_view';

const renewing = { renewal_months: 12 };

describe('what comes next', () => {
  it('is to give notice, or it renews', () => {
    expect(nextOf(contract(1, renewing), '2026-05-01')).toEqual({
      what: 'notice',
      by: '2026-05-29',
      left: 28,
      renewsOn: '2026-09-01',
      until: '2027-08-31',
    });
    expect(nextOf(contract(1), '2026-05-29')).toMatchObject({ what: 'notice', left: 0, renewsOn: undefined });
  });
  it('is late after that day', () => {
    expect(nextOf(contract(1, renewing), '2026-05-30')).toMatchObject({
      what: 'late',
      renewsOn: '2026-09-01',
    });
  });
  it('is its end where nothing must be said', () => {
    const quiet = contract(1, { notice: { count: 0, unit: 'months' } }, { notice_by: '2026-08-31' });
    expect(nextOf(quiet, '2026-05-30')).toEqual({ what: 'ends', on: '2026-08-31' });
  });
  it('follows its state', () => {
    expect(nextOf(contract(1, {}, { state: 'planned' }), '2024-01-01').what).toBe('starts');
    expect(
      nextOf(contract(1, {}, { state: 'notice_given', notice_given: '2026-05-02' }), '2026-06-01'),
    ).toEqual({
      what: 'given',
      given: '2026-05-02',
      on: '2026-08-31',
    });
    expect(nextOf(contract(1, {}, { state: 'ended' }), '2027-01-01').what).toBe('ended');
    expect(nextOf(contract(1, {}, { state: 'voided' }), '2027-01-01').what).toBe('voided');
  });
});

describe('how much it presses', () => {
  it.each([
    ['2026-04-13', undefined],
    ['2026-04-14', 'soon'],
    ['2026-04-28', 'soon'],
    ['2026-04-29', 'urgent'],
    ['2026-05-29', 'urgent'],
    ['2026-05-30', 'late'],
  ])('on %s', (today, tone) => {
    expect(pressing(contract(1), today)).toBe(tone);
  });
  it('not once notice is given', () => {
    expect(pressing(contract(1, {}, { state: 'notice_given' }), '2026-05-28')).toBeUndefined();
  });
});

describe('totals', () => {
  const all = [
    contract(1, renewing),
    contract(2),
    contract(3, {}, { notice_by: '2026-12-01' }),
    contract(4, {}, { state: 'voided' }),
  ];
  const known = new Map([
    [1, terms(1, 123_456, 10_000)],
    [2, terms(2)],
    [4, terms(4, 99)],
  ]);
  it('are gross, say of how many they are known, and leave mistakes out', () => {
    const totals = totalsOf(all, (id) => known.get(id), '2026-05-01');
    expect(totals.yearly).toEqual({ pence: 148_147, known: 1 });
    expect(totals.wholeTerm).toEqual({ pence: 10_000, known: 1 });
    expect(totals.noticeDue).toBe(2);
    expect(totals.noticeRenewing).toBe(1);
  });
  it('are the same in any order', () => {
    const held = (id: number) => terms(id, id * 37 + 1);
    const forward = totalsOf(all, held, '2026-05-01');
    expect(totalsOf([...all].reverse(), held, '2026-05-01')).toEqual(forward);
  });
});

describe('the notice date that the form shows', () => {
  it('is rolled back before a weekend', () => {
    expect(previewNotice('2026-08-31', { count: 3, unit: 'months' })).toBe('2026-05-29');
    expect(previewNotice('2026-08-31', { count: 90, unit: 'days' })).toBe('2026-06-02');
  });
  it('is the last day itself where none is needed, and nothing without one', () => {
    expect(previewNotice('2026-08-30', { count: 0, unit: 'days' })).toBe('2026-08-30');
    expect(previewNotice('', { count: 3, unit: 'months' })).toBeUndefined();
  });
});

describe('over time', () => {
  it('marks notice dates and last days of what is live', () => {
    const marks = marksByDay([contract(1, renewing), contract(2), contract(3, {}, { state: 'ended' })]);
    expect(marks.get('2026-05-29')?.map(({ what }) => what)).toEqual(['notice', 'notice']);
    expect(marks.get('2026-08-31')?.map(({ what }) => what)).toEqual(['renews', 'ends']);
  });
  it('puts a shared contract on the lane of each school', () => {
    const shared = contract(1, { sites: [5, 4] });
    const own = contract(2, { ends: '2026-01-01' });
    const names: Record<number, string> = { 3: 'Trust', 4: 'Ash', 5: 'Birch' };
    const lanes = lanesOf([shared, own], (id) => names[id] ?? '');
    expect(lanes.map(([school]) => school)).toEqual([4, 5, 3]);
    expect(coveredBy(own)).toEqual([3]);
  });
});
