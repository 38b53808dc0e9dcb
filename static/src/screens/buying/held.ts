// What is held of buying together, and fetching it. A contract's terms carry its id.
import type {
  BuyingOverview,
  Contract,
  ContractEntry,
  ContractTerms,
  EffectiveBands,
  EffectiveThresholds,
  Participation,
  Pool,
  Radar,
  RadarPlan,
  Saving,
  Supplier,
  SupplierExperience,
} from '$generated/protocol';
import { ApiError, request } from '$lib/api/http';
import { fetchOrganisations } from '$lib/state/held';
import { one, page, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import type { BuyingAsker } from './roles';

export const asker = (): BuyingAsker => ({
  person: session.person,
  memberships: session.me?.memberships ?? [],
  organisations: records.all('organisation'),
});

// ---- what is held

export const contractOf = (id: number): Contract | undefined => records.get('contract', id);
/** Absent: its money is not for me, or was not fetched. */
export const termsOf = (contract: number): ContractTerms | undefined =>
  records.get('contract_terms', contract);
/** Newest first. */
export const entriesOf = (contract: number): ContractEntry[] =>
  records
    .within('contract_entry', contract)
    .sort((one, other) => other.date.localeCompare(one.date) || other.id - one.id);
/** Follows merges. */
export function supplierOf(id: number): Supplier | undefined {
  const seen = new Set<number>();
  let found = records.get('supplier', id);
  while (found?.merged_into !== undefined && !seen.has(found.id)) {
    seen.add(found.id);
    const into = records.get('supplier', found.merged_into);
    if (!into) break;
    found = into;
  }
  return found;
}
export const supplierName = (id: number): string => supplierOf(id)?.name ?? '';
/** Newest first. */
export const experienceOf = (supplier: number): SupplierExperience[] =>
  records.within('supplier_experience', supplier).sort((one, other) => other.created - one.created);
export const poolOf = (id: number): Pool | undefined => records.get('pool', id);
export const participationsOf = (pool: number): Participation[] => records.within('participation', pool);
export const savingOf = (id: number): Saving | undefined => records.get('saving', id);
export const radarPlan = (): RadarPlan | undefined => records.get('radar_plan', session.person);

// ---- fetching. All of it: Errors: ApiError.

/** What is readable for some only: what is not for me is no fault of the page. */
export async function unlessHidden(fetching: Promise<unknown>): Promise<void> {
  try {
    await fetching;
  } catch (error) {
    if (!(error instanceof ApiError && (error.code === 'not_found' || error.code === 'forbidden')))
      throw error;
  }
}

/** The names of people whom a record alone does not bring; who may not be known stays without one. */
export async function fetchNames(people: readonly (number | undefined)[]): Promise<void> {
  const unknown = [...new Set(people)].filter((id): id is number => id !== undefined && !records.name(id));
  await Promise.all(
    unknown.map((id) => one(`/people/${id}`, () => records.get('person', id)).catch(() => {})),
  );
}

/** Suppliers that are named by something held, with those into which they were merged. */
export async function fetchSuppliersOf(ids: readonly number[]): Promise<void> {
  let wanted = [...new Set(ids)];
  while (wanted.length) {
    await Promise.all(
      wanted
        .filter((id) => !records.get('supplier', id))
        .map((id) => unlessHidden(one(`/suppliers/${id}`, () => records.get('supplier', id)))),
    );
    wanted = wanted.flatMap((id) => {
      const into = records.get('supplier', id)?.merged_into;
      return into === undefined || records.get('supplier', into) ? [] : [into];
    });
  }
}

export type Query = Record<string, string | number | undefined>;
const pageSize = 200;

const pagesAtMost = 10;

/** A list by its pages, so many at most; whether there is more. */
async function pages(path: string, query: Query): Promise<boolean> {
  let cursor: string | undefined;
  for (let fetched = 0; fetched < pagesAtMost; fetched += 1) {
    const { next } = await page(path, { ...query, limit: pageSize, cursor });
    cursor = next ?? undefined;
    if (!cursor) return false;
  }
  return true;
}

/** Contracts that I may read, with what of their terms is for me, and their suppliers. Whether there are more. */
export async function fetchContracts(query: Query = {}): Promise<boolean> {
  const [, more] = await Promise.all([fetchOrganisations(), pages('/contracts', query)]);
  return more;
}

export const fetchTerms = (contract: number): Promise<void> =>
  unlessHidden(one(`/contracts/${contract}/terms`, () => termsOf(contract)));
export const fetchEntries = (contract: number): Promise<void> =>
  unlessHidden(wholeList(`/contracts/${contract}/entries`));

/** A contract with all of it that is for me. */
export async function fetchContract(id: number): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    one(`/contracts/${id}`, () => contractOf(id)),
    fetchTerms(id),
    fetchEntries(id),
  ]);
  const found = contractOf(id);
  if (found) await Promise.all([fetchSuppliersOf([found.details.supplier]), fetchNames([found.author])]);
}

/** Suppliers whose name begins with the words. */
export async function findSuppliers(words: string): Promise<Supplier[]> {
  const { items = [] } = await page('/suppliers', { words, limit: 20 });
  return items.filter((item): item is Supplier & { kind: 'supplier' } => item.kind === 'supplier');
}
export const fetchSuppliers = (): Promise<void> => wholeList('/suppliers');
export async function fetchSupplier(id: number): Promise<void> {
  await Promise.all([fetchOrganisations(), one(`/suppliers/${id}`, () => records.get('supplier', id))]);
  await fetchSuppliersOf([id]);
}
export const fetchExperience = (supplier: number): Promise<void> =>
  unlessHidden(wholeList(`/suppliers/${supplier}/experience`));

export async function fetchPools(): Promise<void> {
  await Promise.all([fetchOrganisations(), page('/pools', { limit: pageSize })]);
}
export const fetchParticipations = (pool: number): Promise<void> =>
  unlessHidden(wholeList(`/pools/${pool}/participations`));
export async function fetchPool(id: number): Promise<void> {
  await Promise.all([fetchOrganisations(), one(`/pools/${id}`, () => poolOf(id)), fetchParticipations(id)]);
  const signed = participationsOf(id).flatMap(({ signatures = [] }) =>
    signatures.map(({ person }) => person),
  );
  await fetchNames([poolOf(id)?.owner, ...signed]);
}

export async function fetchSavings(query: Query = {}): Promise<void> {
  await Promise.all([fetchOrganisations(), pages('/savings', query)]);
}
export async function fetchSaving(id: number): Promise<void> {
  await Promise.all([fetchOrganisations(), one(`/savings/${id}`, () => savingOf(id))]);
  const found = savingOf(id);
  if (found) await fetchNames([found.author, found.expected.by, found.had?.by]);
}

// ---- answers that are no records: computed anew each time

const answer = async <T>(path: string, query: Query = {}): Promise<T> => {
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(set.map(([name, value]) => [name, String(value)]));
  return (await request<T>('GET', set.length ? `${path}?${search}` : path)).data;
};
export const askRadar = (organisation?: number): Promise<Radar> => answer('/radar', { organisation });
export const askOverview = (organisation: number, year?: number): Promise<BuyingOverview> =>
  answer(`/organisations/${organisation}/buying-overview`, { year });
export const askThresholds = (): Promise<EffectiveThresholds> => answer('/thresholds');
export const askBands = (organisation: number): Promise<EffectiveBands> =>
  answer(`/organisations/${organisation}/buying-bands`);
