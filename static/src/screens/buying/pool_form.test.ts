import { describe, expect, test } from 'vitest';
import type { Contract } from '$generated/protocol';
import { emptyPool, faultsOf, fieldAt, formFrom, formOf, termsOf, type PoolForm } from './pool_form';
import { contractsIn, poolAddress } from './radar_view';

const today = '2026-01-14';
const filled = (over: Partial<PoolForm> = {}): PoolForm => ({
  ...emptyPool(),
  organisation: '10',
  title: 'Cleaning',
  category: 'cleaning_services',
  specification: 'Classrooms.',
  unit: 'hours a week',
  units: '39',
  price: { text: '18.60', basis: 'net', vat: 'standard' },
  starts: '2026-04-13',
  months: '24',
  more: '12',
  join: '2026-01-28',
  leave: '2026-01-28',
  ...over,
});
const faults = (form: PoolForm, asking = true) => faultsOf(form, { today, asking }).map(({ id }) => id);

describe('the form of a pool', () => {
  test('what is whole has no fault, and comes back as it was', () => {
    const form = filled({ limit: '19.20' });
    expect(faults(form)).toEqual([]);
    const terms = termsOf(form);
    expect(terms.price).toEqual({ pence: 1_860, basis: 'net', vat: 'standard' });
    expect(terms.price_limit).toEqual({ pence: 1_920, basis: 'net', vat: 'standard' });
    expect(termsOf(formOf(terms))).toEqual(terms);
  });
  test('a draft may lack its specification and lie in the past', () => {
    const form = filled({ specification: '', join: '2026-01-02', leave: '2026-01-02' });
    expect(faults(form, false)).toEqual([]);
    expect(faults(form)).toEqual(['specification', 'join_by']);
  });
  test('its dates follow each other', () => {
    expect(faults(filled({ leave: '2026-01-29' }))).toEqual(['leave_by']);
    expect(faults(filled({ starts: '2026-01-28' }))).toEqual(['starts']);
  });
  test('numbers and prices are numbers and prices', () => {
    expect(faults(filled({ units: '0' }))).toEqual(['units_a_year']);
    expect(faults(filled({ months: 'two' }))).toEqual(['months']);
    expect(faults(filled({ price: { text: '0', basis: 'net', vat: 'zero' } }))).toEqual(['price']);
    expect(faults(filled({ limit: 'much' }))).toEqual(['price_limit']);
  });
  test('what is bought once has no options', () => {
    expect(termsOf(filled({ months: '0' })).extension_months).toBe(0);
  });
  test('the field that the hub names', () => {
    expect(fieldAt('body.terms.join_by')).toBe('join_by');
    expect(fieldAt('body.terms.price.pence')).toBe('price');
    expect(fieldAt('body.schools[2]')).toBe('schools');
    expect(fieldAt('')).toBe('');
  });
});

const contract = (id: number, organisation: number, ends: string, notice_by: string, sites?: number[]) =>
  ({
    kind: 'contract',
    id,
    organisation,
    notice_by,
    details: { category: 'cleaning_services', ends, ...(sites && { sites }) },
  }) as Contract;

describe('a pool from the radar', () => {
  const contracts = [
    contract(1, 11, '2026-04-10', '2026-02-12'),
    contract(2, 10, '2026-04-12', '2026-03-01', [12, 13]),
    contract(3, 11, '2026-04-11', '2026-03-01'),
  ];
  test('begins when the last has ended, and asks in time for the first notice', () => {
    const form = formFrom(contracts, (id) => id > 10, today);
    expect(form).toMatchObject({
      category: 'cleaning_services',
      title: 'Cleaning services from April 2026',
      starts: '2026-04-13',
      join: '2026-02-05',
      leave: '2026-02-05',
      schools: [11, 12, 13],
    });
  });
  test('with a near notice date there is a fortnight, and it starts after that', () => {
    const form = formFrom([contract(1, 11, '2026-01-20', '2026-01-10')], () => true, today);
    expect(form.join < form.starts).toBe(true);
    expect(form.join >= today).toBe(true);
  });
  test('its address names the contracts, and is read back', () => {
    const group = {
      contracts: [4, 7].map((id) => ({
        contract: id,
        organisation: 1,
        supplier: 1,
        title: '',
        notice_by: '',
        ends: '',
      })),
    };
    expect(poolAddress(group)).toBe('/buying/pools/new?radar=4-7');
    expect(contractsIn('4-7-x-')).toEqual([4, 7]);
    expect(contractsIn('')).toEqual([]);
  });
});
