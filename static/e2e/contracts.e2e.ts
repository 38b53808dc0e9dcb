// The contract register as business managers use it: by hand, from a spreadsheet, over time, and what others see of it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { useStage } from './stage';
import { inDays } from './support_stage';

const stage = useStage();
const manager = 'Carol Sykes';
const school = 'Ellerwick';
/** Of another trust. */
const other = 'Denise Nolan';
const staff = 'Ruth Fell';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const title = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function textOf(download: Download): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-e2e-'));
  const path = join(folder, 'rows.csv');
  await download.saveAs(path);
  const text = await readFile(path, 'utf8');
  await rm(folder, { recursive: true });
  return text;
}

async function fillContract(page: Page, name: string, ends: string): Promise<void> {
  await field(page, 'Title').fill(name);
  await page.getByRole('searchbox', { name: 'Supplier', exact: true }).fill('Oatmoor Lifts');
  await press(page, 'Add “Oatmoor Lifts” as a new supplier');
  await field(page, 'Category').selectOption('Mechanical and electrical systems');
  await field(page, 'First day').fill(inDays(-700));
  await field(page, 'Last day of service').fill(ends);
  await field(page, 'Renews by itself for').fill('12');
  await field(page, 'Each year').fill('1,234.56');
}

it('takes a contract by hand, says by when notice must be given, and records what becomes of it', async () => {
  const { page } = await stage.visit(manager, '/buying/contracts');
  await page.getByRole('link', { name: 'Add contract' }).click();
  await title(page, 'Add a contract');
  await press(page, 'Add contract');
  await page.getByRole('alert').getByText('Give it a title.', { exact: true }).waitFor();
  await fillContract(page, 'Care of the lift', inDays(200));
  await page.getByText('£1,234.56 ex VAT + £246.91 VAT = £1,481.47 inc VAT', { exact: true }).waitFor();
  // The tablet fell asleep: what was written comes back.
  await page.waitForTimeout(600);
  await page.reload();
  await page.getByText('What you wrote here before is back.').waitFor();
  expect(await field(page, 'Title').inputValue()).toBe('Care of the lift');
  await page.getByText('£1,234.56 ex VAT + £246.91 VAT = £1,481.47 inc VAT', { exact: true }).waitFor();
  await press(page, 'Add contract');
  await said(page, 'The contract is in the register.');
  await title(page, 'Care of the lift');
  await page.getByRole('heading', { level: 2, name: /^Give notice by / }).waitFor();
  await page.getByText(/Otherwise it renews by itself on /).waitFor();

  await page.getByRole('region', { name: 'What happened' }).getByRole('button', { name: 'Add' }).click();
  const entry = dialog(page, 'What happened?');
  await entry.getByLabel('What', { exact: true }).fill('Yearly service');
  await entry.getByLabel('Was it as agreed?').selectOption('Yes, in time');
  await entry.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { level: 3, name: 'Yearly service' }).waitFor();

  await press(page, 'Actions for this contract');
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await field(page, 'Title').fill('Care of both lifts');
  await field(page, 'Each year').fill('1500');
  await press(page, 'Save changes');
  await title(page, 'Care of both lifts');
  await page.getByText('£1,500.00 ex VAT + £300.00 VAT = £1,800.00 inc VAT', { exact: true }).waitFor();

  await page
    .getByRole('region', { name: 'What happens next' })
    .getByRole('button', { name: 'Give notice' })
    .click();
  await dialog(page, 'Give notice').getByRole('button', { name: 'Record notice' }).click();
  await page.getByRole('heading', { level: 2, name: /^Notice was given on / }).waitFor();
});

it('takes an option, an early end and a mistake, each with its words, and keeps documents of the library', async () => {
  const client = await stage.as(manager);
  const { memberships } = await client.get('/me');
  const { organisation } = memberships[0];
  const { items } = await client.get('/suppliers?words=Oatmoor');
  const made = await client.post('/contracts', {
    organisation,
    details: {
      title: 'Loan of a stage',
      description: '',
      supplier: items[0].id,
      category: 'furniture',
      reference: '',
      method: 'quotes',
      framework: '',
      starts: inDays(-300),
      ends: inDays(40),
      notice: { count: 0, unit: 'days' },
      renewal_months: 0,
      extension_months: 6,
      extensions_left: 1,
      owner: { organisation, role: 'business_manager' },
    },
    money: { early_termination: '', exit_plan: '', data_protection: '' },
    money_shared: false,
  });
  const { page } = await stage.visit(manager, `/buying/contracts/${made.id}`);
  await page.getByText('It can be extended by 6 months.').waitFor();
  await press(page, 'Extend it');
  await dialog(page, 'Extend the contract').getByRole('button', { name: 'Extend', exact: true }).click();
  await said(page, 'It is extended.');
  await expect.poll(() => page.getByText('It can be extended by 6 months.').count()).toBe(0);

  await press(page, 'Choose documents');
  const documents = dialog(page, 'Documents');
  await documents.getByLabel('Find a resource to add').fill('fractions');
  await documents.getByRole('button', { name: /^Add / }).first().click();
  await documents.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'Documents are saved.');
  expect(await page.getByRole('region', { name: 'Documents' }).getByRole('link').count()).toBe(1);

  const end = async (action: string, title_: string) => {
    await press(page, 'Actions for this contract');
    await press(page, action);
    return dialog(page, title_);
  };
  const early = await end('End it early', 'End the contract early');
  await early.getByLabel('Last day of service').fill(inDays(20));
  await early.getByLabel('Reason').fill('The hall is being rebuilt.');
  await early.getByRole('button', { name: 'End it', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: /^Notice was given / }).waitFor();
  const mistake = await end('Entered by mistake', 'Was this entered by mistake?');
  await mistake.getByLabel('Reason').fill('It was the neighbour’s.');
  await mistake.getByRole('button', { name: 'Mark as a mistake', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Entered by mistake' }).waitFor();
});

it('shows the register as a list, over time and by day, and says how many of all are shown', async () => {
  const { page } = await stage.visit(manager, '/buying/contracts');
  await row(page, 'Care of both lifts').getByText('Notice given', { exact: true }).waitFor();
  const all = await page.getByRole('row').count();
  await page.getByRole('searchbox', { name: 'Search contracts' }).fill('both lifts');
  await expect.poll(() => page.getByRole('row').count()).toBe(3);
  expect(all).toBeGreaterThan(3);
  await page.getByText(/^1 of \d+$/).waitFor();
  await row(page, 'Total of 1 contract').getByText('£1,800.00').waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('both lifts');

  await page.getByRole('radio', { name: 'Timeline' }).check();
  await page.getByRole('img', { name: /^Contracts that end in the next twelve months/ }).waitFor();
  await page.getByRole('radio', { name: 'Table' }).check();
  await row(page, 'Care of both lifts').waitFor();
  await page.getByRole('radio', { name: 'Calendar' }).check();
  for (let month = 0; month < 7; month += 1) await press(page, 'Month after');
  const found = page.getByRole('link', { name: /^Ends Care of both lifts/ });
  if (!(await found.first().isVisible())) await press(page, 'Month before');
  await found.first().click();
  await title(page, 'Care of both lifts');
});

it('lets others see what ends when, and what it costs only when it is shared', async () => {
  const { page } = await stage.visit(manager, '/buying/contracts?q=both+lifts');
  await page.getByRole('link', { name: 'Care of both lifts' }).click();
  await title(page, 'Care of both lifts');
  const path = new URL(page.url()).pathname;

  const { page: theirs } = await stage.visit(other, path);
  await title(theirs, 'Care of both lifts');
  await theirs.getByText('What it costs is not shared with you.', { exact: true }).waitFor();
  expect(await theirs.getByText('£1,800.00').count()).toBe(0);
  expect(await theirs.getByRole('button', { name: 'Give notice' }).count()).toBe(0);
  const { page: plain } = await stage.visit(staff, '/buying');
  await title(plain, 'Pools');

  await press(page, 'Change who sees it');
  const share = dialog(page, 'Who sees this contract');
  await share.getByLabel('They see what it costs, too').check();
  await share.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'Who sees it is saved.');
  await theirs.reload();
  await theirs.getByText('£1,500.00 ex VAT + £300.00 VAT = £1,800.00 inc VAT', { exact: true }).waitFor();

  await press(page, 'Change who sees it');
  await dialog(page, 'Who sees this contract').getByLabel('Share with').selectOption('Nobody else');
  await dialog(page, 'Who sees this contract').getByRole('button', { name: 'Save', exact: true }).click();
  await theirs.reload();
  await theirs.getByText('This page does not exist or is not shared with you.').waitFor();
});

const uk = (days: number) => inDays(days).split('-').reverse().join('/');
const sheet = [
  'Contract,Company,Type,Start,Expiry,Notice,Annual cost (ex VAT)',
  `Window cleaning,Skylark Windows,Cleaning services,${uk(-300)},${uk(120)},1 month,"1,200.00"`,
  `Hedges and lawns,Meadowside,Odds and ends,${uk(-300)},${uk(150)},2 months,"3,450.50"`,
  `Piano tuning,Fortepiano,Other,${uk(-300)},31/06/2027,none,180.00`,
];

async function upload(page: Page): Promise<void> {
  await page.goto(`${stage.server.url}/buying/import`);
  const buffer = Buffer.from(`${sheet.join('\r\n')}\r\n`);
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'contracts.csv', mimeType: 'text/csv', buffer });
  await press(page, 'Upload and check');
  await page.getByRole('heading', { level: 2, name: '2. Check' }).waitFor();
}

it('imports a spreadsheet: columns matched, words asked once, bad rows to take away, and the same file changes nothing', async () => {
  const { page } = await stage.visit(manager, '/buying/import');
  await press(page, 'Upload and check');
  await page.getByRole('alert').getByText('Choose a file', { exact: true }).waitFor();
  await upload(page);
  await page.getByText('2 rows ready', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Means: Type', exact: true }).selectOption('Category');
  await press(page, 'Check again');
  await page.getByText('1 row ready', { exact: true }).waitFor();
  await page.getByText('2 rows with errors', { exact: true }).waitFor();
  const faults = page.getByRole('listitem').filter({ hasText: 'Row 4' });
  await faults.getByText('31/06/2027', { exact: true }).waitFor();
  await faults.getByText('Column Expiry', { exact: true }).waitFor();

  const download = page.waitForEvent('download');
  await press(page, 'Download the 2 rows');
  const rows = await textOf(await download);
  expect(rows).toContain('"Piano tuning"');
  expect(rows).not.toContain('Window cleaning');

  await page.getByLabel('“Odds and ends” (1 row) means').selectOption('Grounds and winter maintenance');
  await press(page, 'Check again');
  await page.getByText('2 rows ready', { exact: true }).waitFor();
  await page.getByText('1 row with an error', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Import 2 rows', exact: true }).first().click();
  await page.getByText('2 rows imported.', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'To the contract register' }).click();
  await row(page, 'Hedges and lawns').getByText('£4,140.60').waitFor();
  await row(page, 'Window cleaning').getByText('£1,440.00').waitFor();

  await upload(page);
  await page.getByText('0 rows ready', { exact: true }).waitFor();
  await page.getByText('2 in the register already', { exact: true }).waitFor();
  await page.getByText('7 columns as last time', { exact: true }).waitFor();
});

it('gives the register out as a spreadsheet', async () => {
  const { page } = await stage.visit(manager, '/buying/contracts');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  const rows = await textOf(await download);
  expect(rows).toContain('Window cleaning');
  expect(rows).toContain(school);
});
