import { expect, test } from 'vitest';
import type { RadarGroup, RadarPlan } from '$generated/protocol';
import { spanOf, titleOf } from './radar_title';
import { awayNow, monthName, putAway } from './radar_view';

const one = (organisation: number, ends: string) => ({
  contract: organisation,
  organisation,
  supplier: 1,
  title: '',
  notice_by: '2026-02-12',
  ends,
});
const group: RadarGroup = {
  category: 'cleaning_services',
  contracts: [one(11, '2026-04-10'), one(12, '2026-06-12'), one(13, '2026-04-11')],
  organisations: 3,
  km: 11,
  first_notice: '2026-02-12',
  last_end: '2026-06-12',
};
const plan = (put_away: RadarPlan['put_away'] = []): RadarPlan => ({
  kind: 'radar_plan',
  id: 5,
  self: '',
  version: 1,
  km: 25,
  days: 90,
  put_away,
});

test('what was found, in words', () => {
  expect(spanOf(group)).toBe(90);
  expect(titleOf(group, () => true)).toBe(
    'Three schools renew cleaning services within 90 days of each other',
  );
  expect(titleOf(group, (id) => id !== 12)).toMatch(/^Three schools and trusts renew/);
  expect(titleOf({ ...group, category: 'it_support' }, () => true)).toMatch(/renew IT support/);
});

test('a group is put away for four weeks, by whose contract ends first', () => {
  const before = [
    { category: 'laptops', organisation: 11, until: '2026-01-20' },
    { category: 'waste', organisation: 11, until: '2026-01-01' },
  ] as const;
  const away = putAway(plan([...before]), group, '2026-01-14');
  expect(away).toEqual([before[0], { category: 'cleaning_services', organisation: 11, until: '2026-02-11' }]);
  expect(putAway(plan(away), group, '2026-01-14')).toEqual(away);
  expect(awayNow(plan(away), '2026-02-11')).toEqual([]);
});

test('months in words', () => {
  expect(monthName('2026-09')).toBe('September 2026');
});
