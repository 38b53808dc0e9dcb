import { describe, expect, it } from 'vitest';
import { ApiError } from '$lib/api/http';
import { contract, organisation, terms } from './contract_example';
import { contractIn } from './contract_kept';
import { bodyOf, detailsOf, emptyForm, faultsOf, fieldAt, formOf, moneyOf, seatsFor } from './contract_form';

const filled = () => ({
  ...emptyForm(3, 1),
  title: ' Daily cleaning ',
  supplier: 7,
  category: 'cleaning_services' as const,
  starts: '2024-09-01',
  ends: '2026-08-31',
});
const faults = (over: object) => faultsOf({ ...filled(), ...over }).map(({ id }) => id);

describe('the form of a contract', () => {
  it('says what is missing', () => {
    expect(faultsOf(emptyForm(3, 1)).map(({ id }) => id)).toEqual([
      'title',
      'supplier',
      'category',
      'starts',
      'ends',
    ]);
    expect(faultsOf(filled())).toEqual([]);
  });
  it.each([
    [{ ends: '2024-08-31' }, ['ends']],
    [{ notice: '' }, ['notice']],
    [{ notice: '1.5' }, ['notice']],
    [{ notice: '37' }, ['notice']],
    [{ notice: '90', noticeUnit: 'days' }, []],
    [{ renewal: '601' }, ['renewal']],
    [{ extensions: '2', extensionMonths: '0' }, ['extension_months']],
    [{ extensions: '0', extensionMonths: '0' }, []],
    [{ trigger: '2026-09-01' }, ['trigger']],
    [{ supplier: 0, newSupplier: 'Penmarsh' }, []],
    [{ annual: { text: '12k', basis: 'net', vat: 'standard' } }, ['annual']],
    [{ total: { text: '-1', basis: 'net', vat: 'standard' } }, ['total']],
  ])('%j', (over, ids) => {
    expect(faults(over)).toEqual(ids);
  });

  it('sends what was written', () => {
    const body = bodyOf({
      ...filled(),
      annual: { text: '£1,234.50', basis: 'net', vat: 'standard' },
      extensions: '2',
    });
    expect(body).toMatchObject({
      organisation: 3,
      shared_with: 1,
      money_shared: false,
      details: { title: 'Daily cleaning', extension_months: 12, extensions_left: 2 },
      money: { annual: { pence: 123_450, basis: 'net', vat: 'standard' } },
    });
    expect(body.details).not.toHaveProperty('sites');
    expect(body.money).not.toHaveProperty('total');
  });
  it('shares what it costs with nobody when the contract is shared with nobody', () => {
    const body = bodyOf({ ...filled(), sharedWith: '', moneyShared: true });
    expect(body).not.toHaveProperty('shared_with');
    expect(body.money_shared).toBe(false);
  });

  it('gives back what a contract says', () => {
    const one = contract(1, {
      sites: [4],
      cfr: 'e14',
      trigger: '2026-03-01',
      renewal_months: 12,
      extension_months: 6,
      extensions_left: 1,
    });
    const costs = terms(1, 123_456, 10_000);
    const form = formOf(one, costs);
    expect(detailsOf(form)).toEqual(one.details);
    expect(moneyOf(form)).toEqual(costs.money);
  });

  it('comes back from the device as it was, and nothing else does', () => {
    const written = { ...filled(), annual: { text: '12', basis: 'net', vat: 'zero' }, sites: [4] };
    expect(contractIn(JSON.parse(JSON.stringify(written)))).toEqual(written);
    expect(contractIn({ ...written, sites: 'all' })).toBeUndefined();
    expect(contractIn({ ...written, annual: { text: '12' } })).toBeUndefined();
    expect(contractIn('a contract')).toBeUndefined();
    expect(contractIn({ ...written, extra: 1 })).not.toHaveProperty('extra');
  });

  it('offers seats at the organisation, above it and at the schools that are covered', () => {
    const all = [
      organisation(1, 'network'),
      organisation(2, 'trust', 1),
      organisation(3, 'school', 2),
      organisation(4, 'school', 2),
    ];
    const seats = seatsFor(2, [4], all).map(({ organisation: at, role }) => `${at}:${role}`);
    expect(seats).toContain('2:trust_leader');
    expect(seats).toContain('1:business_manager');
    expect(seats).toContain('4:headteacher');
    expect(seats).not.toContain('2:headteacher');
    expect(seats.some((seat) => seat.startsWith('3:'))).toBe(false);
  });

  it.each([
    ['body.details.ends', 'ends'],
    ['body.details.notice.count', 'notice'],
    ['body.details.sites[2]', 'sites'],
    ['body.details.renewal_months', 'renewal'],
    ['body.details.owner.organisation', 'seat'],
    ['body.money.annual', 'annual'],
    ['body.shared_with', 'shared_with'],
    ['', ''],
  ])('finds the control at %s', (path, id) => {
    expect(fieldAt(new ApiError('unprocessable', 422, '', path))).toBe(id);
  });
});
