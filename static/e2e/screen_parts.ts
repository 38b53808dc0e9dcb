// A screen to be looked at, and the steps that most of them begin with.
import type { Page } from 'playwright-core';

export interface Screen {
  name: string;
  /** Who is signed in; nobody when it is left out. */
  as?: string;
  path: string;
  /** From the page just opened to what is meant, and until it has settled. */
  open(page: Page): Promise<unknown>;
}

export const lead = 'Priya Nair';
export const member = 'Joe Brennan';
export const administrator = 'Femi Adeyemi';

export const title = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();
export const dialog = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('dialog', { name }).waitFor();
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
    .first()
    .click();
