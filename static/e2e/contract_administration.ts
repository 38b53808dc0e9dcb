// What administrators do, by the API alone: each operation of it at least once, for the contract's test.
import { expect } from 'vitest';
import type { ImportJob } from '../src/generated/protocol';
import type { Client } from './client';
import { linkTo } from './mail';
import { password } from './set_up';
import type { Stage } from './stage';
import { until } from './until';

const csv = (rows: string[]) => ['Email,Given name,Family name,School URN,Role', ...rows].join('\r\n');

/** Organisations: made, edited, closed, moved, joined, tightened. Answers the one that was made. */
export async function administerOrganisations(femi: Client): Promise<number> {
  const { items } = await femi.get('/organisations?limit=200');
  const trust = (name: string) => items.find((one: { name: string }) => one.name.startsWith(name)).id;
  const listed = items.find((one: { state: string }) => one.state === 'listed');
  const made = await femi.post('/organisations', {
    type: 'school',
    parent: trust('Brightholme'),
    title: 'A school to be described',
    phase: 'primary',
  });
  await femi.patch(`/organisations/${made.id}`, {
    motto: 'Look it up',
    website: 'https://school.example/',
    crest: { shape: 'roundel', pattern: 'bend', symbol: 'book', first: 'navy', second: 'ochre' },
    leads_on: ['Early reading'],
  });
  await femi.post(`/organisations/${made.id}/close`);
  await femi.post(`/organisations/${made.id}/reopen`);
  await femi.post('/me/confirm', { password });
  await femi.post(`/organisations/${made.id}/move`, { parent: trust('Lanternhill') });
  await femi.post(`/organisations/${listed.id}/join`, { with_schools: false });
  const { kind, id, self, version, ...settings } = await femi.get(`/organisations/${made.id}/settings`);
  expect([kind, id, version]).toEqual(['org_settings', made.id, 0]);
  await femi.put(self.replace('/api/v1', ''), { ...settings, guest_days: 90 });
  return made.id;
}

/** People: added, changed, locked out and let in again. Answers one of them. */
export async function administerPeople(femi: Client, school: number): Promise<number> {
  const added = await femi.post(`/organisations/${school}/people`, {
    person_name: 'Dora Described',
    email: 'dora@described.example',
    role: 'staff',
    ends: '2099-07-31',
  });
  const { items } = await femi.get(`/organisations/${school}/people?ended=true`);
  const [membership] = items;
  expect(added.id).toBe(membership.id);
  const person: number = membership.person;
  const place = `/memberships/${membership.id}`;
  await femi.get(`${place}/terms`);
  await femi.get(`/people/${person}/account`);
  await femi.put(`${place}/role`, { role: 'subject_lead', title: 'Maths lead', subjects: ['Mathematics'] });
  await femi.put(`${place}/dates`, { ends: '2099-08-31' });
  await femi.put(`${place}/duties/broker`, {});
  await femi.remove(`${place}/duties/broker`);
  await femi.patch(`/people/${person}`, { person_name: 'Dora Described-Twice' });
  await femi.put(`/people/${person}/email`, { email: 'dora.new@described.example' });
  for (const act of ['reset', 'disable', 'enable', 'end-sessions'])
    await femi.post(`/people/${person}/${act}`);
  const { organisations } = await femi.get('/me');
  const second = await femi.post(`/people/${person}/memberships`, {
    organisation: organisations[0].id,
    role: 'governor',
  });
  await femi.remove(`/memberships/${second.id}`);
  return person;
}

/** Invitations and the links in their mails, and what became of the mails. */
export async function inviteAndAccept(
  stage: Stage,
  femi: Client,
  lead: Client,
  school: number,
): Promise<void> {
  const invite = (email: string) =>
    femi.post(`/organisations/${school}/invitations`, { email, role: 'staff', note: 'Welcome.' });
  const first = await invite('first@described.example');
  await femi.get(`/invitations/${first.id}`);
  await femi.post(`/invitations/${first.id}/resend`);
  await femi.post(`/invitations/${first.id}/revoke`);
  const { id: team } = await lead.found('A team to be invited to', 'closed');
  const toTeam = { email: stage.emailOf('Amina Suleiman'), relation: 'member', note: '' };
  await lead.post(`/teams/${team}/invitations`, toTeam);
  await lead.get(`/teams/${team}/invitations`);
  await invite('second@described.example');
  await invite('third@described.example');
  await femi.get(`/organisations/${school}/invitations`);
  const second = await linkTo(stage.server.url, 'second@described.example');
  const third = await linkTo(stage.server.url, 'third@described.example');
  const link = (path: string) => path.replace('/link/', '/links/');
  // Whoever opens a link need not be anybody: another client without a session.
  const nobody = stage.nobody();
  await nobody.get(link(second));
  const account = { person_name: 'Sue Second', password: 'a-long-enough-word-2031' };
  await nobody.post(`${link(second)}/accept`, account);
  await stage.nobody().post(`${link(third)}/decline`);
  await stage.nobody().post('/password-resets', { email: 'second@described.example' });
  const { items } = await femi.get(`/organisations/${school}/emails`);
  await femi.get(`/emails/${items[0].id}`);
}

/** An import of staff, from the upload to the report; and one that is given up. */
export async function importStaff(femi: Client, school: number): Promise<void> {
  const { name } = await femi.get(`/organisations/${school}`);
  const file = `Email,Given name,Family name,School name,Role\r\nida@described.example,Ida,Import,${name},Teacher\r\n`;
  const job = await femi.upload(`/organisations/${school}`, file);
  const state = (wanted: string) =>
    until(
      () => femi.get(`/imports/${job.id}`) as Promise<ImportJob>,
      (found: ImportJob) => found.state === wanted,
    );
  const { columns } = await state('ready');
  await femi.put(`/imports/${job.id}/columns`, { columns });
  await state('ready');
  const { items } = await femi.get(`/imports/${job.id}/rows`);
  await femi.get(`/import-rows/${items[0].id}`);
  await femi.post(`/imports/${job.id}/commit`, {});
  const { counts } = await state('done');
  expect(counts.added).toBe(1);
  await femi.get('/imports');
  const other = await femi.upload(
    `/organisations/${school}`,
    csv(['otto@described.example,Otto,Other,,Teacher']),
  );
  await femi.post(`/imports/${other.id}/cancel`);
}

/** What is held about people, asked for, and erased by two administrators. */
export async function forget(femi: Client, other: Client, person: number): Promise<void> {
  await femi.get('/me/data');
  await femi.get(`/people/${person}/data`);
  await femi.get(`/people/${person}/erasure-preview`);
  const ask = () => femi.post(`/people/${person}/erasure`, { manner: 'forget_all' });
  await femi.post(`/erasures/${(await ask()).id}/withdraw`);
  await other.post(`/erasures/${(await ask()).id}/refuse`);
  const last = await ask();
  await other.post(`/erasures/${last.id}/approve`);
  await until(
    () => femi.get(`/erasures/${last.id}`),
    (found: { state: string }) => found.state === 'settling',
  );
  await femi.get('/erasures');
  await femi.get('/audit?limit=5');
  await femi.get('/audit.csv');
  await femi.get('/status');
}

/** A letter to the leads of a team, and their answer. */
export async function writeToLeads(writer: Client, lead: Client, team: number): Promise<void> {
  const letter = await writer.post(`/teams/${team}/lead-messages`, { text: 'Is there room for one more?' });
  await writer.get(`/teams/${team}/lead-messages`);
  await lead.post(`/lead-messages/${letter.id}/answer`, { text: 'There is.' });
  await writer.get(`/lead-messages/${letter.id}`);
}
