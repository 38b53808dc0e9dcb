// What the list of best practice is asked for, as it stands in the address. Pure.
import type { PracticePost, PracticeSort } from '$generated/protocol';
import type { FacetGroup } from '$components/Facets.svelte';
import type { Chosen } from '$lib/filters';
import { costBands, evidenceStrengths } from '$lib/expertise';
import { keyStages, subjects } from '$lib/vocabulary';
import { costWords } from '$strings/expertise';
import { practice as words } from '$strings/practice';
import { commonProblems } from '$strings/practice_editor';
import { stageWords } from '$strings/vocabulary';

/** In the order in which people ask. Each takes one value. */
export const facetNames = ['subject', 'stage', 'problem', 'strength', 'cost', 'visits', 'featured'] as const;
export type FacetName = (typeof facetNames)[number];
export const sorts: PracticeSort[] = ['most_adopted', 'newest'];

export interface PracticeQuery {
  words: string;
  sort: PracticeSort;
  facets: Partial<Record<FacetName, string>>;
}

export function readQuery(query: URLSearchParams): PracticeQuery {
  const facets: PracticeQuery['facets'] = {};
  for (const name of facetNames) {
    const value = query.get(name);
    if (value) facets[name] = value;
  }
  const sort = sorts.find((known) => known === query.get('sort')) ?? 'most_adopted';
  return { words: query.get('q') ?? '', sort, facets };
}

export function addressOf({ words: sought, sort, facets }: PracticeQuery): string {
  const parts = new URLSearchParams();
  if (sought) parts.set('q', sought);
  for (const name of facetNames) {
    const value = facets[name];
    if (value) parts.set(name, value);
  }
  if (sort !== 'most_adopted') parts.set('sort', sort);
  const text = parts.toString();
  return text ? `/practice?${text}` : '/practice';
}

/** What the list is asked; without words. */
export const wireQuery = ({ sort, facets }: PracticeQuery): Record<string, string> => ({ ...facets, sort });

export const chosenOf = ({ facets }: PracticeQuery): Chosen =>
  Object.fromEntries(Object.entries(facets).map(([name, value]) => [name, [value]]));

/** Of two ticks in one group the newer one holds. */
export function withChosen(query: PracticeQuery, chosen: Chosen): PracticeQuery {
  const facets: PracticeQuery['facets'] = {};
  for (const name of facetNames) {
    const value = chosen[name]?.at(-1);
    if (value) facets[name] = value;
  }
  return { ...query, facets };
}

/** The same rules as the hub's list, for posts that were found by words. */
export function fits(post: PracticePost, { facets }: PracticeQuery): boolean {
  const { subject, stage, problem, strength, cost, visits, featured } = facets;
  const rank = <T>(among: readonly T[], value: unknown) => among.indexOf(value as T);
  return (
    (!subject || post.subject === subject) &&
    (!stage || (post.stages ?? []).some((one) => one === stage)) &&
    (!problem || (post.problems ?? []).some((one) => one.toLowerCase() === problem.toLowerCase())) &&
    (!strength || rank(evidenceStrengths, post.evidence_strength) >= rank(evidenceStrengths, strength)) &&
    (!cost || rank(costBands, post.cost) <= rank(costBands, cost)) &&
    (!visits || post.visits_offered) &&
    (!featured || post.featured_by !== undefined)
  );
}

const option = (value: string, label = value) => ({ value, label });

/** The filters. Problems are what the posts that are here name, and what is common. */
export function groupsOf(posts: readonly PracticePost[], { facets }: PracticeQuery): FacetGroup[] {
  const named = [...new Set(posts.flatMap(({ problems }) => problems ?? []))].sort((one, other) =>
    one.localeCompare(other, 'en-GB'),
  );
  const taught = [...new Set(posts.flatMap(({ subject }) => subject ?? []))].sort();
  const with_ = (values: readonly string[], chosen: string | undefined) =>
    chosen && !values.includes(chosen) ? [...values, chosen] : values;
  const of: Record<FacetName, { value: string; label: string }[]> = {
    subject: with_([...new Set([...taught, ...subjects])], facets.subject).map((one) => option(one)),
    stage: keyStages.map((stage) => option(stage, stageWords[stage])),
    problem: with_([...new Set([...named, ...commonProblems])], facets.problem).map((one) => option(one)),
    strength: (['strong', 'promising'] as const).map((one) => option(one, words.atLeast[one])),
    cost: costBands.filter((band) => band !== 'more').map((band) => option(band, costWords[band])),
    visits: [option('true', words.visitsYes)],
    featured: [option('true', words.featuredYes)],
  };
  return facetNames.map((key) => ({ key, name: words.facets[key], options: of[key] }));
}
