// Actions, dates, how one hears of things, and the calendar's address by the API alone: each operation at least once,
// for the contract's test.
import { expect } from 'vitest';
import type { Client } from './client';
import { inDays } from './support_stage';

async function act(author: Client, owner: Client): Promise<void> {
  const { id: topic } = await author.topic('Maths leads', 'Teaching ideas', 'With actions');
  const { person } = await owner.get('/me');
  const { person: mine } = await author.get('/me');
  const made = await author.post(`/topics/${topic}/actions`, {
    ordinal: 1,
    title: 'Order the counters',
    owner: person,
    due: inDays(3),
  });
  const self = `/actions/${made.id}`;
  await author.put(self, { title: 'Order more counters', due: inDays(4) });
  await author.put(`${self}/owner`, { owner: mine });
  await author.put(`${self}/owner`, { owner: person });
  expect((await owner.get('/actions?ended=false')).items.map((one: { id: number }) => one.id)).toContain(
    made.id,
  );
  await owner.post(`${self}/complete`);
  expect((await owner.get('/actions?ended=true')).items.map((one: { id: number }) => one.id)).toContain(
    made.id,
  );
  await owner.post(`${self}/reopen`);
  await author.post(`${self}/cancel`);
  expect((await owner.get(self)).state).toBe('cancelled');
  expect((await author.get(`/topics/${topic}/actions`)).items).toHaveLength(1);
  await owner.get(`/dates?from=${inDays(0)}&to=${inDays(30)}`);
}

async function settle(client: Client): Promise<void> {
  const { person } = await client.get('/me');
  const place = `/people/${person}/notification-setting`;
  const { paces, digest, digest_day } = await client.get(place);
  expect(paces).toHaveLength(9);
  await client.put(place, { digest, digest_day, paces });
  const { id: team } = await client.team('Maths leads');
  await client.put(`${place}/teams/${team}`, { level: 'follow' });
  await client.put(`${place}/teams/${team}`, { level: 'normal' });
  await client.get(`/people/${person}/digest-plan`);
}

async function subscribe(client: Client): Promise<void> {
  const { person } = await client.get('/me');
  const place = `/people/${person}/calendar-feed`;
  await client.put(place);
  await client.get(place);
  const { address } = await client.post(`${place}/address`);
  expect(address).toMatch(/^https?:.*\/calendar\/[\w.~-]+\.ics$/);
  await client.remove(place);
  expect((await client.ask('GET', place)).status).toBe(404);
}

/** A program of theirs. */
async function letIn(client: Client): Promise<void> {
  const { token, secret } = await client.post('/api-tokens', {
    token_name: 'Timetable export',
    scopes: ['read'],
    days: 30,
  });
  expect(secret).toMatch(/^staffroom_/);
  expect((await client.get('/api-tokens')).items.map((one: { id: number }) => one.id)).toContain(token.id);
  const place = `/api-tokens/${token.id}`;
  expect((await client.get(place)).name).toBe('Timetable export');
  await client.remove(place);
}

export async function keepTheInboxCalm(author: Client, owner: Client): Promise<void> {
  await letIn(owner);
  await act(author, owner);
  await settle(owner);
  await subscribe(owner);
}
