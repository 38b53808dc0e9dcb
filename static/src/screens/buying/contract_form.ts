// The form of a contract: what it holds, what is missing, and what is sent. Pure.
import type {
  CfrCode,
  Commands,
  Contract,
  ContractDetails,
  ContractMoney,
  ContractSeat,
  ContractTerms,
  Organisation,
  PeriodUnit,
  ProcurementMethod,
  Role,
  SpendCategory,
} from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { ApiError } from '$lib/api/http';
import { lineage } from '$lib/state/organisations';
import { money as moneyWords } from '$strings/buying';
import { contractForm as words } from '$strings/buying_form';
import { rolesAt } from '../admin/roles';
import { amountOf, draftOf, faultOf, type MoneyDraft } from './money_field';
import { seatKey } from './register_query';
import { seatRoles } from './roles';

export const monthsMost = 600;
export const optionsMost = 10;

export interface ContractForm {
  organisation: string;
  title: string;
  description: string;
  /** 0: none yet, or the new one. */
  supplier: number;
  newSupplier: string;
  category: SpendCategory | '';
  reference: string;
  method: ProcurementMethod;
  framework: string;
  cfr: CfrCode | '';
  starts: string;
  ends: string;
  notice: string;
  noticeUnit: PeriodUnit;
  renewal: string;
  extensions: string;
  extensionMonths: string;
  trigger: string;
  sites: number[];
  seat: string;
  annual: MoneyDraft;
  total: MoneyDraft;
  earlyTermination: string;
  exitPlan: string;
  dataProtection: string;
  sharedWith: string;
  moneyShared: boolean;
}

/** A new one is shared with the whole network, and what it costs with nobody. */
export const emptyForm = (organisation: number, network: number): ContractForm => ({
  organisation: organisation ? String(organisation) : '',
  title: '',
  description: '',
  supplier: 0,
  newSupplier: '',
  category: '',
  reference: '',
  method: 'unknown',
  framework: '',
  cfr: '',
  starts: '',
  ends: '',
  notice: '3',
  noticeUnit: 'months',
  renewal: '0',
  extensions: '0',
  extensionMonths: '12',
  trigger: '',
  sites: [],
  seat: seatKey({ organisation, role: 'business_manager' }),
  annual: draftOf(),
  total: draftOf(),
  earlyTermination: '',
  exitPlan: '',
  dataProtection: '',
  sharedWith: network ? String(network) : '',
  moneyShared: false,
});

export function formOf(contract: Contract, terms: ContractTerms | undefined): ContractForm {
  const { details } = contract;
  const money = terms?.money;
  return {
    organisation: String(contract.organisation),
    title: details.title,
    description: details.description,
    supplier: details.supplier,
    newSupplier: '',
    category: details.category,
    reference: details.reference,
    method: details.method,
    framework: details.framework,
    cfr: details.cfr ?? '',
    starts: details.starts,
    ends: details.ends,
    notice: String(details.notice.count),
    noticeUnit: details.notice.unit,
    renewal: String(details.renewal_months),
    extensions: String(details.extensions_left),
    extensionMonths: String(details.extension_months || 12),
    trigger: details.trigger ?? '',
    sites: details.sites ?? [],
    seat: seatKey(details.owner),
    annual: draftOf(money?.annual),
    total: draftOf(money?.total),
    earlyTermination: money?.early_termination ?? '',
    exitPlan: money?.exit_plan ?? '',
    dataProtection: money?.data_protection ?? '',
    sharedWith: String(contract.shared_with ?? ''),
    moneyShared: contract.money_shared,
  };
}

export function seatOf(key: string): ContractSeat {
  const [organisation = '', role = 'business_manager'] = key.split(':');
  return { organisation: Number(organisation), role: role as Role };
}

/** Where a seat can be: at the organisation, above it, or at a school that is covered; with the roles that are there. */
export function seatsFor(
  organisation: number,
  sites: readonly number[],
  organisations: readonly Organisation[],
): ContractSeat[] {
  const line = lineage(organisation, organisations);
  const schools = organisations.filter(({ id }) => sites.includes(id) && !line.some((one) => one.id === id));
  return [...line, ...schools].flatMap(({ id, type }) =>
    seatRoles.filter((role) => rolesAt(type).includes(role)).map((role) => ({ organisation: id, role })),
  );
}

export function detailsOf(form: ContractForm, supplier = form.supplier): ContractDetails {
  const extensions = Number(form.extensions);
  return {
    title: form.title.trim(),
    description: form.description.trim(),
    supplier,
    category: form.category || 'other',
    reference: form.reference.trim(),
    method: form.method,
    framework: form.framework.trim(),
    ...(form.cfr && { cfr: form.cfr }),
    starts: form.starts,
    ends: form.ends,
    notice: { count: Number(form.notice), unit: form.noticeUnit },
    renewal_months: Number(form.renewal),
    extension_months: extensions ? Number(form.extensionMonths) : 0,
    extensions_left: extensions,
    ...(form.trigger && { trigger: form.trigger }),
    ...(form.sites.length && { sites: form.sites }),
    owner: seatOf(form.seat),
  };
}

export function moneyOf(form: ContractForm): ContractMoney {
  const annual = amountOf(form.annual);
  const total = amountOf(form.total);
  return {
    ...(annual && { annual }),
    ...(total && { total }),
    early_termination: form.earlyTermination.trim(),
    exit_plan: form.exitPlan.trim(),
    data_protection: form.dataProtection.trim(),
  };
}

/** Its supplier is known by then. */
export function bodyOf(form: ContractForm): Commands['create_contract']['body'] {
  return {
    organisation: Number(form.organisation),
    details: detailsOf(form),
    money: moneyOf(form),
    ...(form.sharedWith && { shared_with: Number(form.sharedWith) }),
    money_shared: Boolean(form.sharedWith) && form.moneyShared,
  };
}

const isWhole = (text: string, least: number, most: number) =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

function faultsOfTerm(form: ContractForm): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  if (!form.starts) found.push({ id: 'starts', text: errors.starts });
  if (!form.ends) found.push({ id: 'ends', text: errors.ends });
  else if (form.starts && form.ends < form.starts) found.push({ id: 'ends', text: errors.order });
  const noticeMost = form.noticeUnit === 'days' ? 1_100 : 36;
  if (!isWhole(form.notice, 0, noticeMost)) found.push({ id: 'notice', text: errors.notice(noticeMost) });
  if (!isWhole(form.renewal, 0, monthsMost)) found.push({ id: 'renewal', text: errors.months(monthsMost) });
  if (!isWhole(form.extensions, 0, optionsMost))
    found.push({ id: 'extensions', text: errors.options(optionsMost) });
  else if (Number(form.extensions) && !isWhole(form.extensionMonths, 1, monthsMost))
    found.push({ id: 'extension_months', text: errors.optionMonths });
  if (form.trigger && form.ends && form.trigger > form.ends)
    found.push({ id: 'trigger', text: errors.trigger });
  return found;
}

export function faultsOf(form: ContractForm): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  if (!form.title.trim()) found.push({ id: 'title', text: errors.title });
  if (!form.supplier && !form.newSupplier.trim()) found.push({ id: 'supplier', text: errors.supplier });
  if (!form.category) found.push({ id: 'category', text: errors.category });
  found.push(...faultsOfTerm(form));
  if (!seatOf(form.seat).organisation) found.push({ id: 'seat', text: errors.seat });
  for (const id of ['annual', 'total'] as const) {
    const fault = faultOf(form[id]);
    if (fault) found.push({ id, text: fault === 'wrong' ? moneyWords.wrong : moneyWords.belowNothing });
  }
  return found;
}

const fields: Record<string, string> = {
  supplier_name: 'supplier',
  renewal_months: 'renewal',
  extensions_left: 'extensions',
  owner: 'seat',
};
/** The control at fault, by the path that the hub names: `body.details.notice.count`, `body.details.sites[2]`. */
export function fieldAt(error: unknown): string {
  if (!(error instanceof ApiError)) return '';
  const [first = '', second = ''] = error.path
    .replace(/^body\./, '')
    .replace(/^(details|money)\./, '')
    .split(/[.[]/);
  return fields[first] ?? (first === 'details' ? second : first);
}
