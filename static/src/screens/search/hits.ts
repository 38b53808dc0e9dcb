// Where a hit leads, and how a question stands in the address. Pure.
import type { FileFormat, Queries, SearchHit, SearchKind } from '$generated/protocol';
import { search as words } from '$strings/search';
import type { IconName } from '../../assets/icons';

export type Asked = Queries['search']['query'];

export const kinds: SearchKind[] = [
  'resource',
  'practice',
  'collection',
  'topic',
  'message',
  'person',
  'team',
  'organisation',
  'curriculum',
  'support_request',
  'contract',
  'pool',
  'purchase',
  'supplier',
];
const sorts = ['relevance', 'newest', 'most_used'] as const;

/** Reads `/search?q=…&in=…&sort=…`; what makes no sense is left out. */
export function askedOf(query: URLSearchParams): Asked {
  const q = query.get('q')?.trim();
  const wanted = kinds.find((kind) => kind === query.get('in'));
  const sort = sorts.find((one) => one === query.get('sort'));
  return { ...(q && { q }), ...(wanted && { in: wanted }), ...(sort && sort !== 'relevance' && { sort }) };
}

/** The page's address and the API's path are alike. */
export function pathOf(asked: Asked, more: Record<string, string | number> = {}): string {
  const set = Object.entries({ ...asked, ...more }).map(([name, value]) => [name, String(value)]);
  return set.length ? `/search?${new URLSearchParams(set)}` : '/search';
}

/** The library's own page has the same question, with all its filters. */
export function libraryPathOf({ q }: Asked): string {
  return q ? `/library?${new URLSearchParams({ q })}` : '/library';
}

export function hrefOf(hit: SearchHit): string {
  switch (hit.what) {
    case 'resource': {
      const at = new URLSearchParams();
      if (hit.file !== undefined) at.set('file', String(hit.file));
      if (hit.page !== undefined) at.set('page', String(hit.page));
      return at.size ? `/library/${hit.id}?${at}` : `/library/${hit.id}`;
    }
    case 'collection':
      return `/collections/${hit.id}`;
    case 'topic':
      return `/topics/${hit.id}`;
    case 'message':
      return `/topics/${hit.topic}?message=${hit.ordinal}`;
    case 'person':
      return `/people/${hit.id}`;
    case 'team':
      return `/teams/${hit.id}`;
    case 'organisation':
      return `/organisations/${hit.id}`;
    case 'curriculum':
      return `/library?unit=${hit.id}`;
    case 'practice':
      return `/practice/${hit.id}`;
    case 'support_request':
      return `/support/${hit.id}`;
    case 'contract':
      return `/buying/contracts/${hit.id}`;
    case 'pool':
      return `/buying/pools/${hit.id}`;
    case 'purchase':
      return `/buying/purchases/${hit.id}`;
    case 'supplier':
      return `/buying/suppliers/${hit.id}`;
  }
}

export const icons: Record<SearchKind, IconName> = {
  resource: 'file',
  collection: 'collection',
  topic: 'teams',
  message: 'reply',
  person: 'people',
  team: 'users',
  organisation: 'school',
  curriculum: 'list',
  practice: 'practice',
  support_request: 'support',
  contract: 'file',
  pool: 'users',
  purchase: 'scale',
  supplier: 'partner',
};

/** Where in its files the words stand. Decks have slides, workbooks have sheets. */
export function pageWords(page: number, formats: readonly FileFormat[]): string {
  const all = (...among: FileFormat[]) => formats.length > 0 && formats.every((one) => among.includes(one));
  if (all('pptx', 'odp')) return words.slide(page);
  return all('xlsx', 'ods') ? words.sheet(page) : words.page(page);
}
