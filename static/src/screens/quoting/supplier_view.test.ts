import { expect, it } from 'vitest';
import { percentOf } from '../buying/percent';
import { forget, keep, keptAt, placeOf } from './kept';
import {
  contentOf,
  deadlineDay,
  emptyLine,
  faultsOf,
  fieldAt,
  formOf,
  ids,
  isHeld,
  isWhole,
  leftWords,
  lineSum,
  shownOf,
  totalOf,
  type SupplierQuote,
  type SupplierView,
} from './supplier_view';

const quote = (over: Partial<SupplierQuote> = {}): SupplierQuote => ({
  state: 'draft',
  answers: ['We check twice a week.', ''],
  lines: [{ what: 'Cleaning', amount: { pence: 1_000_00, basis: 'net', vat: 'standard' }, times: 36 }],
  remarks: '',
  net: 36_000_00,
  gross: 43_200_00,
  content_hash: 'c0ffee',
  ...over,
});
const view = (over: Partial<SupplierView> = {}) =>
  ({ stage: 'asking', criteria: [], deadline: 0, now: 0, ...over }) as SupplierView;

it('gives back what it was filled with', () => {
  const form = formOf(quote(), 2);
  expect(contentOf(form).lines).toEqual(quote().lines);
  expect(isWhole(form)).toBe(true);
  expect(isHeld(form, quote())).toBe(true);
  form.answers[1] = 'Ours stay for years.';
  expect(isHeld(form, quote())).toBe(false);
});

it('leaves out lines that are not complete, and keeps them on the device', () => {
  const form = formOf(quote(), 2);
  form.lines.push({ ...emptyLine(), what: 'Windows' });
  expect(contentOf(form).lines).toHaveLength(1);
  expect(isWhole(form)).toBe(false);
  expect(isHeld(form, quote())).toBe(false);
  // An empty line is nothing that would be lost.
  form.lines[1] = emptyLine();
  expect(isHeld(form, quote())).toBe(true);
});

it('rounds each line once, then adds', () => {
  const line = (pence: number, times: number) => ({
    amount: { pence, basis: 'net' as const, vat: 'standard' as const },
    times,
  });
  expect(lineSum(line(33, 3))).toEqual({ net: 99, gross: 119 });
  expect(totalOf([line(33, 3), line(2, 1)])).toEqual({ net: 101, gross: 121 });
  expect(totalOf([line(10_000_000_000_000, 2)])).toBeUndefined();
});

it('says what is missing, by field', () => {
  const form = formOf(undefined, 2);
  expect(faultsOf(form).map(({ id }) => id)).toEqual([ids.answer(0), ids.answer(1), ids.price(0)]);
  form.answers = ['a', 'b'];
  form.lines[0] = { ...emptyLine(), what: '', price: { text: '-1', basis: 'net', vat: 'zero' }, times: '0' };
  expect(faultsOf(form).map(({ id }) => id)).toEqual([ids.what(0), ids.price(0), ids.times(0)]);
  form.lines[0] = {
    ...emptyLine(),
    what: 'All',
    price: { text: '0', basis: 'net', vat: 'zero' },
    times: '1',
  };
  expect(faultsOf(form)).toEqual([]);
});

it('finds the field that the hub names, past lines that were not sent', () => {
  const form = formOf(quote(), 2);
  form.lines.unshift({ ...emptyLine(), what: 'not yet' });
  expect(fieldAt('body.answers[1]', form)).toBe(ids.answer(1));
  expect(fieldAt('body.lines[0].times', form)).toBe(ids.times(1));
  expect(fieldAt('body.lines', form)).toBe(ids.price(1));
  expect(fieldAt('body.remarks', form)).toBe('remarks');
  expect(fieldAt('ids.supplier_link', form)).toBe('');
});

it('names the last day of the deadline, which is the day before its instant', () => {
  expect(deadlineDay(Date.parse('2026-03-07T00:00:00Z'))).toBe('Friday 6 March 2026');
  // In summer the day ends an hour before midnight in Greenwich.
  expect(deadlineDay(Date.parse('2026-07-10T23:00:00Z'))).toBe('Friday 10 July 2026');
});

it('counts what is left in days, hours and minutes', () => {
  const minute = 60_000;
  expect(leftWords(3 * 24 * 60 * minute, 0)).toBe('3 days');
  expect(leftWords(5 * 60 * minute, 0)).toBe('5 hours');
  expect(leftWords(12 * minute, 0)).toBe('12 minutes');
  expect(leftWords(30_000, 0)).toBe('1 minute');
  expect(leftWords(0, 1)).toBe('');
});

it('shows the form until something was sent, and the letter once it is there', () => {
  const now = { replacing: false, closed: false };
  expect(shownOf(view(), now)).toBe('form');
  expect(shownOf(view({ stage: 'over' }), now)).toBe('form');
  expect(shownOf(view({ stage: 'over' }), { ...now, closed: true })).toBe('judged');
  expect(shownOf(view({ sent: quote() }), now)).toBe('sent');
  expect(shownOf(view({ sent: quote() }), { ...now, replacing: true })).toBe('form');
  expect(shownOf(view({ sent: quote(), stage: 'decided' }), now)).toBe('letter');
  expect(shownOf(view({ sent: quote(), stage: 'cancelled' }), now)).toBe('cancelled');
});

it('keeps what was written without writing the link down', () => {
  const token = 'q.12.1.c0ffee';
  const form = formOf(quote(), 2);
  keep(token, form);
  expect(Object.keys(localStorage).some((key) => key.includes(token))).toBe(false);
  expect(contentOf(keptAt(token, 2) ?? formOf(undefined, 2))).toEqual(contentOf(form));
  expect(keptAt('q.13.1.c0ffee', 2)).toBeUndefined();
  localStorage.setItem(placeOf(token), '{"answers":[1]}');
  expect(keptAt(token, 2)).toBeUndefined();
  forget(token);
  expect(localStorage.getItem(placeOf(token))).toBeNull();
});

it('writes weights as people read them', () => {
  expect(percentOf(4_000)).toBe('40%');
  expect(percentOf(1_250)).toBe('12.5%');
});
