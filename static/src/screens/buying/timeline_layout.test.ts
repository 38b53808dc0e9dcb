import { describe, expect, it } from 'vitest';
import { contract } from './contract_example';
import { lanesOf } from './contract_view';
import { layoutOf, withinYear } from './timeline_layout';

const nameOf = (id: number) => `School ${id}`;
const today = '2026-05-12';

describe('the timeline', () => {
  it('shows what ends in twelve months from this one', () => {
    const all = [
      contract(1, { ends: '2026-05-11' }),
      contract(2, { ends: '2026-05-12' }),
      contract(3, { ends: '2027-04-30' }),
      contract(4, { ends: '2027-05-01' }),
    ];
    expect(withinYear(all, today).map(({ id }) => id)).toEqual([2, 3]);
  });
  it('puts each contract on a lane of its own, within its width', () => {
    const all = [
      contract(1),
      contract(2, { renewal_months: 12 }),
      contract(3, { ends: '2027-04-30' }, { organisation: 4 }),
    ];
    const chart = layoutOf(lanesOf(all, nameOf), nameOf, today, 1_000);
    expect(chart.groups.map(({ school, lanes }) => [school, lanes.length])).toEqual([
      [3, 2],
      [4, 1],
    ]);
    const lanes = chart.groups.flatMap((group) => group.lanes);
    expect(new Set(lanes.map(({ y }) => y)).size).toBe(3);
    for (const lane of lanes) {
      expect(lane.end).toBeLessThanOrEqual(chart.width);
      expect(lane.notice ?? 0).toBeLessThan(lane.end);
    }
    expect(lanes.map(({ renews }) => renews)).toEqual([false, true, false]);
    expect(lanes.map(({ anchor }) => anchor)).toEqual(['start', 'start', 'end']);
    expect(chart.months).toHaveLength(12);
    expect(chart.today).toBeGreaterThan(chart.months[0]?.x ?? 0);
  });
  it('leaves out a notice date before its first month', () => {
    const early = contract(1, {}, { notice_by: '2026-04-30' });
    const chart = layoutOf(lanesOf([early], nameOf), nameOf, today, 100);
    expect(chart.groups[0]?.lanes[0]?.notice).toBeUndefined();
    expect(chart.width).toBe(720);
  });
});
