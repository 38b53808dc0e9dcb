// Asking the hub for resources. What it answers goes into the records; what is left is the order and the numbers.
import type { Facet, SearchHit, SearchPage } from '$generated/protocol';
import { request } from '$lib/api/http';
import { live } from '$lib/state/live.svelte';
import { records } from '$lib/state/records';

export interface Found {
  hits: SearchHit[];
  facets: Facet[];
  total: number;
  total_is_exact: boolean;
  didYouMean: string | undefined;
  isBehind: boolean;
  next: string | undefined;
}

/** Errors: ApiError. */
export async function searchPage(query: Record<string, string | undefined>, cursor?: string): Promise<Found> {
  const set = Object.entries({ ...query, cursor }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const { data } = await request<SearchPage>('GET', `/search?${new URLSearchParams(set)}`);
  live.oldestList = Math.min(live.oldestList, data.seq);
  const { resources = [], activities = [], names = [], seq } = data;
  records.accept({ items: resources, also: activities, names, seq, next: null });
  return {
    hits: data.items ?? [],
    facets: data.facets ?? [],
    total: data.total,
    total_is_exact: data.total_is_exact,
    didYouMean: data.did_you_mean,
    isBehind: data.is_behind,
    next: data.next ?? undefined,
  };
}
