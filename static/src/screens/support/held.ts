// What is held of support, and fetching it.
import type {
  SupportAgreement,
  SupportEvaluation,
  SupportMatch,
  SupportRequest,
  SupportVisit,
} from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { fetchOrganisations } from '$lib/state/held';
import { one, page, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import type { Asker } from './roles';

export const asker = (): Asker => ({
  person: session.person,
  memberships: session.me?.memberships ?? [],
  organisations: records.all('organisation'),
});

export const matchesOf = (request: number): SupportMatch[] =>
  records
    .all('support_match')
    .filter((match) => match.request === request)
    .sort((first, second) => second.asked - first.asked);

/** Newest first: the present one, then those that ended. */
export const agreementsOf = (request: number): SupportAgreement[] =>
  records
    .all('support_agreement')
    .filter((agreement) => agreement.request === request)
    .sort((first, second) => second.created - first.created);

/** By date. */
export const visitsOf = (request: number): SupportVisit[] =>
  records
    .all('support_visit')
    .filter((visit) => visit.request === request)
    .sort((first, second) => first.date.localeCompare(second.date) || first.starts - second.starts);

export const evaluationOf = (request: SupportRequest): SupportEvaluation | undefined =>
  request.evaluation === undefined ? undefined : records.get('support_evaluation', request.evaluation);

/** The names of people whom a record alone does not bring; who may not be known stays without one. */
async function fetchNames(people: readonly (number | undefined)[]): Promise<void> {
  const unknown = [...new Set(people)].filter((id): id is number => id !== undefined && !records.name(id));
  await Promise.all(
    unknown.map((id) => one(`/people/${id}`, () => records.get('person', id)).catch(() => {})),
  );
}

const peopleOf = ({ requester, broker, supporter, wanted, asked = [] }: SupportRequest) => [
  requester,
  broker,
  supporter,
  wanted,
  ...asked,
];

/** Some answers depend on who asks: what is not for me is no fault of the page. */
async function unlessHidden(fetching: Promise<unknown>): Promise<void> {
  try {
    await fetching;
  } catch (error) {
    if (!(error instanceof ApiError && (error.code === 'not_found' || error.code === 'forbidden')))
      throw error;
  }
}

/** Errors: ApiError; not_found when it is not there for me. */
export async function fetchRequest(id: number): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    one(`/support-requests/${id}`, () => records.get('support_request', id)),
  ]);
  const request = records.get('support_request', id);
  if (request) await fetchNames(peopleOf(request));
}

/** A request with all that belongs to it. Errors: ApiError. */
export async function fetchCase(id: number): Promise<void> {
  await fetchRequest(id);
  const request = records.get('support_request', id);
  if (!request || request.state === 'draft') return;
  await Promise.all([
    unlessHidden(wholeList(`/support-requests/${id}/matches`)),
    unlessHidden(wholeList(`/support-requests/${id}/agreements`)),
    unlessHidden(wholeList(`/support-requests/${id}/visits`)),
    fetchEvaluation(request),
  ]);
  await fetchNames(agreementsOf(id).flatMap(({ signatures = [] }) => signatures.map(({ person }) => person)));
}

export async function fetchEvaluation(request: SupportRequest): Promise<void> {
  const { evaluation } = request;
  if (evaluation === undefined) return;
  const held = () => records.get('support_evaluation', evaluation);
  await unlessHidden(one(`/support-evaluations/${evaluation}`, held));
}

export const pageSize = 200;

/** My own, and the newest that I may read; of those I am asked about, the asking too. Errors: ApiError. */
export async function fetchMine(): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    page('/support-requests', { mine: 'true', limit: pageSize }),
    page('/support-requests', { limit: pageSize }),
  ]);
  const mine = records.all('support_request').filter(({ asked = [] }) => asked.includes(session.person));
  await Promise.all(mine.map(({ id }) => unlessHidden(wholeList(`/support-requests/${id}/matches`))));
}

/** Errors: ApiError. */
export async function fetchQueue(): Promise<void> {
  await Promise.all([fetchOrganisations(), page('/support-requests', { brokered: 'true', limit: pageSize })]);
}
