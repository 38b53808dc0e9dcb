// What the directory is asked for, as it stands in the address: a search for people is a link. Pure.
import type { DirectoryFacet, DirectorySort } from '$generated/protocol';
import type { FacetGroup } from '$components/Facets.svelte';
import type { Chosen } from '$lib/filters';
import { offers, sendNeeds } from '$lib/expertise';
import { examBoards, keyStages } from '$lib/vocabulary';
import { offerWords, sendWords } from '$strings/expertise';
import { people as words } from '$strings/people';
import { boardWords, stageWords } from '$strings/vocabulary';

/** The filters, in the order in which people ask. Each takes one value. */
export const facetNames = [
  'subject',
  'phase',
  'offer',
  'free',
  'strength',
  'exam_board',
  'send',
  'language',
  'role',
] as const;
export type FacetName = (typeof facetNames)[number];
export const sorts: DirectorySort[] = ['asked_least', 'name', 'free_days'];

export interface PeopleQuery {
  words: string;
  sort: DirectorySort;
  facets: Partial<Record<FacetName, string>>;
  /** Where they work; 0: everywhere. */
  at: number;
}

export function readQuery(query: URLSearchParams): PeopleQuery {
  const facets: PeopleQuery['facets'] = {};
  for (const name of facetNames) {
    const value = query.get(name);
    if (value) facets[name] = value;
  }
  const sort = sorts.find((known) => known === query.get('sort')) ?? 'asked_least';
  return { words: query.get('q') ?? '', sort, facets, at: Number(query.get('at')) || 0 };
}

function partsOf({ words: sought, sort, facets, at }: PeopleQuery, place: string): URLSearchParams {
  const parts = new URLSearchParams();
  if (sought) parts.set('q', sought);
  for (const name of facetNames) {
    const value = facets[name];
    if (value) parts.set(name, value);
  }
  if (at) parts.set(place, String(at));
  if (sort !== 'asked_least') parts.set('sort', sort);
  return parts;
}

export function addressOf(query: PeopleQuery): string {
  const text = partsOf(query, 'at').toString();
  return text ? `/people?${text}` : '/people';
}

/** What the hub is asked. */
export function wireQuery(query: PeopleQuery, cursor?: string): string {
  const parts = partsOf(query, 'organisation');
  if (cursor) parts.set('cursor', cursor);
  return `/directory?${parts}`;
}

export const chosenOf = ({ facets }: PeopleQuery): Chosen =>
  Object.fromEntries(Object.entries(facets).map(([name, value]) => [name, [value]]));

/** Of two ticks in one group the newer one holds. */
export function withChosen(query: PeopleQuery, chosen: Chosen): PeopleQuery {
  const facets: PeopleQuery['facets'] = {};
  for (const name of facetNames) {
    const value = chosen[name]?.at(-1);
    if (value) facets[name] = value;
  }
  return { ...query, facets };
}

const wordsOf: Partial<Record<FacetName, Record<string, string>>> = {
  phase: stageWords,
  offer: offerWords,
  exam_board: boardWords,
  send: sendWords,
  role: words.roleNames,
  free: { true: words.freeYes },
};
const orders: Partial<Record<FacetName, readonly string[]>> = {
  phase: keyStages,
  offer: offers,
  exam_board: examBoards,
  send: sendNeeds,
  role: Object.keys(words.roleNames),
};

export const labelOf = (name: FacetName, value: string): string => wordsOf[name]?.[value] ?? value;

/** The filters with their numbers. What is ticked stays, though nothing is left of it, so that it can be unticked. */
export function groupsOf(facets: readonly DirectoryFacet[], query: PeopleQuery): FacetGroup[] {
  return facetNames.map((name) => {
    const given = facets.find((facet) => facet.name === name)?.values ?? [];
    const options = given
      .filter(({ value }) => name !== 'free' || value === 'true')
      .map(({ value, count }) => ({ value, label: labelOf(name, value), number: count }));
    const ticked = query.facets[name];
    if (ticked && !options.some(({ value }) => value === ticked))
      options.push({ value: ticked, label: labelOf(name, ticked), number: 0 });
    const order = orders[name];
    if (order) options.sort((one, other) => order.indexOf(one.value) - order.indexOf(other.value));
    return { key: name, name: words.facets[name], options };
  });
}
