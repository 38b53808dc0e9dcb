// People: the directory with its filters, and what a person's page says to whom.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useStage } from './stage';

const stage = useStage();
const joe = 'Joe Brennan';
const lead = 'Priya Nair';
const administrator = 'Femi Adeyemi';

const row = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });
const filters = (page: Page) => page.getByRole('form', { name: 'Filter people', exact: true });
const removal = (page: Page, what: string) =>
  page.getByRole('button', { name: `Remove filter: ${what}`, exact: true });

it('narrows the directory by place, role and subject, and widens it again', async () => {
  const { page } = await stage.visit(joe, '/people');
  await row(page, 'Amara Okafor').waitFor();
  await filters(page)
    .getByRole('checkbox', { name: /^Subject lead/ })
    .check();
  await filters(page)
    .getByRole('checkbox', { name: /^Mathematics/ })
    .check();
  await row(page, lead).waitFor();
  expect(await row(page, 'Helen Marsden').count()).toBe(0);

  await filters(page)
    .getByRole('combobox', { name: 'Where', exact: true })
    .selectOption({ label: 'Ellerwick CE Primary School' });
  await row(page, 'Ruth Fell').waitFor();
  await row(page, lead).waitFor({ state: 'detached' });
  await page.getByRole('status').getByText('1 person', { exact: true }).waitFor();
  const address = new URL(page.url()).searchParams;
  expect([address.get('role'), address.get('subject')]).toEqual(['subject_lead', 'Mathematics']);
  await page.reload();
  await row(page, 'Ruth Fell').waitFor();

  await removal(page, 'Subject lead').click();
  await removal(page, 'Mathematics').click();
  await row(page, joe).waitFor();
  await removal(page, 'Ellerwick CE Primary School').click();
  await row(page, 'Amara Okafor').waitFor();
});

it('finds people by what they are good at, those asked least first, with the days that are left', async () => {
  const { page } = await stage.visit(joe, '/people');
  await page.getByRole('searchbox', { name: 'Search people', exact: true }).fill('place value');
  const found = page.getByRole('listitem').filter({ hasText: 'Amara Okafor' });
  await found.getByText('Place value with things', { exact: false }).waitFor();
  await found.getByText('Host a visit', { exact: true }).waitFor();
  await row(page, joe).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Sort: Asked least', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Name', exact: true }).click();
  await page.getByRole('button', { name: 'Sort: Name', exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('sort')).toBe('name');
});

it('finds nobody calmly, and one click finds everybody again', async () => {
  const { page } = await stage.visit(joe, '/people');
  await page.getByRole('searchbox', { name: 'Search people', exact: true }).fill('nobody is called so');
  await page.getByText('Nobody matches.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear search and filters', exact: true }).click();
  await row(page, 'Amara Okafor').waitFor();
});

it('keeps its filters in a dialog on a phone', async () => {
  const { page } = await stage.visit(joe, '/people', { width: 390, height: 844 });
  await row(page, 'Amara Okafor').waitFor();
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters', exact: true });
  await sheet.getByRole('checkbox', { name: /^Headteacher/ }).check();
  await sheet.getByRole('button', { name: /^Show \d+ people$/ }).click();
  await row(page, 'Helen Marsden').waitFor();
  expect(await row(page, joe).count()).toBe(0);
});

it('shows roles and shared teams to colleagues, dates to leaders, administration to administrators', async () => {
  const { id } = await (await stage.as(lead)).person(joe);
  const { page } = await stage.visit(lead, `/people/${id}`);
  const roles = page.getByRole('region', { name: 'Roles', exact: true });
  await roles.getByRole('link', { name: 'Ellerwick CE Primary School', exact: true }).waitFor();
  await page.getByRole('region', { name: 'Teams you share' }).getByText('Maths leads').waitFor();
  expect(await page.getByRole('link', { name: 'Manage in administration', exact: true }).count()).toBe(0);

  const administering = (await stage.visit(administrator, `/people/${id}`)).page;
  await administering.getByRole('link', { name: 'Manage in administration', exact: true }).waitFor();
  const { items } = await (
    await stage.as(administrator)
  ).get(`/organisations/${(await (await stage.as(joe)).get('/me')).memberships[0].organisation}/people`);
  const own = items.find((one: { person: number }) => one.person === id);
  await (await stage.as(administrator)).put(`/memberships/${own.id}/dates`, { starts: '2024-09-01' });
  const head = (await stage.visit('Helen Marsden', `/people/${id}`)).page;
  await head.getByText('Since 1 September 2024', { exact: true }).waitFor();
  await page.reload();
  await roles.waitFor();
  expect(await page.getByText('Since 1 September 2024', { exact: true }).count()).toBe(0);
});
