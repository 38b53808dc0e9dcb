// How people hear of things: what they choose, the link in a mail that stops such mails, and their dates in a calendar
// elsewhere. Time here moves by hand only.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { useStage } from './stage';
import { until } from './until';

const stage = useStage({ manualClock: true });
const lead = 'Priya Nair';
const joe = 'Joe Brennan';
const minute = 60_000;

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const digest = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

interface Mail {
  to: string;
  about: string;
  state: string;
  next_at: number;
}

/** Mails about somebody, as administrators see them. */
async function mailsTo(email: string): Promise<Mail[]> {
  const femi = await stage.as('Femi Adeyemi');
  await femi.signIn();
  const { memberships } = await femi.get('/me');
  const { items } = await femi.get(`/organisations/${memberships[0].organisation}/emails?limit=200`);
  return (items as Mail[]).filter(({ to }) => to === email);
}

/** Lets time go on until the first mail that waits for its moment has left. */
async function untilMailed(email: string): Promise<void> {
  const notices = async () => (await mailsTo(email)).filter(({ about }) => about === 'notice');
  await stage.server.advance(3 * minute);
  const [waiting] = await until(notices, (found) => found.length > 0);
  const { server_time } = await (await stage.as('Femi Adeyemi')).get('/me');
  if (waiting && waiting.next_at > server_time) {
    await stage.server.advance(waiting.next_at - server_time + minute);
  }
  await until(notices, (found) => found.some(({ state }) => state === 'sent'));
}

it('keeps what is chosen, on this page and on every other', async () => {
  const { page } = await stage.visit(joe, '/settings');
  await page.getByRole('link', { name: 'Mail', exact: true }).click();
  await title(page, 'How you hear of things');
  await page.getByText('Nothing is chosen yet: this is what your roles suggest.').waitFor();
  expect(await choice(page, 'Support: how it comes').inputValue()).toBe('at_once');
  expect(await choice(page, 'Library: how it comes').inputValue()).toBe('digest');
  expect(await digest(page, 'Once a week').isChecked()).toBe(true);
  await page.getByText(/^Next digest: /).waitFor();

  const other = (await stage.visit(joe, '/settings/mail')).page;
  await choice(other, 'Library: how it comes').waitFor();

  await choice(page, 'Library: how it comes').selectOption('Only here');
  await said(page, 'Saved.');
  await choice(page, 'On which day').selectOption('Thursday');
  await choice(page, 'Maths leads: how much you hear').selectOption('Only when I’m named');
  await said(page, 'You hear from Maths leads only when you’re named.');
  expect(await page.getByText('Nothing is chosen yet').count()).toBe(0);
  // Live on the other page, and there when this one is opened again.
  await expect.poll(() => choice(other, 'Library: how it comes').inputValue()).toBe('hub');
  await expect.poll(() => choice(other, 'Maths leads: how much you hear').inputValue()).toBe('mute');
  await page.reload();
  await choice(page, 'Library: how it comes').waitFor();
  expect(await choice(page, 'Library: how it comes').inputValue()).toBe('hub');
  expect(await choice(page, 'Support: how it comes').inputValue()).toBe('at_once');
  expect(await choice(page, 'On which day').inputValue()).toBe('thursday');

  await digest(page, 'Never').check();
  await page.getByText('You get no digest, so what is set to “In the digest” is only here.').waitFor();
  await expect.poll(() => page.getByText(/^Next digest: /).count()).toBe(0);
  expect(await choice(page, 'On which day').count()).toBe(0);
});

it('says when mail comes, by the profile and the school’s calendar', async () => {
  const ruth = await stage.as('Ruth Fell');
  await ruth.signIn();
  const { person } = await ruth.get('/me');
  const { fields } = await ruth.get(`/people/${person}/profile`);
  const hours = { from: 510, to: 930, reply: '' };
  await ruth.put(`/people/${person}/profile/fields`, {
    fields: { ...fields, working_days: ['monday', 'tuesday', 'friday'], working_hours: hours },
  });
  const { page } = await stage.visit('Ruth Fell', '/settings/mail');
  await page.getByText('For you that is Monday, Tuesday and Friday, 08:30 to 15:30.').waitFor();
  await page.getByText(/^When .* is open$/).click();
  await page
    .getByText(/term, .* half: /)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Change your working days and hours' }).click();
  await title(page, 'Ruth Fell');
});

it('sets how much is heard of a team on the team’s page, by keyboard', async () => {
  const client = await stage.as('Ruth Fell');
  await client.signIn();
  const { id } = await client.team('Maths leads');
  const { page } = await stage.visit('Ruth Fell', `/teams/${id}`);
  const level = choice(page, 'What you hear of it');
  await level.focus();
  expect(await level.inputValue()).toBe('normal');
  await page.keyboard.press('ArrowDown');
  await said(page, 'You hear from Maths leads only when you’re named.');
  await page.getByText('Neither Home nor the digest tells of its topics.').waitFor();
  await page.goto(`${stage.server.url}/settings/mail`);
  await choice(page, 'Maths leads: how much you hear').waitFor();
  expect(await choice(page, 'Maths leads: how much you hear').inputValue()).toBe('mute');
});

it('stops mails by the link in one, without signing in', async () => {
  const priya = await stage.as(lead);
  await priya.signIn();
  const { id } = await priya.topic('Maths leads', 'Teaching ideas', 'A question for Dan');
  const { id: dan } = await priya.person('Dan Whitlock');
  await priya.post(`/topics/${id}/messages`, { text: 'What do you think, Dan?', mentions: [dan] });
  const email = stage.emailOf('Dan Whitlock');
  await untilMailed(email);
  const link = await stage.server.stopLinkTo(email);

  const { page } = await stage.stranger();
  // What mail programs post to leads a person to the same page.
  await page.goto(stage.server.url + link.replace('/link/', '/unsubscribe/'));
  await title(page, 'Stop mails about conversations?');
  await press(page, 'Stop these mails');
  await title(page, 'These mails are stopped.');
  await page.getByRole('link', { name: 'Change it in settings', exact: true }).click();
  await title(page, 'Sign in');

  const own = (await stage.visit('Dan Whitlock', '/settings/mail')).page;
  await choice(own, 'Conversations: how it comes').waitFor();
  expect(await choice(own, 'Conversations: how it comes').inputValue()).toBe('digest');
  expect(await choice(own, 'Support: how it comes').inputValue()).toBe('at_once');
  // Again: nothing changes, and nothing is wrong.
  await page.goto(stage.server.url + link);
  await press(page, 'Stop these mails');
  await title(page, 'These mails are stopped.');

  // Administrators see what went out and how far it got, in words.
  const { page: admin } = await stage.visit('Femi Adeyemi', '/admin/mail');
  await admin.getByRole('button', { name: /^\d+ ?All$/ }).click();
  const row = admin.getByRole('row').filter({ has: admin.getByRole('rowheader', { name: email }) });
  await row.filter({ hasText: 'Something that waits for them' }).getByText('Sent').first().waitFor();

  const changed = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
  await page.goto(stage.server.url + changed);
  await title(page, 'This link doesn’t work any more');
});

it('makes an address for a calendar elsewhere, changes it and takes it away', async () => {
  const { page } = await stage.visit(lead, '/settings/calendar');
  await title(page, 'Your calendar elsewhere');
  await press(page, 'Make an address');
  await said(page, 'Your address is ready.');
  const field = page.getByLabel('Address for your calendar', { exact: true });
  const shown = async () => new URL(await field.inputValue());
  const fetched = async (address: URL) => fetch(stage.server.url + address.pathname);
  const first = await shown();
  expect(first.pathname).toMatch(/^\/calendar\/[\w-]+\.ics$/);
  const answer = await fetched(first);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toContain('text/calendar');
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR/);

  // It is shown to nobody who only looks over a shoulder.
  await page.reload();
  await page.getByText(/^Your address was made /).waitFor();
  expect(await field.count()).toBe(0);
  await press(page, 'Show the address');
  await field.waitFor();
  expect((await shown()).pathname).toBe(first.pathname);

  await press(page, 'New address');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new address', exact: true }).click();
  await expect.poll(async () => (await shown()).pathname).not.toBe(first.pathname);
  const second = await shown();
  expect((await fetched(first)).status).toBe(404);
  expect((await fetched(second)).status).toBe(200);

  await press(page, 'Take it away');
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away', exact: true }).click();
  await said(page, 'The address is taken away.');
  await page.getByText('You have no address yet.').waitFor();
  expect((await fetched(second)).status).toBe(404);
});
