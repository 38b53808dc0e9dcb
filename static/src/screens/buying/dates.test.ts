import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayAndMonth,
  daysFrom,
  monthName,
  monthsFrom,
  shortDate,
  weeksOf,
} from './dates';

describe('civil dates', () => {
  it('clamp to the end of a month', () => {
    expect(addMonths('2026-08-31', -3)).toBe('2026-05-31');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-01-31', 0)).toBe('2026-01-31');
  });
  it('count days over a change of the clock', () => {
    expect(daysFrom('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysFrom('2026-10-26', '2026-10-24')).toBe(-2);
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  });
  it('are said in words', () => {
    expect(shortDate('2026-04-02')).toBe('2 Apr 2026');
    expect(dayAndMonth('2026-04-02')).toBe('2 Apr');
    expect(monthName('2026-09')).toBe('September 2026');
  });
  it('give twelve months from this one', () => {
    const months = monthsFrom('2026-11-30', 12);
    expect(months).toHaveLength(12);
    expect(months[0]).toBe('2026-11');
    expect(months[11]).toBe('2027-10');
  });
  it('lay a month out from Monday to Sunday', () => {
    const weeks = weeksOf('2026-02');
    expect(weeks).toHaveLength(5);
    expect(weeks[0]).toEqual(['', '', '', '', '', '', '2026-02-01']);
    expect(weeks.at(-1)).toEqual([
      '2026-02-23',
      '2026-02-24',
      '2026-02-25',
      '2026-02-26',
      '2026-02-27',
      '2026-02-28',
      '',
    ]);
    expect(weeks.flat().filter(Boolean)).toHaveLength(28);
  });
});
