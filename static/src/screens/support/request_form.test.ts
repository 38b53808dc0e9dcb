import { expect, it } from 'vitest';
import type { SupportRequest } from '$generated/protocol';
import { dayWords, minutesOf, timeOf, weekdayFrom } from './dates';
import { bodyOf, emptyForm, faultsOf, formOf, readKept, type RequestForm } from './request_form';

const today = '2026-01-14';
const whole: RequestForm = {
  ...emptyForm(3, today),
  title: ' Fractions ',
  need: 'They come apart.',
  outcomes: 'One sequence.',
  stages: ['ks2'],
  ways: ['visit'],
  days: 2,
  wanted_to: '2026-03-27',
};
const faulty = (over: Partial<RequestForm>, send = true) =>
  faultsOf({ ...whole, ...over }, send, today).map(({ id }) => id);

it('wants everything before it is sent, and only a line for a draft', () => {
  expect(faulty({})).toEqual([]);
  const empty = emptyForm(3);
  expect(faulty(empty)).toEqual(['title', 'need', 'outcomes', 'stages', 'ways', 'wanted_from', 'wanted_to']);
  expect(faulty({ ...empty, title: 'Fractions' }, false)).toEqual([]);
});

it('refuses dates that have passed or stand the wrong way round, and days that are none', () => {
  expect(faulty({ wanted_to: today })).toEqual(['wanted_to']);
  expect(faulty({ wanted_from: '2026-04-01' })).toEqual(['wanted_to']);
  expect(faulty({ days: 0 })).toEqual(['days']);
  expect(faulty({ days: 1.5 })).toEqual(['days']);
  expect(faulty({ confidentiality: 'team' })).toEqual(['team']);
});

it('sends no more than was said', () => {
  expect(bodyOf({ ...whole, exam_board: 'aqa' })).toEqual({
    title: 'Fractions',
    need: 'They come apart.',
    outcomes: 'One sequence.',
    priority: '',
    stages: ['ks2'],
    send_needs: [],
    ways: ['visit'],
    days: 2,
    wanted_from: today,
    wanted_to: '2026-03-27',
  });
  expect(bodyOf({ ...whole, stages: ['ks4'], exam_board: 'aqa', wanted: '12' })).toMatchObject({
    exam_board: 'aqa',
    wanted: 12,
  });
});

it('takes back what it kept, and nothing else', () => {
  expect(readKept(JSON.stringify(whole))).toEqual(whole);
  expect(readKept('')).toBeUndefined();
  expect(readKept('{"title":"Fractions"}')).toBeUndefined();
  const held = {
    organisation: 3,
    title: 'A',
    need: '',
    priority: '',
    outcomes: '',
    days: 1,
  } as SupportRequest;
  expect(formOf({ ...held, confidentiality: 'team', team: 5 })).toMatchObject({ team: '5', stages: [] });
});

it('says days as people do', () => {
  const now = Date.parse('2026-01-14T09:00Z');
  expect(dayWords('2026-01-14', now)).toBe('today');
  expect(dayWords('2026-01-15', now)).toBe('tomorrow');
  expect(dayWords('2026-01-13', now)).toBe('yesterday');
  expect(dayWords('2026-01-19', now)).toBe('Monday 19 January');
  expect(dayWords('2025-11-13', now)).toBe('13 November 2025');
  expect(minutesOf(timeOf(545))).toBe(545);
  expect([weekdayFrom('2026-01-17'), weekdayFrom('2026-01-18'), weekdayFrom('2026-01-19')]).toEqual([
    '2026-01-19',
    '2026-01-19',
    '2026-01-19',
  ]);
});
