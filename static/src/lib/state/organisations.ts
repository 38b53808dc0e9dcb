// Questions about organisations that several screens ask of the records. Those that take a list are pure.
import type { Organisation } from '$generated/protocol';
import { records } from './records';

const byName = (one: Organisation, other: Organisation) => one.name.localeCompare(other.name, 'en-GB');

/** Those that take part: neither only known from the register, nor closed. */
export function joinedOrganisations(): Organisation[] {
  return records
    .all('organisation')
    .filter((organisation) => organisation.state === 'joined')
    .sort(byName);
}

export function organisationName(id: number | undefined): string {
  return (id === undefined ? undefined : records.get('organisation', id)?.name) ?? '';
}

/** From the organisation itself up to the network. */
export function lineage(id: number, all: readonly Organisation[]): Organisation[] {
  const line: Organisation[] = [];
  for (let at: number | undefined = id; at !== undefined;) {
    const found: Organisation | undefined = all.find((candidate) => candidate.id === at);
    if (!found || line.includes(found)) break;
    line.push(found);
    at = found.parent;
  }
  return line;
}

/** The trust that an organisation belongs to or is. */
export function trustOf(id: number, all: readonly Organisation[]): Organisation | undefined {
  return lineage(id, all).find((organisation) => organisation.type === 'trust');
}

/** The ids of an organisation and of everything below it. One walk over all of them: there may be thousands. */
export function withBelow(id: number, all: readonly Organisation[]): Set<number> {
  const children = new Map<number, number[]>();
  for (const { id: child, parent } of all) {
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(child);
    else children.set(parent, [child]);
  }
  const found = new Set([id]);
  // A set grows while it is walked.
  for (const at of found) for (const child of children.get(at) ?? []) found.add(child);
  return found;
}

export interface TrustBranch {
  trust: Organisation;
  schools: Organisation[];
  partners: Organisation[];
}
export interface Tree {
  network: Organisation | undefined;
  trusts: TrustBranch[];
  /** Schools that belong to no trust. */
  schools: Organisation[];
  partners: Organisation[];
  closed: Organisation[];
}

/** The network as people think of it: trusts with their schools, schools on their own, partners; closed ones apart. */
export function treeOf(all: readonly Organisation[]): Tree {
  const joined = all.filter((organisation) => organisation.state === 'joined').sort(byName);
  const trusts = joined.filter((organisation) => organisation.type === 'trust');
  const isTrust = new Set(trusts.map((trust) => trust.id));
  const under = (parent: number, type: Organisation['type']) =>
    joined.filter((organisation) => organisation.parent === parent && organisation.type === type);
  const alone = (type: Organisation['type']) =>
    joined.filter((organisation) => organisation.type === type && !isTrust.has(organisation.parent ?? 0));
  return {
    network: joined.find((organisation) => organisation.type === 'network'),
    trusts: trusts.map((trust) => ({
      trust,
      schools: under(trust.id, 'school'),
      partners: under(trust.id, 'partner'),
    })),
    schools: alone('school'),
    partners: alone('partner'),
    closed: all.filter((organisation) => organisation.state === 'closed').sort(byName),
  };
}

/** The address of a website as a link, or nothing when it is not one. */
export function websiteOf(organisation: Organisation): string | undefined {
  try {
    const url = new URL(organisation.website ?? '');
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
