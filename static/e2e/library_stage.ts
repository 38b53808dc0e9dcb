// Resources made by the API alone, so that a test of a page begins where it is about something.
import type { Collection, Resource } from '../src/generated/protocol';
import type { Client } from './client';
import { until } from './until';

/** A teacher who shares, who leads the subject in that trust, and a teacher of a school in another trust. */
export const author = 'Daniel Obi';
export const judge = 'Priya Nair';
export const reader = 'Joe Brennan';

interface Wanted {
  title: string;
  /** What stands in its one file. */
  text: string;
  file?: string;
  over?: object;
  /** Whom it is shared with; nobody: it stays a draft. */
  audience?: 'network' | 'trust' | 'none';
}

export const reviewBy = (): string => `${new Date().getFullYear() + 1}-03-31`;

/** A new version from one text file, once it has been checked. */
export async function addVersion(
  client: Client,
  resource: Resource,
  text: string,
  note = '',
): Promise<number> {
  const upload = await client.tus(resource.organisation, 'plan.txt', text);
  const made = await client.post(`/resources/${resource.id}/versions`, {
    uploads: [upload],
    note,
    may_share: true,
  });
  await until(
    () => client.get(`/resource-versions/${made.id}`),
    (found: { state: string }) => found.state === 'ready',
  );
  return made.id;
}

async function placeOf(client: Client, audience: 'network' | 'trust'): Promise<number> {
  const { organisations } = await client.get('/me');
  return organisations.find((one: { type: string }) => one.type === audience).id;
}

export async function shareResource(
  client: Client,
  { title, text, over = {}, audience = 'network' }: Wanted,
): Promise<Resource> {
  const { memberships } = await client.get('/me');
  const made = (await client.post('/resources', {
    organisation: memberships[0].organisation,
    title,
    summary: 'Made by a test.',
    type: 'lesson_materials',
    subject: 'Mathematics',
    stages: ['ks2'],
    years: ['y5'],
    licence: 'cc_by',
    attribution: 'Dyeworks Lane Primary School',
    third_party: 'none',
    ...over,
  })) as Resource;
  await addVersion(client, made, text);
  if (audience === 'none') return made;
  await client.put(`/resources/${made.id}/audience`, { shared_with: await placeOf(client, audience) });
  await client.post(`/resources/${made.id}/publish`, { review_by: reviewBy() });
  return (await client.get(`/resources/${made.id}`)) as Resource;
}

/** Until the search knows it. */
export async function findable(client: Client, words: string): Promise<void> {
  await until(
    () => client.get(`/search?in=resource&q=${encodeURIComponent(words)}`),
    (found: { items: unknown[] }) => found.items.length > 0,
  );
}

export async function shareCollection(
  client: Client,
  title: string,
  items: { resource: number; note: string }[],
): Promise<Collection> {
  const { memberships } = await client.get('/me');
  const made = await client.post('/collections', {
    organisation: memberships[0].organisation,
    title,
    summary: 'Made by a test.',
    subject: 'Mathematics',
  });
  const place = `/collections/${made.id}`;
  await client.put(`${place}/items`, { items });
  await client.put(`${place}/audience`, { shared_with: await placeOf(client, 'network') });
  await client.post(`${place}/publish`);
  return (await client.get(place)) as Collection;
}
