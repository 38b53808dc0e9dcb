// Collections: made, filled by search, put in order without a mouse, shared; each reader sees what they may.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { author, findable, judge, reader, shareCollection, shareResource } from './library_stage';
import { useStage } from './stage';

const stage = useStage();
const title = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const order = (page: Page) => page.locator('ol.items h2').allTextContents();

it('is made, filled, arranged by keyboard and shared', async () => {
  const daniel = await stage.as(author);
  for (const name of ['Ratio one', 'Ratio two', 'Ratio three'])
    await shareResource(daniel, { title: name, text: 'Of mixing paint and ratio bars.' });
  await findable(await stage.as(judge), 'ratio three');

  const { page } = await stage.visit(judge, '/collections');
  await press(page, 'New collection');
  const make = dialog(page, 'New collection');
  await make.getByLabel('Title', { exact: true }).fill('A fortnight of ratio');
  await make.getByRole('button', { name: 'Make it', exact: true }).click();
  await title(page, 'A fortnight of ratio');
  await page.getByText('This is a draft. Nobody else can see it.', { exact: true }).waitFor();

  await page.getByRole('searchbox', { name: 'Find resources to add' }).fill('paint ratio');
  for (const name of ['Ratio one', 'Ratio two', 'Ratio three'])
    await press(page, new RegExp(`^Add ?: ${name}$`));
  await expect.poll(() => order(page)).toEqual(['Ratio one', 'Ratio two', 'Ratio three']);

  const up = page.getByRole('button', { name: 'Move Ratio three up', exact: true });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => order(page)).toEqual(['Ratio one', 'Ratio three', 'Ratio two']);
  // The focus went along, so that it can be pressed again.
  await page.keyboard.press('Enter');
  await expect.poll(() => order(page)).toEqual(['Ratio three', 'Ratio one', 'Ratio two']);

  await press(page, /^Add a note ?: Ratio one$/);
  await page.getByLabel('Note beside Ratio one').fill('Two lessons, not one.');
  await press(page, 'Save');
  await page.getByText('Two lessons, not one.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Take Ratio two out', exact: true }).click();
  await expect.poll(() => order(page)).toEqual(['Ratio three', 'Ratio one']);
  await press(page, 'Put it back');
  await expect.poll(() => order(page)).toEqual(['Ratio three', 'Ratio one', 'Ratio two']);

  await press(page, 'Share with others');
  const share = dialog(page, 'Who can see it');
  await share
    .getByLabel('Who can see it')
    .selectOption({ label: 'Every school of Marl and Coast Schools Partnership' });
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  await said(page, 'Shared');

  await page.reload();
  await expect.poll(() => order(page)).toEqual(['Ratio three', 'Ratio one', 'Ratio two']);
  const { page: other } = await stage.visit(reader, '/collections');
  await other.getByRole('link', { name: 'A fortnight of ratio', exact: true }).click();
  await title(other, 'A fortnight of ratio');
  await other.getByText('Two lessons, not one.', { exact: true }).waitFor();
  expect(await other.getByRole('button', { name: /^Move / }).count()).toBe(0);
});

it('has no gap where a reader may not see a resource, and downloads as a whole', async () => {
  const daniel = await stage.as(author);
  const open = await shareResource(daniel, { title: 'Open to all', text: 'Everyone may.' });
  const trustOnly = await shareResource(daniel, {
    title: 'For the trust only',
    text: 'Not everyone may.',
    audience: 'trust',
    over: { licence: 'all_rights' },
  });
  const made = await shareCollection(daniel, 'Partly hidden', [
    { resource: trustOnly.id, note: 'Secret note' },
    { resource: open.id, note: 'Begin here.' },
  ]);
  const { page } = await stage.visit(reader, `/collections/${made.id}`);
  await expect.poll(() => order(page)).toEqual(['Open to all']);
  await page.getByText('1 resource', { exact: true }).waitFor();
  expect(await page.getByText('Secret note').count()).toBe(0);
  await press(page, 'Download all');
  await page
    .getByRole('region', { name: 'Uploads and downloads', exact: true })
    .getByText('Your download is ready')
    .waitFor();
  const joe = await stage.as(reader);
  const { items } = await joe.get('/downloads');
  expect(items).toMatchObject([{ state: 'ready', collection: made.id, done: 1, total: 1 }]);
});

it('shows on a resource’s page, and takes a resource from there', async () => {
  const daniel = await stage.as(author);
  const first = await shareResource(daniel, { title: 'Angles at a point', text: 'All round.' });
  const second = await shareResource(daniel, { title: 'Angles on a line', text: 'Half round.' });
  await shareCollection(daniel, 'Angles in order', [{ resource: first.id, note: '' }]);
  const { page } = await stage.visit(author, `/library/${second.id}`);
  await title(page, 'Angles on a line');
  await press(page, 'More to do with this resource');
  await press(page, 'Add to a collection');
  const add = dialog(page, 'Add to a collection');
  await add.getByLabel('Collection', { exact: true }).selectOption({ label: 'Angles in order' });
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await said(page, 'Added');
  await page.reload();
  await page
    .getByRole('region', { name: 'In collections', exact: true })
    .getByRole('link', { name: 'Angles in order', exact: true })
    .click();
  await expect.poll(() => order(page)).toEqual(['Angles at a point', 'Angles on a line']);
});
