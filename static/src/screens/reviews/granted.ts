// Reading a report by a grant: each reading is one line for the school, so it is asked for once and kept nowhere.
import type { ReadingWay, ReviewReport } from '$generated/protocol';
import { newKey, request } from '$lib/api/http';
import { one } from '$lib/state/hub';
import { fetchOrganisations } from '$lib/state/held';
import { records } from '$lib/state/records';
import { fetchNames } from './held';

export async function fetchGrant(grant: number): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    one(`/report-grants/${grant}`, () => records.get('report_grant', grant)),
  ]);
  const found = records.get('report_grant', grant);
  if (found) await fetchNames([found.reader.person]);
}

/** The report comes with the answer, and goes into no store. Errors: ApiError. */
export async function readReport(grant: number, way: ReadingWay): Promise<ReviewReport | undefined> {
  const path = `/report-grants/${grant}/readings`;
  const { data } = await request<ReviewReport | undefined>('POST', path, { body: { way }, key: newKey() });
  if (data?.kind !== 'review_report') return undefined;
  const { team = [], signatures = [], dissents = [] } = data;
  await fetchNames([...team, ...[...signatures, ...dissents].map(({ person }) => person)]);
  return data;
}
