// A profile: what its person says in it and who sees it; and what others may do there.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { press } from './screen_parts';
import { useStage } from './stage';

const stage = useStage();
const owner = 'Priya Nair';
const stranger = 'Joe Brennan';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const pathOf = async () => `/people/${(await (await stage.as(stranger)).person(owner)).id}`;
const choose = (page: Page, sight: string) =>
  page.getByRole('dialog').getByRole('button', { name: sight, exact: true }).click();

it('is changed part by part, and colleagues see it at once, as far as it is shown to them', async () => {
  const path = await pathOf();
  const mine = (await stage.visit(owner, path)).page;
  const theirs = (await stage.visit(stranger, path)).page;
  await part(theirs, 'Can help with').getByText('Coach', { exact: true }).waitFor();

  await press(mine, 'Edit: What I offer');
  await mine.getByRole('checkbox', { name: 'Review with peers' }).check();
  await press(mine, 'Save');
  await part(mine, 'What I offer').getByText('Review with peers').waitFor();
  await part(theirs, 'Can help with').getByText('Review with peers').waitFor();

  await press(mine, /^Who sees What I offer: Whole network/);
  await choose(mine, 'My trust');
  await mine.getByRole('button', { name: /^Who sees What I offer: My trust/ }).waitFor();
  // Another trust, though a team is shared: who shares a team reads what is not for oneself alone.
  await part(theirs, 'Can help with').getByText('Review with peers').waitFor();
  await press(mine, /^Who sees What I offer: My trust/);
  await choose(mine, 'Only me');
  await part(theirs, 'Can help with').waitFor({ state: 'detached' });
});

it('can be looked at with the eyes of others', async () => {
  const { page } = await stage.visit(owner, await pathOf());
  await part(page, 'Days to give').waitFor();
  await page.getByLabel('See this page as').selectOption({ label: 'Anyone in the network' });
  await part(page, 'Days to give').waitFor({ state: 'detached' });
  await part(page, 'About me').getByText('Subjects', { exact: true }).waitFor();
  expect(await part(page, 'About me').getByText('Languages', { exact: true }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^(Edit|Who sees)/ }).count()).toBe(0);
  await page.getByLabel('See this page as').selectOption({ label: 'Me' });
  await part(page, 'Days to give').waitFor();
});

it('says what is wrong with a part, and keeps strengths with what shows them', async () => {
  const { page } = await stage.visit(owner, await pathOf());
  await press(page, 'Edit: Days to give');
  await page.getByLabel('Days in a term').fill('many');
  await press(page, 'Save');
  await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
  await page.getByLabel('Days in a term').fill('4');
  await press(page, 'Save');
  await part(page, 'Days to give').getByText('4 days').waitFor();

  await press(page, 'Edit: Strengths, and what shows them');
  await press(page, 'Add a strength');
  await page.getByLabel('Strength', { exact: true }).last().fill('Bar modelling');
  const evidence = page.getByLabel('What shows it').last();
  await evidence.selectOption({ index: 1 });
  await press(page, 'Save');
  const strength = part(page, 'Strengths, and what shows them')
    .getByRole('listitem')
    .filter({ hasText: 'Bar modelling' });
  await strength.getByRole('link').first().waitFor();
});

it('says whether its person may be suggested, and leads others to asking', async () => {
  const path = await pathOf();
  const mine = (await stage.visit(owner, path)).page;
  const suggest = mine.getByRole('checkbox', { name: 'Suggest me when a school asks for support' });
  await suggest.uncheck();
  await mine.getByText('You are not suggested any more.').waitFor();
  await mine.reload();
  expect(await suggest.isChecked()).toBe(false);

  const { id } = await (await stage.as(owner)).person('Amara Okafor');
  const theirs = (await stage.visit(stranger, `/people/${id}`)).page;
  await theirs.getByRole('link', { name: 'Ask Amara: Coach', exact: true }).click();
  await theirs.waitForURL(
    (url) => url.pathname === '/support/new' && url.searchParams.get('person') === String(id),
  );
});
