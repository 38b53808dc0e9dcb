import { describe, expect, test } from 'vitest';
import { readyPurchase } from './purchase_example';
import { emptyQuote, londonTime, quoteBody, quoteFaults, type QuoteForm } from './quote_form';

const now = Date.parse('2026-03-05T09:30Z');
const form = (over: Partial<QuoteForm> = {}): QuoteForm => ({
  ...emptyQuote(readyPurchase(), now),
  supplier: 3,
  answers: ['With care.'],
  lines: [{ what: 'Hours', amount: { text: '17.20', basis: 'net', vat: 'standard' }, times: '78' }],
  ...over,
});

test('a time of London is an instant, in winter and in summer', () => {
  expect(londonTime('2026-01-15', '12:00')).toBe(Date.parse('2026-01-15T12:00Z'));
  expect(londonTime('2026-07-15', '12:00')).toBe(Date.parse('2026-07-15T11:00Z'));
  expect(londonTime('2026-03-29', '00:30')).toBe(Date.parse('2026-03-29T00:30Z'));
  // This half hour was skipped by the clocks.
  expect(londonTime('2026-03-29', '01:30')).toBeUndefined();
  expect(londonTime('2026-02-31', '12:00')).toBeUndefined();
  expect(londonTime('', '12:00')).toBeUndefined();
});

describe('a quote that came on paper', () => {
  test('begins with now, and an answer for each question', () => {
    expect(emptyQuote(readyPurchase(), now)).toMatchObject({
      day: '2026-03-05',
      time: '09:30',
      answers: [''],
    });
  });
  test('needs everything', () => {
    expect(quoteFaults(form(), true, now)).toEqual([]);
    const wrong = form({ supplier: 0, answers: [' '], time: '09:31', lines: [] });
    expect(quoteFaults(wrong, false, now).map(({ id }) => id)).toEqual([
      'supplier',
      'scan',
      'received',
      'answers-0',
      '',
    ]);
  });
  test('is told in pence and instants', () => {
    expect(quoteBody(form(), { supplier: 3, scan: 9, now })).toEqual({
      supplier: 3,
      answers: ['With care.'],
      lines: [{ what: 'Hours', amount: { pence: 1_720, basis: 'net', vat: 'standard' }, times: 78 }],
      received: now,
      scan: 9,
    });
    // An earlier minute is over: it came at its end at the latest.
    const earlier = quoteBody(form({ time: '09:00' }), { supplier: 3, scan: 9, now });
    expect(earlier.received).toBe(Date.parse('2026-03-05T09:00:59.999Z'));
  });
});
