// The tree of organisations: who stands below whom. Pure, so that it can be tested by itself.
import type { Me, Organisation } from '$generated/protocol';

type Node = Pick<Organisation, 'id' | 'parent' | 'name' | 'type'>;

const rank = { network: 0, trust: 1, school: 2, partner: 3 };

/** Within one parent: trusts, schools, partners, each by name. */
export function byPlace(one: Node, other: Node): number {
  return rank[one.type] - rank[other.type] || one.name.localeCompare(other.name, 'en-GB');
}

function childrenOf<N extends Node>(organisations: readonly N[]): Map<number | undefined, N[]> {
  const found = new Map<number | undefined, N[]>();
  for (const organisation of organisations) {
    const siblings = found.get(organisation.parent);
    if (siblings) siblings.push(organisation);
    else found.set(organisation.parent, [organisation]);
  }
  for (const siblings of found.values()) siblings.sort(byPlace);
  return found;
}

export interface Placed<N> {
  organisation: N;
  /** 0 for the root that was asked for. */
  depth: number;
}

/** The organisation and all below it in the order of reading, each with how deep it stands. */
export function placed<N extends Node>(organisations: readonly N[], root: number): Placed<N>[] {
  const children = childrenOf(organisations);
  const first = organisations.find((organisation) => organisation.id === root);
  const found: Placed<N>[] = [];
  const seen = new Set<number>();
  const walk = (organisation: N, depth: number) => {
    if (seen.has(organisation.id)) return;
    seen.add(organisation.id);
    found.push({ organisation, depth });
    for (const child of children.get(organisation.id) ?? []) walk(child, depth + 1);
  };
  if (first) walk(first, 0);
  return found;
}

export function below<N extends Node>(organisations: readonly N[], root: number): N[] {
  return placed(organisations, root).map(({ organisation }) => organisation);
}

/** Those above, the nearest first. */
export function above<N extends Node>(organisations: readonly N[], id: number): N[] {
  const found: N[] = [];
  const parentOf = (child: number) => organisations.find((organisation) => organisation.id === child)?.parent;
  for (let at = parentOf(id); at !== undefined; at = parentOf(at)) {
    const next = organisations.find((organisation) => organisation.id === at);
    if (!next || found.includes(next)) break;
    found.push(next);
  }
  return found;
}

/** Where I hold one of these roles myself. */
export function heldNodes(me: Me | undefined, roles: readonly string[]): number[] {
  const held = (me?.memberships ?? []).filter(
    (membership) => membership.state === 'current' && roles.includes(membership.role),
  );
  return [...new Set(held.map((membership) => membership.organisation))];
}
