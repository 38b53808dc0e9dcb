import { describe, expect, it } from 'vitest';
import { civilDate, clock, count, dayHeading, initials, list, moment, partOfDay, when } from './format';

const at = (text: string) => Date.parse(text);
const now = at('2026-01-14T08:45:00Z');

describe('dates', () => {
  it('are London dates, in winter and in summer', () => {
    expect(clock(at('2026-01-14T08:41:00Z'))).toBe('08:41');
    expect(clock(at('2026-07-14T08:41:00Z'))).toBe('09:41');
    expect(civilDate(at('2026-07-14T23:30:00Z'))).toBe('2026-07-15');
  });

  it('are told from today', () => {
    expect(moment(at('2026-01-14T07:00:00Z'), now)).toBe('07:00');
    expect(moment(at('2026-01-13T23:59:00Z'), now)).toBe('Yesterday');
    expect(moment(at('2026-01-12T12:00:00Z'), now)).toBe('Monday');
    expect(moment(at('2026-01-05T12:00:00Z'), now)).toBe('5 January');
    expect(moment(at('2025-12-05T12:00:00Z'), now)).toBe('5 December 2025');
    expect(dayHeading(at('2026-01-12T12:00:00Z'), now)).toBe('Monday 12 January');
    expect(when(at('2026-01-13T12:00:00Z'), now)).toBe('yesterday at 12:00');
  });

  it('know the part of the day', () => {
    expect(partOfDay(at('2026-01-14T08:00:00Z'))).toBe('morning');
    expect(partOfDay(at('2026-01-14T12:00:00Z'))).toBe('afternoon');
    expect(partOfDay(at('2026-01-14T19:00:00Z'))).toBe('evening');
    expect(partOfDay(at('2026-01-14T00:30:00Z'))).toBe('evening');
  });
});

describe('words', () => {
  it('count and list as English does', () => {
    expect(count(1, 'person', 'people')).toBe('1 person');
    expect(count(1_200, 'person', 'people')).toBe('1,200 people');
    expect(list(['Ruth', 'Dan', 'Tom'])).toBe('Ruth, Dan and Tom');
  });

  it('shorten names for avatars', () => {
    expect(initials('Priya Nair')).toBe('PN');
    expect(initials('Siân ap Rhys')).toBe('SR');
    expect(initials('Cher')).toBe('C');
    expect(initials('')).toBe('');
  });
});
