// What people do when they share something, by the names that they read there.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { press } from './screen_parts';

/** One of the documents made for tests: decks and papers with words that stand nowhere else. */
export const document = (name: string): string =>
  join(import.meta.dirname, '../../tests/fixtures/documents', name);

export async function chooseFiles(page: Page, ...files: string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files);
}

/** The row of a file among those that are on their way. */
export const fileRow = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Files', exact: true }).getByRole('listitem').filter({ hasText: name });

export interface Shared {
  title?: string;
  subject?: string;
  licence?: string;
  audience: string;
}

/** From the description to the question with whom; the files are chosen. */
export async function describe(
  page: Page,
  { title, subject, licence = 'cc_by' }: Partial<Shared>,
): Promise<void> {
  await page.getByRole('heading', { level: 2, name: 'What is it?' }).waitFor();
  if (title) await page.getByLabel('Title').fill(title);
  if (subject) await page.getByLabel('Subject').selectOption(subject);
  await page.getByLabel('Licence', { exact: true }).selectOption(licence);
  await press(page, 'Continue');
}

export async function shareWith(page: Page, audience: string): Promise<void> {
  await page.getByRole('heading', { level: 2, name: 'With whom?' }).waitFor();
  await page.getByRole('radio', { name: audience }).check();
  await page.getByRole('checkbox', { name: 'I may share this' }).check();
  await press(page, 'Check and publish');
}
