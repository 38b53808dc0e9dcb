// Teams grown up: made with their people in one page, found by what they are about, written to from outside.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { labelled } from './names';
import { useStage } from './stage';

const stage = useStage();
const lead = 'Priya Nair';
const joe = 'Joe Brennan';
const partner = 'Catrin Lloyd';

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

/** Presses Tab until the focus is where it should be, as somebody without a mouse does. */
async function tabTo(page: Page, what: { role: 'textbox' | 'combobox' | 'button'; name: string }) {
  const wanted = page.getByRole(what.role, { name: what.name, exact: true });
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${what.name}.`);
}

it('makes a team of several schools with a guest and an invitation, by keyboard, in well under two minutes', async () => {
  const { page } = await stage.visit(lead, '/teams/new');
  await title(page, 'New team').waitFor();
  const begun = Date.now();
  await tabTo(page, { role: 'textbox', name: 'Name' });
  await page.keyboard.type('Fluency across the valley');
  await tabTo(page, { role: 'textbox', name: 'What it’s for' });
  await page.keyboard.type('Ten minutes a day, in every school.');
  await tabTo(page, { role: 'combobox', name: 'Add people or email addresses' });
  const choice = (name: string) => page.getByRole('option', { name: new RegExp(name) }).first();
  for (const name of [joe, 'Dan Whitlock', 'Ruth Fell', partner]) {
    await page.keyboard.type(name);
    await choice(name).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Take out ${name}`, exact: true }).waitFor();
  }
  await page.keyboard.type('new.colleague@university.example');
  await choice('new.colleague').waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByRole('combobox', { name: 'Joins as: new.colleague@university.example', exact: true })
    .selectOption({ label: 'Guest from University of Hexholme School of Education' });
  expect(await page.getByLabel('Guests’ last day', { exact: true }).inputValue()).toMatch(
    /^\d{4}-\d\d-\d\d$/,
  );
  await tabTo(page, { role: 'button', name: 'Create team' });
  await page.keyboard.press('Enter');
  await title(page, 'Fluency across the valley').waitFor();
  expect(Date.now() - begun).toBeLessThan(60_000);
  await said(page, 'Fluency across the valley is ready, with 5 more people added or invited.');

  await page.getByRole('link', { name: /^Members/ }).click();
  await page.getByRole('heading', { level: 2, name: '4 members', exact: true }).waitFor();
  await page.getByRole('heading', { level: 3, name: 'Ellerwick CE Primary School', exact: true }).waitFor();
  await part(page, '1 guest')
    .getByText(/^Sees General, until /)
    .waitFor();
  await part(page, 'Invitations').getByText('new.colleague@university.example').first().waitFor();
  await (
    await stage.visit(partner, '/teams')
  ).page
    .getByRole('link', { name: 'Fluency across the valley' })
    .waitFor();
});

it('says who could not be brought in, and keeps the team', async () => {
  const { page } = await stage.visit(lead, '/teams/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Half a team');
  const search = page.getByRole('combobox', { name: 'Add people or email addresses', exact: true });
  for (const name of [joe, 'Ruth Fell']) {
    await search.fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).waitFor();
    await search.press('Enter');
  }
  await search.fill('nobody@nowhere');
  await page.getByText(/^Nobody matches\. To invite somebody new/).waitFor();
  // Joe is added first, so that an invitation to his address has nothing left to do.
  await search.fill(stage.emailOf(joe));
  await page.getByRole('listbox').getByRole('option').waitFor();
  await search.press('Enter');
  await press(page, 'Create team');
  const outcome = part(page, 'Half a team is made, but not everybody is in it');
  await outcome
    .getByRole('listitem')
    .filter({ hasText: stage.emailOf(joe) })
    .waitFor();
  expect(await outcome.getByRole('listitem').count()).toBe(1);
  await outcome.getByRole('link', { name: 'Go to the team', exact: true }).click();
  await title(page, 'Half a team').waitFor();
});

it('finds a team by subject and phase, with who leads it', async () => {
  const leads = await stage.as(lead);
  const { organisations, memberships } = await leads.get('/me');
  const whole = organisations.find((one: { parent?: number }) => one.parent === undefined);
  await leads.post('/teams', {
    organisation: memberships[0].organisation,
    team_name: 'Latin for beginners',
    purpose: 'Three schools, one course.',
    area: 'curriculum',
    subject: 'Latin',
    phases: ['secondary'],
    joining: 'open',
    reach: whole.id,
  });
  const { page } = await stage.visit(joe, '/teams');
  const found = page.getByRole('region', { name: 'Results', exact: true });
  const filters = page.getByRole('form', { name: 'Filter teams', exact: true });
  await filters.getByRole('checkbox', { name: /^Latin/ }).check();
  await filters.getByRole('checkbox', { name: /^Secondary/ }).check();
  await found.getByText('1 team', { exact: true }).waitFor();
  const row = found.getByRole('listitem').filter({ hasText: 'Latin for beginners' });
  await row.getByText('Led by Priya Nair', { exact: true }).waitFor();
  await row.getByText(/^Latin, Secondary, 1 person, /).waitFor();
});

it('takes a letter to the leads, who see it on Home and answer it on the team’s page', async () => {
  const { id } = await (await stage.as(lead)).found('Written to', 'by_request');
  const leads = (await stage.visit(lead, '/')).page;
  await title(leads, 'Good')
    .or(leads.getByRole('heading', { level: 1 }))
    .first()
    .waitFor();
  const { page } = await stage.visit(joe, `/teams/${id}`);
  await press(page, 'Write to the leads');
  const form = dialog(page, 'Write to the leads of Written to');
  await form.getByRole('button', { name: 'Send', exact: true }).click();
  await form.getByRole('link', { name: 'Write a few words', exact: true }).waitFor();
  await form.getByRole('textbox', { name: 'Your message', exact: true }).fill('May my student teacher come?');
  await form.getByRole('button', { name: 'Send', exact: true }).click();
  await said(page, 'Sent. The leads will answer you here.');
  await part(page, 'What you wrote to the leads').getByText('Waiting for an answer').waitFor();

  const need = 'Joe Brennan wrote to the leads of Written to';
  await leads.getByRole('link', { name: labelled('Answer', need) }).click();
  await title(leads, 'Written to').waitFor();
  await press(leads, labelled('Answer', joe));
  const answering = dialog(leads, 'Answer Joe Brennan');
  await answering.getByRole('textbox', { name: 'Your answer', exact: true }).fill('Of course.');
  await answering.getByRole('button', { name: 'Answer', exact: true }).click();
  await said(leads, 'Answered.');
  await part(page, 'What you wrote to the leads').getByText('Of course.', { exact: true }).waitFor();

  const home = (await stage.visit(joe, '/')).page;
  await home
    .getByRole('link', { name: 'Priya Nair answered what you wrote to Written to', exact: true })
    .waitFor();
  expect(await (await stage.visit('Ruth Fell', `/teams/${id}`)).page.getByText('Of course.').count()).toBe(0);
});

it('lets a lead invite by email, send the link again and take it back', async () => {
  const { id } = await (await stage.as(lead)).found('By invitation', 'closed');
  const { page } = await stage.visit(lead, `/teams/${id}/members`);
  await press(page, 'Add people');
  await page
    .getByRole('searchbox', { name: 'Search people', exact: true })
    .fill('someone@university.example');
  await press(page, 'Invite by email');
  const form = dialog(page, 'Invite by email');
  await form
    .getByRole('combobox', { name: 'Joins as', exact: true })
    .selectOption({ label: 'Guest from University of Hexholme School of Education' });
  await form.getByRole('button', { name: 'Send invitation', exact: true }).click();
  await said(page, 'An invitation is on its way to someone@university.example.');
  const waiting = part(page, 'Invitations');
  await waiting.getByRole('button', { name: labelled('Send again', 'someone@university.example') }).click();
  await said(page, 'A new link is on its way. The old one no longer works.');
  await waiting.getByRole('button', { name: labelled('Take back', 'someone@university.example') }).click();
  await said(page, 'The invitation is taken back.');
  await waiting.waitFor({ state: 'detached' });
});

it('shows on the team’s page what it is for, and lets its lead change it', async () => {
  const { id } = await (await stage.as(lead)).found('Phases', 'open');
  const reader = (await stage.visit(joe, `/teams/${id}`)).page;
  const about = reader.getByRole('complementary', { name: 'About this team', exact: true });
  await about.getByText('All phases', { exact: true }).waitFor();
  const { page } = await stage.visit(lead, `/teams/${id}`);
  await press(page, 'Edit team');
  const form = dialog(page, 'Edit team');
  await form.getByRole('checkbox', { name: 'Primary', exact: true }).check();
  await form.getByRole('checkbox', { name: 'Special', exact: true }).check();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'Saved.');
  await about.getByText('Primary and Special', { exact: true }).waitFor();
});

it('lets members invite by email once the network’s settings say so, at once and without a reload', async () => {
  const femi = await stage.as('Femi Adeyemi');
  const { id } = await (await stage.as(joe)).team('Maths leads');
  const { page } = await stage.visit(joe, `/teams/${id}/members`);
  await page.getByRole('link', { name: 'Ruth Fell', exact: true }).waitFor();
  const invite = page.getByRole('button', { name: 'Invite by email', exact: true });
  expect(await invite.count()).toBe(0);

  const { organisations } = await femi.get('/me');
  const network = organisations.find((one: { type: string }) => one.type === 'network');
  await femi.put(`/organisations/${network.id}/settings`, {
    rights_removed: [],
    team_reach: 'network',
    partners_allowed: true,
    invite_outside: true,
    members_may_invite: true,
    guest_days: 60,
  });
  await invite.click();
  const form = dialog(page, 'Invite by email');
  await form.getByRole('textbox', { name: 'Email', exact: true }).fill('not an address');
  await form.getByRole('button', { name: 'Send invitation', exact: true }).click();
  await form.getByRole('link', { name: '“not an address” is not an email address', exact: true }).waitFor();
  await form.getByRole('textbox', { name: 'Email', exact: true }).fill('tutor@university.example');
  await form
    .getByRole('combobox', { name: 'Joins as', exact: true })
    .selectOption({ label: 'Guest from University of Hexholme School of Education' });
  await form.getByText('At most 60 days from today.', { exact: true }).waitFor();
  await form.getByRole('button', { name: 'Send invitation', exact: true }).click();
  await said(page, 'An invitation is on its way to tutor@university.example.');
  await part(page, 'Invitations')
    .getByText(/invited by Joe Brennan$/)
    .waitFor();
});
