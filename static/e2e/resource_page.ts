// The parts of a resource's page, as its tests speak of them.
import type { Locator, Page } from 'playwright-core';

export const title = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
export const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Something of the menu. */
export async function choose(page: Page, name: string): Promise<void> {
  await press(page, 'More to do with this resource');
  await press(page, name);
}

/** Presses a button of the question that is asked. */
export const answer = (page: Page, question: string, name: string): Promise<void> =>
  dialog(page, question).getByRole('button', { name, exact: true }).click();
