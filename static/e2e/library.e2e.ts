// The library: what stands inside files is found by whoever may see it, and by nobody else; a search is a link.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { author, findable, reader, shareResource } from './library_stage';
import { useStage } from './stage';

const stage = useStage();
const box = (page: Page) => page.getByRole('searchbox', { name: 'Search the library', exact: true });
const found = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const result = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Results', exact: true })
    .getByRole('heading', { level: 2, name, exact: true });

it('finds a resource of another trust by a word that stands only inside its file', async () => {
  const daniel = await stage.as(author);
  await shareResource(daniel, {
    title: 'Area by counting squares',
    text: 'Begin with the zygodactyl footprint on squared paper, then count.',
  });
  const joe = await stage.as(reader);
  await findable(joe, 'zygodactyl');

  const { page } = await stage.visit(reader, '/library');
  await box(page).fill('zygodactyl');
  await page.getByText('1 resource for “zygodactyl”', { exact: true }).waitFor();
  await result(page, 'Area by counting squares').waitFor();
  expect(await page.locator('mark').first().textContent()).toMatch(/zygodactyl/i);
  expect(new URL(page.url()).search).toBe('?q=zygodactyl');

  // The look beside the list, and the way from the words to the page that they stand on.
  const look = page.getByRole('complementary', { name: 'Preview', exact: true });
  await look.getByRole('heading', { level: 2, name: 'Area by counting squares', exact: true }).waitFor();
  await look.getByText('Dyeworks Lane Primary School', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: /^Page 1/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Area by counting squares', exact: true }).waitFor();
  await page
    .getByRole('region', { name: /^Text of / })
    .getByText(/zygodactyl footprint/)
    .waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('plan.txt');

  // The same link shows the same search again.
  await page.goBack();
  await page.getByText('1 resource for “zygodactyl”', { exact: true }).waitFor();
  expect(await box(page).inputValue()).toBe('zygodactyl');
});

it('shows nobody a draft, and nobody outside a trust what is for the trust', async () => {
  const daniel = await stage.as(author);
  const text = 'A quincunx of counters.';
  await shareResource(daniel, { title: 'Quincunx draft', text, audience: 'none' });
  await shareResource(daniel, {
    title: 'Quincunx for the trust',
    text,
    audience: 'trust',
    over: { licence: 'all_rights' },
  });
  await findable(daniel, 'quincunx');

  const { page } = await stage.visit(author, '/library?q=quincunx');
  await result(page, 'Quincunx for the trust').waitFor();
  expect(await found(page, 'Quincunx draft').count()).toBe(0);

  const { page: elsewhere } = await stage.visit(reader, '/library?q=quincunx');
  await elsewhere.getByText('0 resources for “quincunx”', { exact: true }).waitFor();
  await elsewhere.getByText('No resources match.', { exact: true }).waitFor();

  await page.goto(`${stage.server.url}/library/mine`);
  await page.getByRole('region', { name: 'Drafts', exact: true }).getByText('Quincunx draft').waitFor();
});

it('narrows by filters that stand in the address, and opens by keyboard', async () => {
  const daniel = await stage.as(author);
  const text = 'About the abacus.';
  await shareResource(daniel, { title: 'Abacus for Year 1', text, over: { stages: ['ks1'], years: ['y1'] } });
  await shareResource(daniel, {
    title: 'Abacus for Year 6',
    text,
    over: { years: ['y6'], type: 'assessment' },
  });
  await findable(await stage.as(reader), 'abacus year');

  const { page } = await stage.visit(reader, '/library?q=abacus');
  await result(page, 'Abacus for Year 1').waitFor();
  await page.getByRole('checkbox', { name: /^Assessment/ }).check();
  await result(page, 'Abacus for Year 1').waitFor({ state: 'detached' });
  await result(page, 'Abacus for Year 6').waitFor();
  expect(new URL(page.url()).search).toBe('?q=abacus&type=assessment');
  await page.getByRole('button', { name: 'Remove filter: Assessment', exact: true }).click();
  await result(page, 'Abacus for Year 1').waitFor();

  await page.getByRole('heading', { level: 1, name: 'Library', exact: true }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
  expect(focused).toMatch(/^Abacus for Year/);
  await page
    .getByRole('complementary', { name: 'Preview' })
    .getByRole('heading', { name: focused })
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: focused, exact: true }).waitFor();
});

it('has its filters in a dialog on a phone', async () => {
  const daniel = await stage.as(author);
  await shareResource(daniel, { title: 'Tessellations on a phone', text: 'Tessellate the hexagon.' });
  await findable(await stage.as(reader), 'tessellations phone');
  const { page } = await stage.visit(reader, '/library?q=tessellations', { width: 390, height: 844 });
  await result(page, 'Tessellations on a phone').waitFor();
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Filters', exact: true });
  await dialog.getByRole('checkbox', { name: /^Key stage 2/ }).check();
  await dialog.getByRole('button', { name: /^Show / }).click();
  await page.getByRole('button', { name: 'Filters (1)', exact: true }).waitFor();
  await found(page, 'Tessellations on a phone').click();
  await page.getByRole('heading', { level: 1, name: 'Tessellations on a phone', exact: true }).waitFor();
});
