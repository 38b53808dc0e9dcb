// Golden links of a record: fetching them, and where their other end is. Not records: each reader is told of those
// whose ends they may both read, and so they are asked for again after each change of one's own.
import type { Linked, LinkedThing, LinkList } from '$generated/protocol';
import { request } from '$lib/api/http';
import { live } from '$lib/state/live.svelte';
import type { IconName } from '../assets/icons';

export const linkIcons: Record<Linked, IconName> = {
  resource: 'file',
  practice: 'practice',
  support_request: 'support',
  topic: 'teams',
  collection: 'collection',
  review: 'reviews',
};

const places: Record<Linked, string> = {
  resource: '/library',
  practice: '/practice',
  support_request: '/support',
  topic: '/topics',
  collection: '/collections',
  review: '/reviews',
};

/** Errors: ApiError. */
export async function fetchLinks(what: Linked, id: number): Promise<LinkedThing[]> {
  const { data } = await request<LinkList>('GET', `/record-links?what=${what}&id=${id}`);
  live.oldestList = Math.min(live.oldestList, data.seq);
  return data.items ?? [];
}

export function hrefOf({ other, message }: Pick<LinkedThing, 'other' | 'message'>): string {
  const path = `${places[other.what]}/${other.id}`;
  return other.what === 'topic' && message !== undefined ? `${path}?message=${message}` : path;
}
