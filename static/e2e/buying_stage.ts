// Buying together as far as a test wants it: registers as spreadsheets, and contracts made by the API alone.
import type { Page } from 'playwright-core';
import type { Client } from './client';

const head = 'Contract,Provider,Category,Start date,End date,Annual cost (£),VAT,Notice period,Auto renew';

export interface RegisterRow {
  title: string;
  supplier: string;
  category: string;
  starts: string;
  ends: string;
  /** As people type it. */
  cost: string;
  notice?: string;
  renews?: string;
}

/** "2026-08-31" as it stands in spreadsheets: 31/08/2026. */
export const asTyped = (date: string): string => date.split('-').reverse().join('/');

export function registerFile(rows: readonly RegisterRow[]): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(
    ({ title, supplier, category, starts, ends, cost, notice = '3 months', renews = 'no' }) =>
      [title, supplier, category, starts, ends, cost, 'ex VAT', notice, renews].map(quoted).join(','),
  );
  return [head, ...lines, ''].join('\r\n');
}

/** Chooses a register in the page and sends it to be checked. */
export async function uploadRegister(page: Page, url: string, name: string, csv: string): Promise<void> {
  await page.goto(`${url}/buying/import`);
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Upload and check', exact: true }).click();
  await page.waitForURL(/\/buying\/import\/\d+$/);
}

export interface WantedContract {
  title: string;
  supplier: string;
  category: string;
  starts: string;
  ends: string;
  annual?: number;
  shared_with?: number;
}

/** The supplier of this name; a new one when there is none. */
async function supplierNamed(manager: Client, organisation: number, name: string): Promise<number> {
  const { items } = await manager.get(`/suppliers?words=${encodeURIComponent(name)}`);
  const found = items.find((one: { name: string }) => one.name === name);
  if (found) return found.id;
  const body = { organisation, supplier_name: name, company_number: '', sme: false, website: '', note: '' };
  return (await manager.post('/suppliers', body)).id;
}

/** A contract of this business manager's own school; answers its id. */
export async function makeContract(manager: Client, wanted: WantedContract): Promise<number> {
  const { memberships } = await manager.get('/me');
  const { organisation } = memberships[0];
  const { title, supplier, category, starts, ends, annual, shared_with } = wanted;
  const amount = annual === undefined ? {} : { annual: { pence: annual, basis: 'net', vat: 'standard' } };
  const made = await manager.post('/contracts', {
    organisation,
    details: {
      title,
      description: '',
      supplier: await supplierNamed(manager, organisation, supplier),
      category,
      reference: '',
      method: 'quotes',
      framework: '',
      starts,
      ends,
      notice: { count: 3, unit: 'months' },
      renewal_months: 0,
      extension_months: 0,
      extensions_left: 0,
      owner: { organisation, role: 'business_manager' },
    },
    money: { ...amount, early_termination: '', exit_plan: '', data_protection: '' },
    ...(shared_with !== undefined && { shared_with }),
    money_shared: false,
  });
  return made.id;
}
