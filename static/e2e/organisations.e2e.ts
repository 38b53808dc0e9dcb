// Organisations: the network as people think of it, a page for each with its own character, and who may change it.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { useStage } from './stage';

const stage = useStage();
const administrator = 'Femi Adeyemi';
const joe = 'Joe Brennan';

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const organisation = async (name: string) => {
  const { items } = await (await stage.as(administrator)).get('/organisations?limit=200');
  return items.find((one: { name: string }) => one.name === name);
};

it('shows trusts with their schools, and finds a school by its name', async () => {
  const { page } = await stage.visit(joe, '/');
  await page.getByRole('link', { name: 'Our schools', exact: true }).first().click();
  await title(page, 'Our schools').waitFor();
  const trust = part(page, 'Lanternhill Church of England Academies Trust');
  await trust.getByRole('link', { name: 'Ellerwick CE Primary School', exact: true }).waitFor();
  expect(await trust.getByRole('link', { name: 'Gosmere Academy', exact: true }).count()).toBe(0);

  await page.getByRole('searchbox', { name: 'Search schools and partners', exact: true }).fill('gosmere');
  await trust.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Gosmere Academy', exact: true }).click();
  await title(page, 'Gosmere Academy').waitFor();
});

it('gives a school a page with its people, the head first, and the way up to its trust', async () => {
  const school = await organisation('Ellerwick CE Primary School');
  const { page } = await stage.visit(joe, `/organisations/${school.id}`);
  await page.getByText(/A village school where every child is known/).waitFor();
  const people = part(page, 'People');
  await people.getByRole('link', { name: 'Helen Marsden', exact: true }).waitFor();
  const roles = await people.getByRole('heading', { level: 3 }).allTextContents();
  expect(roles[0]).toBe('Headteacher');
  expect(await page.getByRole('link', { name: 'Edit this page', exact: true }).count()).toBe(0);

  await people.getByRole('link', { name: 'See everyone who works here in People', exact: true }).click();
  await page.getByRole('button', { name: `Remove filter: ${school.name}`, exact: true }).waitFor();
  await page.getByRole('link', { name: joe, exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Priya Nair', exact: true }).count()).toBe(0);

  await page.goBack();
  await page
    .getByRole('complementary')
    .getByRole('link', { name: 'Lanternhill Church of England Academies Trust', exact: true })
    .click();
  await part(page, 'Schools').getByRole('link', { name: school.name, exact: true }).first().waitFor();
});

it('puts a trust’s schools on a map whose dots are links, with the same schools in a list', async () => {
  const { id } = await organisation('Lanternhill Church of England Academies Trust');
  const { page } = await stage.visit(joe, `/organisations/${id}`);
  const map = page.getByRole('group', { name: /^Map of the schools of Lanternhill/ });
  const dot = map.getByRole('link', { name: 'Ellerwick CE Primary School', exact: true });
  await dot.waitFor();
  const listed = part(page, 'Schools').getByRole('listitem');
  expect(await map.getByRole('link').count()).toBe(await listed.count());
  await dot.focus();
  await page.keyboard.press('Enter');
  await title(page, 'Ellerwick CE Primary School').waitFor();
});

it('lets an administrator write what the school says of itself and design its crest, seen at once elsewhere', async () => {
  const school = await organisation('Oxenby Primary and Nursery School');
  const reader = (await stage.visit(joe, `/organisations/${school.id}`)).page;
  await title(reader, school.name).waitFor();
  const { page } = await stage.visit(administrator, `/organisations/${school.id}`);
  await page.getByRole('link', { name: 'Edit this page', exact: true }).click();
  await page.getByRole('textbox', { name: 'Motto', exact: true }).fill('Room for everybody');
  await page
    .getByRole('textbox', { name: 'What we lead on', exact: true })
    .fill('Forest school\nEarly number');
  await page.getByRole('textbox', { name: 'Website', exact: true }).fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page
    .getByRole('link', { name: 'Enter an address that begins with https:// or http://', exact: true })
    .waitFor();
  await page.getByRole('textbox', { name: 'Website', exact: true }).fill('https://oxenby.example/');
  const design = page.getByRole('button', { name: 'Design a crest', exact: true });
  if (await design.count()) await design.click();
  await page.getByRole('group', { name: 'Symbol', exact: true }).getByText('Anchor', { exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'The page is saved.');

  await reader.getByText(/Room for everybody$/).waitFor();
  await part(reader, 'What we lead on').getByText('Forest school', { exact: true }).waitFor();
  const site = reader.getByRole('link', { name: /^oxenby\.example/ });
  expect(await site.getAttribute('rel')).toContain('noopener');
  const changed = await (await stage.as(joe)).get(`/organisations/${school.id}`);
  expect(changed).toMatchObject({ leads_on: ['Forest school', 'Early number'], crest: { symbol: 'anchor' } });
});

it('keeps two administrators from writing over each other', async () => {
  const school = await organisation('Thornhay CE Primary School');
  const { page } = await stage.visit(administrator, `/organisations/${school.id}/edit`);
  const motto = page.getByRole('textbox', { name: 'Motto', exact: true });
  await motto.fill('Mine');
  await (await stage.as(administrator)).patch(`/organisations/${school.id}`, { motto: 'Theirs' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page
    .getByText(/Somebody changed this while you were editing/)
    .first()
    .waitFor();
  expect(await motto.inputValue()).toBe('Mine');
});

it('refuses the form to who may only read the page, and hides organisations from who may not', async () => {
  const school = await organisation('Thornhay CE Primary School');
  const { page } = await stage.visit(joe, `/organisations/${school.id}/edit`);
  await page.getByText('Only administrators of an organisation edit its page.', { exact: true }).waitFor();

  const partner = (await stage.visit('Catrin Lloyd', '/')).page;
  await partner
    .getByRole('link', { name: /^Teams/ })
    .first()
    .waitFor();
  expect(await partner.getByRole('link', { name: 'Our schools', exact: true }).count()).toBe(0);
  await partner.goto(`${stage.server.url}/organisations/${school.id}`);
  await partner.getByText('This page does not exist or is not shared with you.', { exact: true }).waitFor();
});
