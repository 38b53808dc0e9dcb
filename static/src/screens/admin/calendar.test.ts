import { expect, it } from 'vitest';
import type { OrgCalendar } from '$generated/protocol';
import { bodyOf, faultsOf, formOf } from './calendar';

const empty = formOf({ id: 1, version: 0 } as OrgCalendar);
const autumn = { name: 'Autumn', starts: '2026-09-02', ends: '2026-10-23' };

it('finds what is missing or stands the wrong way round', () => {
  const ids = (over: Partial<typeof empty>) => faultsOf({ ...empty, ...over }).map(({ id }) => id);
  expect(ids({})).toEqual([]);
  expect(ids({ terms: [{ name: '', starts: '', ends: '' }] })).toEqual([
    'terms-0-name',
    'terms-0-starts',
    'terms-0-ends',
  ]);
  expect(ids({ terms: [{ ...autumn, ends: '2026-09-01' }] })).toEqual(['terms-0-ends']);
  expect(ids({ terms: [autumn, { ...autumn, starts: '2026-10-23', ends: '2026-12-18' }] })).toEqual([
    'terms-1-starts',
  ]);
  expect(ids({ bank_holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] })).toEqual(['covers_until']);
});

it('sends its days in order', () => {
  const late = { date: '2026-10-30', name: ' Later ' };
  const early = { date: '2026-09-01', name: 'Earlier' };
  expect(bodyOf({ ...empty, training_days: [late, early] })).toEqual({
    terms: [],
    training_days: [early, { date: '2026-10-30', name: 'Later' }],
    bank_holidays: [],
    source: '',
  });
});
