// My own data: a download of everything, another address, and being erased by two administrators.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage();
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

it('downloads all that the hub holds about me as one zip', async () => {
  const { page } = await stage.visit('Joe Brennan', '/settings');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download your data' }).click();
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-e2e-'));
  const path = join(folder, 'my-data.zip');
  await (await waiting).saveAs(path);
  const file = await readFile(path);
  await rm(folder, { recursive: true });
  expect(file.subarray(0, 2).toString()).toBe('PK');
  expect(file.length).toBeGreaterThan(1_000);
  expect(file.includes('data.json')).toBe(true);
  expect(file.includes('data.html')).toBe(true);
});

it('changes my address by the link that is sent to the new one', async () => {
  const { page } = await stage.visit('Ruth Fell', '/settings');
  const fresh = 'ruth.fell@elsewhere.example';
  await page.getByLabel('New email', { exact: true }).fill(fresh);
  await press(page, 'Change email');
  await said(page, 'A link is on its way to the new address.');
  await page.getByText(`A link to confirm ${fresh} is on its way.`, { exact: false }).waitFor();

  await page.goto(stage.server.url + (await stage.server.linkTo(fresh)));
  await heading(page, 'Confirm your new email');
  await press(page, 'Confirm this address');
  await heading(page, 'Your new address is confirmed.');
  const { page: later } = await stage.stranger();
  await later.goto(stage.server.url);
  await later.getByLabel('School email').fill(fresh);
  await later.getByLabel('Password', { exact: true }).fill(password);
  await press(later, 'Sign in');
  await heading(later, /^Good/);
});

it('lets me ask to be erased, and take it back', async () => {
  const { page } = await stage.visit('Joe Brennan', '/settings');
  await press(page, 'Ask to be erased');
  const question = page.getByRole('dialog', { name: 'Erase your account' });
  await question.getByRole('radio', { name: /^Forget all/ }).check();
  await question.getByText('Places in teams', { exact: true }).waitFor();
  await question.getByRole('button', { name: 'Ask for erasure', exact: true }).click();
  await page.getByText(/^You asked to be erased today/).waitFor();
  await press(page, 'Take it back');
  await page.getByRole('button', { name: 'Ask to be erased', exact: true }).waitFor();
});

it('erases a person when a second administrator approves, and shows the certificate', async () => {
  const { page: first } = await stage.visit('Kwame Osei', '/admin');
  await first.getByRole('searchbox', { name: 'Search people' }).fill('brennan');
  await first.getByRole('link', { name: 'Joe Brennan', exact: true }).click();
  await press(first, 'Erase this person');
  const request = first.getByRole('dialog', { name: 'Erase Joe Brennan' });
  await request.getByText('What would go', { exact: true }).waitFor();
  await request.getByRole('button', { name: 'Ask for erasure', exact: true }).click();
  await said(first, 'Asked for. A second administrator has to approve it.');
  await first.goto(`${stage.server.url}/admin/erasures`);
  await first.getByText('You asked for this, so another administrator has to approve it.').waitFor();
  expect(await first.getByRole('button', { name: /^Approve/ }).count()).toBe(0);

  const { page: erased } = await stage.visit('Joe Brennan', '/help');
  await heading(erased, 'Help');
  const { page: second } = await stage.visit('Femi Adeyemi', '/admin/erasures');
  await second.getByRole('button', { name: /^Approve ?: Joe Brennan$/ }).click();
  const question = second.getByRole('dialog', { name: 'Erase this person for good?' });
  await question.getByRole('button', { name: 'Approve', exact: true }).click();
  await erased.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor({ timeout: 3_000 });
  await second.getByText('Erased, being purged', { exact: true }).waitFor({ timeout: 20_000 });
  await second
    .getByRole('button', { name: /^Certificate/ })
    .first()
    .click();
  const certificate = second.getByRole('dialog', { name: 'Certificate of erasure' });
  await certificate.getByText('Places in teams ended', { exact: true }).waitFor();
  expect(await certificate.getByText('Joe Brennan').count()).toBe(0);
});
