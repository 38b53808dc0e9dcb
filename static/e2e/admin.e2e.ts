// The administration: people and their roles, accounts, settings, the audit; and that it is for administrators only.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { choose, said } from './conversation';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const administrator = 'Femi Adeyemi';
const minute = 60_000;
/** A leaver's open page must be closed within this time, counted from the server's answer. */
/** By the hub’s word: no page asks again by itself in that time. */
const soon = { timeout: 3_000 };

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });

async function personPage(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page.getByRole('link', { name, exact: true }).click();
  await heading(page, name);
}

it('adds a person, changes their role and gives them a duty', async () => {
  const { page } = await stage.visit(administrator, '/admin');
  await heading(page, 'Admin: people');
  await press(page, 'Add a person');
  const form = page.getByRole('dialog', { name: /^Add a person to/ });
  await form.getByRole('button', { name: 'Add person', exact: true }).click();
  await form.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
  await form.getByLabel('Name', { exact: true }).fill('Zadie Quinn');
  await form.getByLabel('Email', { exact: true }).fill('z.quinn@new.example');
  await form.getByLabel('Organisation').selectOption({ label: '\u2003\u2003Gosmere Academy' });
  await form.getByLabel('Role').selectOption('subject_lead');
  await form.getByLabel('Subjects').fill('physics, chemistry');
  await form.getByRole('button', { name: 'Add person', exact: true }).click();
  await said(page, 'Zadie Quinn is added.');

  await page.getByRole('searchbox', { name: 'Search people' }).fill('quinn');
  await row(page, 'Zadie Quinn').getByText('No password yet', { exact: true }).waitFor();
  await personPage(page, 'Zadie Quinn');
  await page.getByText('Gosmere Academy, physics, chemistry', { exact: false }).first().waitFor();
  await choose(page, 'Actions for Subject lead, Gosmere Academy', 'Change role');
  const role = page.getByRole('dialog', { name: 'Change role' });
  await role.getByLabel('Role', { exact: true }).selectOption('staff');
  await role.getByLabel('Job title').fill('Physics teacher');
  await role.getByRole('checkbox', { name: /^Broker of support/ }).check();
  await role.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'Saved.');
  await page.getByRole('heading', { level: 3, name: 'Physics teacher' }).waitFor();
  await page.getByText('Staff, Gosmere Academy, Broker of support', { exact: true }).waitFor();
});

it('closes a leaver’s open page within a second of the end of their last role', async () => {
  const { page: leaver } = await stage.visit('Dan Whitlock', '/teams');
  await heading(leaver, 'Teams');
  const { page } = await stage.visit(administrator, '/admin');
  await personPage(page, 'Dan Whitlock');
  await page.getByRole('button', { name: /^Actions for / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  const question = page.getByRole('dialog', { name: /^End this role at/ });
  await question.getByText('It’s the last role.', { exact: false }).waitFor();
  await question.getByRole('button', { name: 'End role', exact: true }).click();
  await said(page, 'Dan Whitlock’s role has ended.');
  await leaver.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor(soon);
  await leaver.getByLabel('School email').fill(stage.emailOf('Dan Whitlock'));
  await leaver.getByLabel('Password', { exact: true }).fill(password);
  await press(leaver, 'Sign in');
  await leaver.getByRole('alert').getByText('don’t match').waitFor();

  // Leavers stand in the table only when they are asked for.
  await page.goto(`${stage.server.url}/admin`);
  await page.getByRole('searchbox', { name: 'Search people' }).fill('whitlock');
  await page.getByText('Nobody matches.', { exact: true }).waitFor();
  await page.getByLabel('Status').selectOption('left');
  await row(page, 'Dan Whitlock').getByText('Left', { exact: true }).waitFor();
});

it('signs somebody out, disables the account and enables it again', async () => {
  const { page: other } = await stage.visit('Ruth Fell', '/help');
  await heading(other, 'Help');
  const { page } = await stage.visit(administrator, '/admin');
  await personPage(page, 'Ruth Fell');
  await press(page, 'Disable account');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable account', exact: true }).click();
  await said(page, 'Ruth Fell’s account is disabled.');
  await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor(soon);
  await page.getByText('Disabled: nobody can sign in with it', { exact: true }).waitFor();
  await press(page, 'Enable account');
  await page.getByText('May sign in', { exact: true }).waitFor();
});

it('asks for the password again before settings change, and shows below what was set above', async () => {
  const { page } = await stage.visit(administrator, '/admin/settings');
  await stage.server.advance(11 * minute);
  const partners = page.getByRole('checkbox', { name: 'Guests from partners' });
  await partners.uncheck();
  await press(page, 'Save settings');
  const question = page.getByRole('dialog', { name: 'Enter your password again' });
  await question.getByLabel('Your password', { exact: true }).fill('not my password');
  await question.getByRole('button', { name: 'Continue', exact: true }).click();
  await question.getByRole('alert').getByText('That isn’t your password.', { exact: false }).waitFor();
  await question.getByLabel('Your password', { exact: true }).fill(password);
  await question.getByRole('button', { name: 'Continue', exact: true }).click();
  await said(page, 'The settings are saved.');

  await page
    .getByRole('combobox', { name: 'Organisation', exact: true })
    .selectOption({ label: '\u2003Brightholme Learning Trust' });
  await page
    .getByText(/Set by Marl and Coast Schools Partnership\./)
    .first()
    .waitFor();
  expect(await partners.isDisabled()).toBe(true);
  expect(await partners.isChecked()).toBe(false);
  await page
    .getByRole('combobox', { name: 'Organisation', exact: true })
    .selectOption({ label: 'Marl and Coast Schools Partnership' });
  await partners.check();
  await press(page, 'Save settings');
  await expect.poll(() => partners.isChecked()).toBe(true);
});

it('adds a partner, closes it and opens it again', async () => {
  const { page } = await stage.visit(administrator, '/admin/organisations');
  await press(page, 'Add an organisation');
  const form = page.getByRole('dialog', { name: 'Add an organisation' });
  await form.getByLabel('What it is').selectOption('partner');
  await form.getByLabel('Name', { exact: true }).fill('Tarn Numeracy');
  await form.getByRole('button', { name: 'Add organisation', exact: true }).click();
  await said(page, 'Tarn Numeracy is added.');
  await page.getByRole('searchbox', { name: 'Search organisations' }).fill('tarn');
  await page.getByRole('heading', { level: 2, name: 'Tarn Numeracy' }).waitFor();
  await choose(page, 'Actions for Tarn Numeracy', 'Close');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await said(page, 'Tarn Numeracy is closed.');
  await choose(page, 'Actions for Tarn Numeracy', 'Open again');
  await said(page, 'Tarn Numeracy is open again.');
});

it('shows in the audit who did what, by kind of act', async () => {
  const { page } = await stage.visit(administrator, '/admin/audit');
  await page.getByLabel('What was done').selectOption({ label: 'disabled an account' });
  await press(page, 'Show');
  const entry = row(page, 'disabled an account').first();
  await entry.getByText(administrator, { exact: true }).waitFor();
  await expect.poll(() => row(page, 'ended a role').count()).toBe(0);
});

it('is for administrators: others are told so, and see their own entries only', async () => {
  const { page } = await stage.visit('Joe Brennan', '/admin');
  await page.getByText('You administer no organisation.', { exact: true }).waitFor();
  await page.goto(`${stage.server.url}/admin/audit`);
  await heading(page, 'What you have done here');
  await page.getByRole('table').waitFor();
  const names = await page.getByRole('rowheader').allInnerTexts();
  expect(new Set(names.map((name) => name.trim()))).toEqual(new Set(['Joe Brennan']));
  await page.goto(`${stage.server.url}/help/policy`);
  await heading(page, 'Who may do what');
  await page.getByRole('heading', { level: 2, name: 'Teams', exact: true }).waitFor();
});

it('says in words why something is refused', async () => {
  // An administrator may make an equal at their school, but not take them away again: that is for somebody above.
  const { page } = await stage.visit('Simon Prior', '/admin');
  await heading(page, 'Admin: people');
  await press(page, 'Add a person');
  const form = page.getByRole('dialog', { name: /^Add a person to/ });
  await form.getByLabel('Name', { exact: true }).fill('Zadie Peer');
  await form.getByLabel('Email', { exact: true }).fill('z.peer@new.example');
  await form.getByLabel('Role').selectOption('administrator');
  await form.getByRole('button', { name: 'Add person', exact: true }).click();
  await said(page, 'Zadie Peer is added.');
  await personPage(page, 'Zadie Peer');
  await page.getByRole('button', { name: /^Actions for / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End role', exact: true }).click();
  await page.getByText(/^Only an administrator above this organisation/).waitFor();
});

it('lets nobody change their own roles or account', async () => {
  const { page } = await stage.visit('Imran Rahman', '/admin');
  await heading(page, 'Admin: people');
  await personPage(page, 'Imran Rahman');
  await page.getByText('This is you.', { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: /^Actions for / }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Disable account' }).count()).toBe(0);
});
