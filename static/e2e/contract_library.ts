// The library by the API alone: each operation of it at least once, for the contract's test.
import { expect } from 'vitest';
import type { Resource, ResourceVersion } from '../src/generated/protocol';
import type { Client } from './client';
import { until } from './until';

const description = {
  title: 'Fractions of amounts, described',
  summary: 'Six lessons with bar models.',
  type: 'lesson_materials',
  subject: 'Mathematics',
  stages: ['ks2'],
  years: ['y5'],
  unit: 'Fractions',
  threads: ['Number'],
  keywords: ['bar model'],
  licence: 'cc_by',
  attribution: 'Dyeworks Lane Primary School',
  third_party: 'none',
};

const version = (client: Client, id: number, state: string): Promise<ResourceVersion> =>
  until(
    () => client.get(`/resource-versions/${id}`) as Promise<ResourceVersion>,
    (found) => found.state === state,
  );

interface Cast {
  /** Makes the resource. */
  author: Client;
  /** Leads the subject in the author's trust. */
  lead: Client;
  /** Teaches in a school of another trust. */
  reader: Client;
}

async function makeResource(author: Client, schoolId: number): Promise<Resource> {
  const made = await author.post('/resources', { organisation: schoolId, ...description });
  const upload = await author.tus(schoolId, 'plan.txt', 'Fractions of amounts: a plan for the first lesson.');
  await author.get('/uploads');
  await author.get(`/uploads/${upload}`);
  const first = await author.post(`/resources/${made.id}/versions`, {
    uploads: [upload],
    note: '',
    may_share: true,
  });
  await version(author, first.id, 'ready');
  for (const part of ['', '/text', '/preview'])
    await author.get(`/resource-versions/${first.id}/files/0${part}`);
  await author.get(`/resource-versions/${first.id}/check`).catch(() => undefined);
  const { organisations } = await author.get('/me');
  const network = organisations.find((one: { parent?: number }) => one.parent === undefined);
  await author.put(`/resources/${made.id}/audience`, { shared_with: network.id });
  await author.post(`/resources/${made.id}/publish`, { review_by: reviewBy() });
  return (await author.get(`/resources/${made.id}`)) as Resource;
}

const reviewBy = () => `${new Date().getFullYear() + 1}-03-31`;

/** Versions: made, labelled, restored, held, confirmed, replaced, deleted; and what approval does. */
async function changeVersions({ author, lead }: Cast, resource: Resource): Promise<void> {
  const place = `/resources/${resource.id}`;
  const add = async (text: string) => {
    const upload = await author.tus(resource.organisation, 'plan.txt', text);
    const body = { uploads: [upload], note: 'Another lesson', may_share: true };
    return (await author.post(`${place}/versions`, body)).id as number;
  };
  const second = await add('Fractions of amounts: a plan for the second lesson.');
  await version(author, second, 'ready');
  await author.put(`/resource-versions/${second}/label`, { label: 'Spring' });
  const held = await add('Alex Example B801200005001');
  await version(author, held, 'held');
  await author.get(`/resource-versions/${held}/check`);
  await author.post(`/resource-versions/${held}/false-alarm`, {
    reason: 'An invented number for this example.',
  });
  const again = await add('Alex Example B801200005001 once more');
  await version(author, again, 'held');
  const clean = await author.tus(resource.organisation, 'plan.txt', 'Nobody is named here.');
  const replaced = await author.post(`/resource-versions/${again}/replace`, {
    uploads: [clean],
    may_share: true,
  });
  await version(author, replaced.id, 'ready');
  const restored = await author.post(`/resource-versions/${second}/restore`, { note: 'Back to this one' });
  await version(author, restored.id, 'ready');
  await author.remove(`/resource-versions/${held}`);
  await author.get(`${place}/versions`);

  const ask = async () => (await author.post(`${place}/approvals`)).id as number;
  await lead.post(`/approvals/${await ask()}/refuse`, { reason: 'The answers are missing.' });
  const asked = await ask();
  const { current } = (await lead.get(place)) as Resource;
  const approved = await lead.put(`${place}/approval`, { content_hash: current?.content_hash });
  await lead.get(`/approvals/${approved.id === resource.id ? asked : approved.id}`);
  await author.get(`${place}/approvals`);
  const { approval } = (await lead.get(place)) as Resource;
  await lead.post(`/approvals/${approval}/withdraw`, { reason: 'On second thoughts.' });
}

/** Uses, scores, questions, reports, copies. */
async function useIt({ author, lead, reader }: Cast, resource: Resource): Promise<void> {
  const place = `/resources/${resource.id}`;
  const { memberships } = await reader.get('/me');
  const school = memberships[0].organisation;
  const use = await reader.post(`${place}/uses`, { organisation: school });
  await reader.get(`${place}/uses`);
  await reader.get(`/resource-uses/${use.id}`);
  await reader.get(`/resource-uses/${use.id}/author`);
  await reader.put(`/resource-uses/${use.id}/story`, {
    what: 'The first three lessons',
    with_whom: 'Year 5',
    changed: 'Smaller numbers',
    happened: 'They drew bars unasked.',
  });
  await reader.put(`/resource-uses/${use.id}/state`, { state: 'stopped' });
  const score = { clear: 4, accurate: 3, adaptable: 4, inclusive: 2 };
  await reader.put(`${place}/score`, score);
  const { items } = await reader.get(`${place}/scores`);
  await reader.get(`/rubric-scores/${items[0].id}`);
  await reader.remove(`${place}/score`);
  await author.get(`${place}/activity`);
  const topic = await reader.post(`${place}/topics`, { title: 'Answers?', text: 'Is there a mark scheme?' });
  await author.post(`/topics/${topic.id}/messages`, { text: 'On the last page.' });
  await reader.get(`${place}/topics`);
  const report = await reader.post(`${place}/reports`, {
    reason: 'mistake',
    text: 'Question 4 has no answer.',
  });
  await author.get(`${place}/reports`);
  await author.post(`/resource-reports/${report.id}/resolve`, { answer: 'Corrected.' });
  await reader.get(`/resource-reports/${report.id}`);
  const copy = await reader.post(`${place}/copies`, { organisation: school });
  await reader.get(`/resources/${copy.id}/lineage`);
  await reader.remove(`/resources/${copy.id}`);
  await lead.put(`${place}/featured`, { featured: true });
}

async function workTogether({ author, lead, reader }: Cast, resource: Resource): Promise<void> {
  const place = `/resources/${resource.id}`;
  const { person } = await lead.get('/me');
  const invite = () => author.post(`${place}/coauthors`, { person });
  await invite();
  await lead.post(`${place}/coauthorship`);
  await lead.remove(`${place}/coauthorship`);
  await author.put(`${place}/description`, { ...description, summary: 'Seven lessons.' });
  await author.post(`${place}/confirm`, { review_by: reviewBy() });
  await author.get('/resources?mine=true');
  await reader.get('/search?q=fractions&in=resource');
  const bundle = await reader.post('/downloads', { resources: [resource.id] });
  await until(
    () => reader.get(`/downloads/${bundle.id}`),
    (found: { state: string }) => found.state === 'ready',
  );
  await reader.get(`/downloads/${bundle.id}/file`);
  await reader.get('/downloads');
  await reader.remove(`/downloads/${bundle.id}`);
}

async function collect({ author, lead }: Cast, resource: Resource): Promise<void> {
  const of = { title: 'A half-term of fractions', summary: '', stages: ['ks2'] };
  const made = await author.post('/collections', { organisation: resource.organisation, ...of });
  const place = `/collections/${made.id}`;
  await author.put(`${place}/description`, { ...of, subject: 'Mathematics' });
  await author.put(`${place}/items`, { items: [{ resource: resource.id, note: 'Begin here.' }] });
  await author.put(`${place}/audience`, { shared_with: resource.shared_with });
  await author.post(`${place}/publish`);
  const shown = await lead.get(`${place}/items`);
  expect(shown.items).toEqual([{ resource: resource.id, note: 'Begin here.' }]);
  await lead.get(place);
  await lead.get(`/collections?resource=${resource.id}`);
  await author.post(`${place}/withdraw`);
  await author.post(`${place}/publish`);
  await author.post(`${place}/take-down`, { reason: 'Out of date.' });
  const { person } = await author.get('/me');
  await author.put(`${place}/owner`, { owner: person });
  await author.remove(place);
}

/** A resource's life from the first file to its end. */
export async function liveInTheLibrary(cast: Cast, administrator: Client): Promise<void> {
  const { author } = cast;
  const { memberships } = await author.get('/me');
  const school = memberships[0].organisation;
  await author.giveUp(school);
  const resource = await makeResource(author, school);
  await changeVersions(cast, resource);
  await useIt(cast, resource);
  await workTogether(cast, resource);
  await collect(cast, resource);
  const place = `/resources/${resource.id}`;
  await author.post(`${place}/withdraw`);
  await author.post(`${place}/publish`, { review_by: reviewBy() });
  await author.post(`${place}/take-down`, { reason: 'A newer one is there.' });
  const { person } = await author.get('/me');
  await author.put(`${place}/owner`, { owner: person });
  await author.remove(place);

  const { items } = await author.get('/curriculum/units');
  await author.get(`/curriculum/units/${items[0].id}`);
  const rebuild = await administrator.post('/search/rebuilds');
  await until(
    () => administrator.get(`/search/rebuilds/${rebuild.id}`),
    (found: { state: string }) => found.state === 'done',
  );
  await administrator.get('/search/rebuilds');
}
