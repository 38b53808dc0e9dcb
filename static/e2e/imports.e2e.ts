// A staff file from the choice of the file to the report, with its errors, a second time, and with leavers.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { useStage } from './stage';

const stage = useStage();
const administrator = 'Femi Adeyemi';
const head = 'Email,First name,Last name,School,Role,Job title,Staff ID';
const good = [
  'aisha.bello@new.example,Aisha,Bello,Dyeworks Lane Primary School,Staff,Year 4 teacher,D1',
  'conor.walsh@new.example,Conor,Walsh,Gosmere Academy,Staff,Science teacher,G1',
];
const bad = [
  'h.swift@kirkbyroad,Hannah,Swift,Dyeworks Lane Primary School,Staff,,D2',
  'p.lund@new.example,Peter,Lund,Nowhere School,Staff,,N1',
];

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });

async function upload(page: Page, rows: string[], full = false): Promise<void> {
  await page.goto(`${stage.server.url}/admin/imports/new`);
  await page.getByRole('radio', { name: /^Staff file/ }).check();
  if (full) await page.getByRole('radio', { name: /^Everybody who works here/ }).check();
  const buffer = Buffer.from([head, ...rows, ''].join('\r\n'));
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'staff january.csv', mimeType: 'text/csv', buffer });
  await press(page, 'Upload and check');
  await page.getByRole('heading', { level: 2, name: 'What would happen' }).waitFor();
}
const tally = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^\\d+ ?${name}$`) });

it('asks for a file before anything is sent', async () => {
  const { page } = await stage.visit(administrator, '/admin/imports/new');
  await press(page, 'Upload and check');
  await page.getByRole('alert').getByText('Choose a file', { exact: true }).waitFor();
});

it('shows what would happen by row, survives a reload, applies what is right, and does so once', async () => {
  const { page } = await stage.visit(administrator, '/admin/imports');
  await upload(page, [...good, ...bad]);
  await row(page, 'Hannah Swift').getByText('Needs fixing', { exact: true }).waitFor();
  await row(page, 'Peter Lund').getByText('Needs fixing', { exact: true }).waitFor();
  await page.reload();
  await row(page, 'Aisha Bello').getByText('Joins', { exact: true }).waitFor();
  await tally(page, 'Need fixing').click();
  await expect.poll(() => row(page, 'Aisha Bello').count()).toBe(0);

  await press(page, 'Apply 2 changes');
  await page.getByRole('heading', { level: 2, name: 'What has happened' }).waitFor();
  await page.getByText('Done, some rows left out', { exact: true }).first().waitFor();
  await page.goto(`${stage.server.url}/admin`);
  await page.getByRole('searchbox', { name: 'Search people' }).fill('bello');
  await row(page, 'Aisha Bello').getByText('Year 4 teacher', { exact: true }).waitFor();

  await upload(page, good);
  await page.getByText('Nothing would change.', { exact: true }).waitFor();
  await tally(page, 'Stay as they are').click();
  await row(page, 'Conor Walsh').getByText('Stays', { exact: true }).waitFor();
});

it('lets a column mean something else, and checks again', async () => {
  const { page } = await stage.visit(administrator, '/admin/imports');
  await upload(page, ['dee.marsh@new.example,Dee,Marsh,Gosmere Academy,Staff,Librarian,G9']);
  await page.getByText('What the columns mean', { exact: true }).first().click();
  await page.getByRole('combobox', { name: 'Means: Job title' }).selectOption('');
  await press(page, 'Check again');
  await said(page, 'Checked again with these columns.');
  await row(page, 'Dee Marsh').getByText('Joins', { exact: true }).waitFor();
  await press(page, 'Cancel import');
  await said(page, 'The import is cancelled.');
});

it('wants the number typed when many leave, and closes a leaver’s page', async () => {
  const { page } = await stage.visit(administrator, '/admin/imports');
  await upload(page, good.slice(0, 1), true);
  await row(page, 'Conor Walsh').getByText('Leaves', { exact: true }).waitFor();
  await page.getByText('1 person loses access.', { exact: false }).waitFor();
  await press(page, 'Apply 1 change');
  const question = page.getByRole('dialog', { name: '1 person will lose access' });
  await question.getByRole('button', { name: 'Apply 1 change', exact: true }).click();
  await question.getByRole('alert').getByText('Type 1 to go on', { exact: false }).waitFor();
  await question.getByLabel('How many will leave').fill('1');
  await question.getByRole('button', { name: 'Apply 1 change', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'What has happened' }).waitFor();
  await page.goto(`${stage.server.url}/admin`);
  await page.getByLabel('Status').selectOption('left');
  await row(page, 'Conor Walsh').getByText('Left', { exact: true }).waitFor();
});

it('says of a file that it cannot use what to do, and keeps nothing of it', async () => {
  const { page } = await stage.visit(administrator, '/admin/imports/new');
  const buffer = Buffer.from('UPN,Date of birth,Name\r\nA123456789012,2015-05-05,Nobody\r\n');
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'pupils.csv', mimeType: 'text/csv', buffer });
  await press(page, 'Upload and check');
  await page.getByText('The file could not be used', { exact: true }).waitFor();
  expect(await page.getByText('A123456789012').count()).toBe(0);
  await page.getByRole('link', { name: 'Try another file' }).waitFor();
});
