// Sharing: a subject lead shares what she teaches with, and a teacher of another trust finds it by a word inside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, title } from './screen_parts';
import { chooseFiles, describe as describeIt, document, fileRow, shareWith } from './sharing';
import { useStage } from './stage';

const stage = useStage();
const priya = 'Priya Nair';
const joe = 'Joe Brennan';
const network = 'Marl and Coast Schools Partnership';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'staffroom-share-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of its own, larger than one part of an upload. */
function largeFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, 'Counting in tens, forwards and backwards.\n'.repeat(500_000));
  return path;
}

it(
  'shares slides and a paper with the whole network, and they are found by a word inside',
  { timeout: 90_000 },
  async () => {
    const { page } = await stage.visit(priya, '/share');
    await chooseFiles(page, document('maps.pptx'), document('seasons.docx'));
    for (const name of ['maps.pptx', 'seasons.docx'])
      await fileRow(page, name)
        .getByText(/^Uploaded/)
        .waitFor();
    await press(page, 'Continue');
    await page.getByLabel('Title').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Maps');
    await describeIt(page, { title: 'Reading old maps', subject: 'Geography' });
    await shareWith(page, network);
    await page.getByRole('heading', { level: 2, name: 'It’s shared' }).waitFor({ timeout: 60_000 });

    const finder = await stage.visit(joe, '/');
    await finder.page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
    await finder.page.keyboard.press('/');
    await finder.page.keyboard.type('cartouche');
    await finder.page.keyboard.press('Enter');
    await title(finder.page, 'Search');
    const hit = finder.page.getByRole('link', { name: 'Reading old maps', exact: true });
    for (let tries = 0; tries < 20 && !(await hit.isVisible()); tries += 1) {
      await finder.page.waitForTimeout(500);
      await finder.page.reload();
      await title(finder.page, 'Search');
    }
    await hit.waitFor();
    await finder.page.locator('mark', { hasText: 'cartouche' }).first().waitFor();
    await hit.click();
    await title(finder.page, 'Reading old maps');
  },
);

it('takes files by keyboard alone', async () => {
  const { page } = await stage.visit(priya, '/share');
  const choose = page.getByRole('button', { name: 'Choose files', exact: true });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.press('Enter')]);
  await chooser.setFiles(document('maps.odp'));
  await fileRow(page, 'maps.odp')
    .getByText(/^Uploaded/)
    .waitFor();
  await page.getByRole('button', { name: 'Remove maps.odp', exact: true }).press('Enter');
  await fileRow(page, 'maps.odp').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe('files');
});

it('keeps what was written when the page is loaded anew', async () => {
  const { page } = await stage.visit(priya, '/share');
  await page.getByRole('radio', { name: 'A web page' }).check();
  await page.getByLabel('Address of the page').fill('www.example.org/number-lines');
  await press(page, 'Continue');
  await page.getByLabel('Title').fill('Number lines on the web');
  await page.getByLabel('In a few sentences').fill('For the first week.');
  await page.getByRole('status').getByText('Draft saved').waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 2, name: 'What is it?' }).waitFor();
  expect(await page.getByLabel('Title').inputValue()).toBe('Number lines on the web');
  expect(await page.getByLabel('In a few sentences').inputValue()).toBe('For the first week.');
});

it('says with whom a licence doesn’t let it be shared, and why', async () => {
  const { page } = await stage.visit(priya, '/share');
  await page.getByRole('radio', { name: 'A web page' }).check();
  await page.getByLabel('Address of the page').fill('https://www.example.org/only-ours');
  await press(page, 'Continue');
  await describeIt(page, { title: 'Only ours', licence: 'all_rights' });
  const wide = page.getByRole('radio', { name: network });
  await wide.waitFor();
  expect(await wide.isDisabled()).toBe(true);
  await page.getByText('The licence keeps it within your trust').first().waitFor();
  await shareWith(page, 'Brightholme Learning Trust');
  await page.getByRole('heading', { level: 2, name: 'It’s shared' }).waitFor();
});

it('goes on with an upload by itself when the connection comes back', { timeout: 60_000 }, async () => {
  const { page } = await stage.visit(priya, '/share');
  let failing = true;
  const offsets: string[] = [];
  await page.route('**/api/v1/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    const offset = request.headers()['upload-offset'] ?? '';
    // The first part arrives, then the line is dead for a while.
    if (failing && offset !== '0') return route.abort('connectionreset');
    offsets.push(offset);
    return route.continue();
  });
  await chooseFiles(page, largeFile('counting.txt'));
  await fileRow(page, 'counting.txt')
    .getByText(/No connection/)
    .waitFor();
  failing = false;
  await fileRow(page, 'counting.txt')
    .getByText(/^Uploaded/)
    .waitFor({ timeout: 40_000 });
  expect(offsets[0]).toBe('0');
  expect(Number(offsets[1])).toBeGreaterThan(0);
});

it('goes on after a reload, once the same file is chosen again', { timeout: 60_000 }, async () => {
  const path = largeFile('resumed.txt');
  const { page } = await stage.visit(priya, '/share');
  let made = 0;
  let failing = true;
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/uploads')) made += 1;
  });
  await page.route('**/api/v1/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    const offset = Number(request.headers()['upload-offset']);
    if (failing && offset > 0) return route.abort('connectionreset');
    offsets.push(offset);
    return route.continue();
  });
  page.on('dialog', (dialog) => void dialog.accept());
  await chooseFiles(page, path);
  await fileRow(page, 'resumed.txt')
    .getByText(/No connection/)
    .waitFor();
  await page.reload();
  await fileRow(page, 'resumed.txt').getByText('Was interrupted.', { exact: false }).waitFor();
  failing = false;
  await chooseFiles(page, path);
  await fileRow(page, 'resumed.txt')
    .getByText(/^Uploaded/)
    .waitFor({ timeout: 40_000 });
  expect(made).toBe(1);
  expect(offsets.at(-1)).toBeGreaterThan(0);
});

it('pauses, goes on, and says what is wrong with a file', async () => {
  const { page } = await stage.visit(priya, '/share');
  writeFileSync(join(folder, 'empty.docx'), '');
  writeFileSync(join(folder, 'script.exe'), 'MZ');
  await chooseFiles(page, join(folder, 'empty.docx'), join(folder, 'script.exe'));
  await fileRow(page, 'empty.docx').getByText('The file is empty.').waitFor();
  await fileRow(page, 'script.exe').locator('.bad').waitFor();
  await page.getByRole('button', { name: 'Remove empty.docx', exact: true }).click();
  await page.getByRole('button', { name: 'Remove script.exe', exact: true }).click();
  await page.route('**/api/v1/uploads/*', (route) =>
    route.request().method() === 'PATCH' ? undefined : route.continue(),
  );
  await chooseFiles(page, document('maps.pdf'));
  await page.getByRole('button', { name: 'Pause maps.pdf', exact: true }).click();
  await fileRow(page, 'maps.pdf')
    .getByText(/^Paused/)
    .waitFor();
  await page.unroute('**/api/v1/uploads/*');
  await page.getByRole('button', { name: 'Go on with maps.pdf', exact: true }).click();
  await fileRow(page, 'maps.pdf')
    .getByText(/^Uploaded/)
    .waitFor();
});

it(
  'holds back what looks like pupils’ details, says where, and takes another file instead',
  { timeout: 90_000 },
  async () => {
    const { page } = await stage.visit(priya, '/share');
    await chooseFiles(page, document('class_list.xlsx'));
    await fileRow(page, 'class_list.xlsx')
      .getByText(/^Uploaded/)
      .waitFor();
    await press(page, 'Continue');
    await describeIt(page, { title: 'Held for a while' });
    await shareWith(page, network);
    await page.getByRole('heading', { level: 2, name: 'Held back' }).waitFor({ timeout: 60_000 });
    await page.getByText('In class_list.xlsx', { exact: true }).waitFor();
    await page
      .getByText(/sheet /)
      .first()
      .waitFor();
    // Home leads here as well.
    const home = await stage.visit(priya, '/');
    await home.page.getByRole('link', { name: '“Held for a while” was held back', exact: true }).click();
    await title(home.page, 'Held back');

    await press(page, 'Replace the files');
    await chooseFiles(page, document('harvest.xlsx'));
    await fileRow(page, 'harvest.xlsx')
      .getByText(/^Uploaded/)
      .waitFor();
    await page.getByRole('checkbox', { name: 'I may share this' }).check();
    await press(page, 'Check the new files');
    await page.getByRole('heading', { level: 2, name: 'It’s shared' }).waitFor({ timeout: 60_000 });
  },
);

it('lets a false alarm pass with a reason, and not without', { timeout: 90_000 }, async () => {
  const { page } = await stage.visit(priya, '/share');
  const path = join(folder, 'training.txt');
  writeFileSync(path, 'For the training we use the number B801200005001, which no pupil has.');
  await chooseFiles(page, path);
  await fileRow(page, 'training.txt')
    .getByText(/^Uploaded/)
    .waitFor();
  await press(page, 'Continue');
  await describeIt(page, { title: 'A made-up number' });
  await shareWith(page, network);
  await page.getByRole('heading', { level: 2, name: 'Held back' }).waitFor({ timeout: 60_000 });
  expect(await page.getByText('B801200005001').count()).toBe(0);
  await press(page, 'It is a false alarm');
  await page.getByLabel('Why is it none?').fill('Too short');
  await press(page, 'Confirm and go on');
  await page.getByText('Write at least 20 characters').first().waitFor();
  await page.getByLabel('Why is it none?').fill('The number is made up for this training.');
  await press(page, 'Confirm and go on');
  await page.getByRole('heading', { level: 2, name: 'It’s shared' }).waitFor({ timeout: 60_000 });
});

it(
  'shows what is under way on every page, and brings a download when it is ready',
  { timeout: 60_000 },
  async () => {
    const { page } = await stage.visit(priya, '/share');
    await page.route('**/api/v1/uploads/*', (route) =>
      route.request().method() === 'PATCH' ? undefined : route.continue(),
    );
    await chooseFiles(page, document('maps.pdf'));
    const main = page.getByRole('navigation', { name: 'Main', exact: true });
    await main.getByRole('link', { name: /^People/ }).click();
    const tray = page.getByRole('region', { name: 'Uploads and downloads', exact: true });
    await tray.getByRole('button', { name: /^Uploading 1 file/ }).click();
    await tray.getByRole('button', { name: 'Remove maps.pdf', exact: true }).click();
    await tray.waitFor({ state: 'detached' });
    await page.unroute('**/api/v1/uploads/*');

    const client = await stage.as(priya);
    const { items } = await client.get('/resources?limit=50');
    const shared = items.find((one: { title: string }) => one.title === 'Reading old maps');
    await client.post('/downloads', { resources: [shared.id] });
    await tray.getByRole('button', { name: /^Your download is ready/ }).click({ timeout: 20_000 });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      tray.getByRole('link', { name: /^Download / }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.zip$/);
    await tray.getByRole('button', { name: 'Clear the list', exact: true }).click();
    await tray.waitFor({ state: 'detached' });
  },
);
