// What the library is asked for, as it stands in the address: a search is a link. Pure.
import type { Facet, SearchPage, SearchSort } from '$generated/protocol';
import type { FacetGroup } from '$components/Facets.svelte';
import type { Chosen } from '$lib/filters';
import { library as words } from '$strings/library';
import { formatWords, licenceWords, resourceTypeWords, stageWords, yearWords } from '$strings/vocabulary';

/** The filters, in the order in which they are offered. Each takes one value. */
export const facetNames = [
  'type',
  'subject',
  'stage',
  'year',
  'approved',
  'organisation',
  'licence',
  'format',
] as const;
export type FacetName = (typeof facetNames)[number];
export const sorts: SearchSort[] = ['relevance', 'newest', 'most_used'];

export interface LibraryQuery {
  words: string;
  sort: SearchSort | undefined;
  facets: Partial<Record<FacetName, string>>;
  /** The resource that is looked at beside the list. */
  shown: number | undefined;
}

export function readQuery(query: URLSearchParams): LibraryQuery {
  const sort = sorts.find((known) => known === query.get('sort'));
  const facets: LibraryQuery['facets'] = {};
  for (const name of facetNames) {
    const value = query.get(name);
    if (value) facets[name] = value;
  }
  return { words: query.get('q') ?? '', sort, facets, shown: Number(query.get('show')) || undefined };
}

export function addressOf({ words: sought, sort, facets, shown }: LibraryQuery, path = '/library'): string {
  const parts = new URLSearchParams();
  if (sought) parts.set('q', sought);
  for (const name of facetNames) {
    const value = facets[name];
    if (value) parts.set(name, value);
  }
  if (sort) parts.set('sort', sort);
  if (shown) parts.set('show', String(shown));
  const text = parts.toString();
  return text ? `${path}?${text}` : path;
}

/** What the hub is asked. What is looked at beside the list changes nothing in it. */
export function wireQuery({ words: sought, sort, facets }: LibraryQuery): Record<string, string | undefined> {
  return { in: 'resource', q: sought || undefined, sort, ...facets };
}

export const chosenOf = ({ facets }: LibraryQuery): Chosen =>
  Object.fromEntries(Object.entries(facets).map(([name, value]) => [name, [value]]));

/** Of two ticks in one group the newer one holds. */
export function withChosen(query: LibraryQuery, chosen: Chosen): LibraryQuery {
  const facets: LibraryQuery['facets'] = {};
  for (const name of facetNames) {
    const value = chosen[name]?.at(-1);
    if (value) facets[name] = value;
  }
  return { ...query, facets, shown: undefined };
}

const wordsOf: Partial<Record<FacetName, Record<string, string>>> = {
  type: resourceTypeWords,
  stage: stageWords,
  year: yearWords,
  format: formatWords,
  licence: Object.fromEntries(Object.entries(licenceWords).map(([value, { short }]) => [value, short])),
};

export function labelOf(name: FacetName, value: string, label = ''): string {
  if (name === 'approved') return words.approvedOnly;
  return wordsOf[name]?.[value] ?? (label || value);
}

/** The filters with their numbers. What is ticked stays, though nothing is left of it, so that it can be unticked. */
export function groupsOf(
  facets: readonly Facet[],
  query: LibraryQuery,
  nameOf: (id: number) => string,
): FacetGroup[] {
  return facetNames.map((name) => {
    const given = facets.find((facet) => facet.name === name)?.values ?? [];
    const options = given
      .filter(({ value }) => name !== 'approved' || value === 'true')
      .map(({ value, label, count }) => ({ value, label: labelOf(name, value, label), number: count }));
    const ticked = query.facets[name];
    if (ticked && !options.some(({ value }) => value === ticked)) {
      const known = name === 'organisation' ? nameOf(Number(ticked)) : '';
      options.push({ value: ticked, label: labelOf(name, ticked, known), number: 0 });
    }
    const order = Object.keys(wordsOf[name] ?? {});
    if (order.length && name !== 'type' && name !== 'format')
      options.sort((one, other) => order.indexOf(one.value) - order.indexOf(other.value));
    return { key: name, name: words.facets[name], options };
  });
}

/** "34 resources for “fractions”"; a number that is not exact is said so. */
export function foundWords(page: Pick<SearchPage, 'total' | 'total_is_exact'>, sought: string): string {
  const number = words.resources(page.total);
  return words.found(page.total_is_exact ? number : words.about(number), sought);
}
