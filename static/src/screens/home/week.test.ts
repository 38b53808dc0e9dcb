import { describe, expect, it } from 'vitest';
import type { PlannedDate } from '$generated/protocol';
import { closedLine, dateTime, daysFrom, digestTime, hrefOf, itemLine, quietLine, termLine } from './week';

const wednesday = Date.parse('2026-01-14T09:00:00Z');
const planned = (date: string, over: Partial<PlannedDate> = {}): PlannedDate => ({
  what: 'action',
  date,
  title: 'Order the counters',
  place: '',
  self: '/api/v1/actions/7',
  id: 7,
  ...over,
});

describe('the days of this week', () => {
  it('are five working days from today, over the weekend', () => {
    const days = daysFrom('2026-01-14', [planned('2026-01-19')], []);
    expect(days.map(({ weekday, number }) => `${weekday} ${number}`)).toEqual([
      'Wed 14',
      'Thu 15',
      'Fri 16',
      'Mon 19',
      'Tue 20',
    ]);
    expect(days.map(({ today }) => today)).toEqual([true, false, false, false, false]);
    expect(days.map(({ items }) => items.length)).toEqual([0, 0, 0, 1, 0]);
  });

  it('begin on Monday at a weekend, and show a weekend only when something is planned', () => {
    expect(daysFrom('2026-01-17', [], []).map(({ number }) => number)).toEqual([19, 20, 21, 22, 23]);
    const days = daysFrom('2026-01-16', [planned('2026-01-18')], []);
    expect(days.map(({ number }) => number)).toEqual([16, 18, 19, 20, 21, 22]);
  });

  it('say why there is no school', () => {
    const days = daysFrom('2026-12-24', [], [{ date: '2026-12-25', name: 'Christmas Day' }]);
    expect(days.map(({ closed }) => closed)).toEqual([
      undefined,
      'Christmas Day',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a planned date', () => {
  it('is said in a line, with its time and place', () => {
    const visit = planned('2026-01-19', { what: 'visit', from: 540, to: 900, place: 'Ellerwick' });
    expect(itemLine(visit)).toBe('Visit, 09:00 to 15:00, Ellerwick');
    expect(itemLine(planned('2026-01-19'))).toBe('Your action is due');
    expect(dateTime(visit, wednesday)).toBe('on Monday 19 January at 09:00');
    expect(dateTime(planned('2026-01-15'), wednesday)).toBe('tomorrow');
  });

  it('leads to the page of its record', () => {
    expect(hrefOf('/api/v1/actions/7')).toBe('/actions/7');
    expect(hrefOf('/api/v1/support-requests/8')).toBe('/support/8');
    expect(hrefOf('/api/v1/resources/9')).toBe('/library/9');
    expect(hrefOf('/api/v1/practice/9')).toBe('/practice/9');
    expect(hrefOf('/api/v1/peer-reviews/9', 'factual_check')).toBe('/reviews/9/report');
    expect(hrefOf('/api/v1/review-actions/9', 'review_action')).toBe('/actions/reviews/9');
    expect(hrefOf('/api/v1/contracts/9', 'contract_notice')).toBe('/buying/contracts/9');
    expect(hrefOf('/api/v1/pools/9', 'pool_join')).toBe('/buying/pools/9');
    expect(hrefOf('/api/v1/purchases/9', 'standstill_ends')).toBe('/buying/purchases/9');
    expect(hrefOf('/api/v1/people/9')).toBeUndefined();
    expect(hrefOf('https://elsewhere.example/resources/9')).toBeUndefined();
  });
});

describe('the sentences below', () => {
  const terms = [
    { name: 'Spring term, first half', starts: '2026-01-05', ends: '2026-02-13' },
    { name: 'Spring term, second half', starts: '2026-02-23', ends: '2026-03-27' },
  ];

  it('say which half term ends, or starts, next', () => {
    expect(termLine(terms, wednesday)).toBe('Spring term, first half ends on Friday 13 February.');
    expect(termLine(terms, Date.parse('2026-02-22T09:00Z'))).toBe(
      'Spring term, second half starts tomorrow.',
    );
    expect(termLine(terms, Date.parse('2026-08-01T09:00Z'))).toBe('');
  });

  it('name the next day without school that is not shown already', () => {
    const closed = [
      { date: '2026-04-03', name: 'Good Friday' },
      { date: '2026-01-16', name: 'Training day' },
    ];
    const days = daysFrom('2026-01-14', [], closed);
    expect(closedLine(closed, days, wednesday)).toBe(
      'The next day without school is Friday 3 April: Good Friday.',
    );
    expect(closedLine([], days, wednesday)).toBe('');
  });

  it('say when no mail comes', () => {
    expect(quietLine({})).toBe('No email from 18:00 to 07:30, at weekends or when school is closed.');
    expect(
      quietLine({
        working_hours: { from: 480, to: 960, reply: '' },
        working_days: ['monday', 'tuesday', 'wednesday'],
      }),
    ).toBe('No email from 16:00 to 08:00, on Thursdays and Fridays, at weekends or when school is closed.');
  });

  it('say when the next digest comes, if one does', () => {
    expect(digestTime(Date.parse('2026-01-19T08:00Z'), wednesday)).toBe('Monday 19 January at 08:00');
    expect(digestTime(Date.parse('2026-01-15T07:30Z'), wednesday)).toBe('tomorrow at 07:30');
    // One that is due leaves within moments.
    expect(digestTime(wednesday - 5_000, wednesday)).toBe('today at 09:00');
    expect(digestTime(Date.parse('2100-01-01T00:00Z'), wednesday)).toBe('');
  });
});
