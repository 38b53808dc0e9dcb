// What the checks found, as it is told to the editors: by file, what and where, never the value. Pure.
import type { Finding, ResourceVersion, VersionCheck } from '$generated/protocol';

export interface FileFindings {
  name: string;
  /** Of one type each, with all places. */
  findings: { type: Finding['type']; places: string[] }[];
}

export function byFile(
  version: Pick<ResourceVersion, 'files'>,
  check: Pick<VersionCheck, 'findings'>,
): FileFindings[] {
  const files = new Map<number, Map<Finding['type'], string[]>>();
  for (const { file, type, where } of check.findings ?? []) {
    const types = files.get(file) ?? new Map<Finding['type'], string[]>();
    const places = types.get(type) ?? [];
    if (where && !places.includes(where)) places.push(where);
    files.set(file, types.set(type, places));
  }
  return [...files]
    .sort(([one], [other]) => one - other)
    .map(([file, types]) => ({
      name: version.files?.[file]?.name ?? '',
      findings: [...types].map(([type, places]) => ({ type, places })),
    }));
}

/** How many were found besides those that are told. */
export function untold(check: Pick<VersionCheck, 'findings' | 'found'>): number {
  return Math.max(0, check.found - (check.findings?.length ?? 0));
}
