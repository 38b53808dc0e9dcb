// Asking the audit trail, and its entries in words.
import type { AuditLine } from '$generated/protocol';
import { audit as words } from '$strings/audit';

export interface AuditFilter {
  person: number;
  organisation: number;
  command: string;
  from: string;
  to: string;
}

export const noFilter: AuditFilter = { person: 0, organisation: 0, command: '', from: '', to: '' };

/** Only what is set. The same for the page and for the export. */
export function auditQuery(filter: AuditFilter): URLSearchParams {
  const set = Object.entries(filter).filter(([, value]) => value !== '' && value !== 0);
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)]));
}

/** One page of entries; `cursor` leads to the older ones. */
export function pageQuery(query: URLSearchParams, limit: number, cursor?: string): URLSearchParams {
  return new URLSearchParams([
    ...query,
    ['limit', String(limit)],
    ...(cursor ? [['cursor', cursor] as [string, string]] : []),
  ]);
}

/** "today at 08:41" as it stands at the beginning of a line. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-GB') + words.slice(1);
}

export function saidOf(command: string): string {
  return words.acts[command] ?? command.replaceAll('_', ' ');
}

/** The page of the app that shows the record; undefined for what I may not read or what has no page of its own. */
export function pageOf({ self, record, id }: Pick<AuditLine, 'self' | 'record' | 'id'>): string | undefined {
  if (!self) return undefined;
  const pages: Record<string, string> = {
    organisation: `/organisations/${id}`,
    person: `/admin/people/${id}`,
    account: `/admin/people/${id}`,
    team: `/teams/${id}`,
    topic: `/topics/${id}`,
    resource: `/library/${id}`,
    collection: `/collections/${id}`,
    import_job: `/admin/imports/${id}`,
    contract: `/buying/contracts/${id}`,
    contract_terms: `/buying/contracts/${id}`,
    pool: `/buying/pools/${id}`,
    supplier: `/buying/suppliers/${id}`,
    saving: `/buying/savings/${id}`,
    purchase: `/buying/purchases/${id}`,
    moderation: `/buying/purchases/${id}`,
    award: `/buying/purchases/${id}`,
  };
  return pages[record];
}

/** For the choice of what was done: by the words, not by the names of commands. */
export const acts: [command: string, said: string][] = Object.entries(words.acts).sort(([, one], [, other]) =>
  one.localeCompare(other, 'en-GB'),
);
