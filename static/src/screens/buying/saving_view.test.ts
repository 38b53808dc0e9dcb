import { describe, expect, test } from 'vitest';
import type { Amount, Saving, SavingSum } from '$generated/protocol';
import { emptySaving, faultsOf, figureIn, formOf } from './saving_form';
import { daysIn, figureOf, formulaOf, reckoned, savingRows, savingTodo, yearsUpTo } from './saving_view';

const gross = (pence: number): Amount => ({ pence, basis: 'gross', vat: 'standard' });

describe('a saving, reckoned as the hub does', () => {
  test('a year is a year', () => {
    const is = reckoned(gross(1_200_000), gross(1_050_000), '2026-09-01', '2027-08-31');
    expect(is).toEqual({ pence: 150_000, annualised: 150_000 });
    expect(is && formulaOf(gross(1_200_000), gross(1_050_000), is)).toBe(
      '£12,000.00 before − £10,500.00 now = £1,500.00, £1,500.00 a year',
    );
  });
  test('longer periods are spread, half away from zero', () => {
    expect(daysIn('2026-01-01', '2027-12-31')).toBe(730);
    expect(reckoned(gross(100_001), gross(0), '2026-01-01', '2027-12-31')?.annualised).toBe(50_001);
    expect(reckoned(gross(0), gross(100_001), '2026-01-01', '2027-12-31')?.annualised).toBe(-50_001);
  });
  test('VAT on either side', () => {
    const net: Amount = { pence: 100_000, basis: 'net', vat: 'standard' };
    expect(reckoned(net, gross(100_000), '2026-01-01', '2026-12-31')?.pence).toBe(20_000);
  });
  test('what costs more says so', () => {
    expect(formulaOf(gross(100), gross(200), { pence: -100, annualised: -100 })).toContain('it costs more');
  });
  test('no period, no figure', () => {
    expect(reckoned(gross(1), gross(1), '2026-02-02', '2026-02-01')).toBe(undefined);
    expect(reckoned(gross(1), gross(1), '', '')).toBe(undefined);
  });
});

const figure = (pence: number, by = 5) => ({
  method: 'previous_estimated' as const,
  baseline: gross(200_000),
  baseline_source: 'Invoice 12',
  against: gross(200_000 - pence),
  pence,
  annualised: pence,
  by,
  at: 0,
});
const saving = (over: Partial<Saving> = {}): Saving => ({
  kind: 'saving',
  id: 1,
  self: '',
  version: 1,
  organisation: 11,
  title: 'Copiers',
  category: 'multifunctional_devices',
  from: '2026-01-01',
  to: '2026-12-31',
  state: 'potential',
  expected: figure(1_000),
  author: 5,
  reason: '',
  created: 0,
  changed: 0,
  ...over,
});
const asker = (person: number) => ({
  person,
  organisations: [{ kind: 'organisation', id: 11, type: 'school', state: 'joined', name: 'A' }] as never,
  memberships: [{ person, organisation: 11, role: 'business_manager', state: 'current' }] as never,
});

describe('who confirms', () => {
  test('another than who worked it out', () => {
    expect(savingTodo(asker(5), saving())).toBe('own');
    expect(savingTodo(asker(6), saving())).toBe('confirm');
    expect(savingTodo(asker(6), saving({ organisation: 12 }))).toBe('own');
    expect(savingTodo(asker(6), saving({ state: 'realised' }))).toBe('realised');
  });
  test('what was had counts once it was had', () => {
    const had = figure(700, 6);
    expect(figureOf(saving({ state: 'realised', had })).pence).toBe(700);
    expect(figureOf(saving()).pence).toBe(1_000);
  });
});

describe('the form', () => {
  test('confirming asks for what was paid, and evidence', () => {
    const form = formOf(saving(), 'confirm');
    expect(form.method).toBe('previous_award');
    expect(form.against.text).toBe('');
    expect(faultsOf(form, 'confirm').map(({ id }) => id)).toEqual(['against', 'find-resource']);
    form.against.text = '1,990';
    form.evidence = [3];
    expect(faultsOf(form, 'confirm')).toEqual([]);
    expect(figureIn(form).against).toEqual(gross(199_000));
  });
  test('a new one needs all of it', () => {
    expect(faultsOf(emptySaving('11'), 'new').map(({ id }) => id)).toEqual([
      'title',
      'category',
      'from',
      'to',
      'baseline',
      'baseline_source',
      'against',
    ]);
  });
});

test('rows hold realised and potential side by side, and no sum of both', () => {
  const sum = (id: number, annualised: number, category?: SavingSum['category']): SavingSum => ({
    id,
    pence: annualised,
    annualised,
    count: 1,
    ...(category && { category }),
  });
  const rows = savingRows(
    {
      realised_by_category: [sum(0, 300, 'gas'), sum(0, 900, 'laptops')],
      potential_by_category: [sum(0, 500, 'gas'), sum(0, 50, 'waste')],
      realised_by_organisation: [sum(11, 1_200)],
      potential_by_organisation: [],
    },
    'category',
  );
  expect(rows.map(({ key, realised, potential }) => [key, realised, potential])).toEqual([
    ['laptops', 900, undefined],
    ['gas', 300, 500],
    ['waste', undefined, 50],
  ]);
});

test('years to choose from begin in September', () => {
  expect(yearsUpTo('2026-08-31', 1)).toEqual([2026, 2025]);
  expect(yearsUpTo('2026-09-01', 1)).toEqual([2027, 2026]);
});
