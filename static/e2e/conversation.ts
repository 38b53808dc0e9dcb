// What people do on a topic's page, by the names that they read there.
import type { Locator, Page } from 'playwright-core';

export const log = (page: Page): Locator => page.getByRole('region', { name: 'Messages', exact: true });
export const reply = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Reply to this topic', exact: true });

/** The row of the message with these words. */
export const message = (page: Page, words: string): Locator =>
  log(page).getByRole('listitem').filter({ hasText: words });

/** Writes a message as quickly as one can: the field, then Enter. It may not be on the server yet. */
export async function write(page: Page, words: string): Promise<void> {
  await reply(page).fill(words);
  await reply(page).press('Enter');
  await message(page, words).waitFor();
}

export async function act(page: Page, words: string, action: string): Promise<void> {
  await message(page, words)
    .getByRole('button', { name: /^Actions for the message from/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
}

/** Chooses in the menu that a button of this name opens. */
export async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page
    .getByRole('dialog', { name: menu, exact: true })
    .getByRole('button', { name: entry, exact: true })
    .click();
}

/** The note about what one has just done. */
export const said = (page: Page, words: string): Promise<void> =>
  page.getByRole('status').getByText(words, { exact: true }).waitFor();
