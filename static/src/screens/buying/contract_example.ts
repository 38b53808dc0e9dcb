// A contract for tests, with what is said of it.
import type { Contract, ContractDetails, ContractTerms, Organisation } from '$generated/protocol';

export const organisation = (
  id: number,
  type: Organisation['type'],
  parent?: number,
  name = `${type} ${id}`,
): Organisation =>
  ({ kind: 'organisation', id, type, parent, name, state: 'joined' }) as unknown as Organisation;

export function contract(
  id: number,
  details: Partial<ContractDetails> = {},
  over: Partial<Contract> = {},
): Contract {
  return {
    kind: 'contract',
    id,
    self: `/contracts/${id}`,
    version: 1,
    organisation: 3,
    state: 'current',
    notice_by: '2026-05-29',
    notice_provisional: false,
    money_shared: false,
    reminded: 0,
    trigger_told: false,
    created: 0,
    reason: '',
    ...over,
    details: {
      title: 'Daily cleaning',
      description: '',
      supplier: 7,
      category: 'cleaning_services',
      reference: '',
      method: 'unknown',
      framework: '',
      starts: '2024-09-01',
      ends: '2026-08-31',
      notice: { count: 3, unit: 'months' },
      renewal_months: 0,
      extension_months: 0,
      extensions_left: 0,
      owner: { organisation: 3, role: 'business_manager' },
      ...details,
    },
  };
}

export const terms = (id: number, annual?: number, total?: number): ContractTerms => ({
  kind: 'contract_terms',
  id,
  self: `/contracts/${id}/terms`,
  version: 1,
  money: {
    ...(annual !== undefined && { annual: { pence: annual, basis: 'net', vat: 'standard' } }),
    ...(total !== undefined && { total: { pence: total, basis: 'gross', vat: 'standard' } }),
    early_termination: '',
    exit_plan: '',
    data_protection: '',
  },
});
