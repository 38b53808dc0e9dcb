// Searching everything: what is found leads to where it stands, and only for those who may read it.
import { expect, it } from 'vitest';
import { title } from './screen_parts';
import { until } from './until';
import { useStage } from './stage';

const stage = useStage();
const priya = 'Priya Nair';
const joe = 'Joe Brennan';

const total = async (name: string, q: string): Promise<number> =>
  (await (await stage.as(name)).get(`/search?q=${encodeURIComponent(q)}`)).total as number;

it('finds a message and leads to it', async () => {
  const lead = await stage.as(priya);
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'About bead strings');
  await lead.post(`/topics/${id}/messages`, { text: 'The zygomorphic bead string is in the cupboard.' });
  await until(
    () => total(priya, 'zygomorphic'),
    (found) => found === 1,
  );
  const { page } = await stage.visit(joe, '/search');
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('zygomorphic');
  await page.getByRole('status').getByText('1 result', { exact: true }).waitFor();
  await page.locator('mark', { hasText: 'zygomorphic' }).waitFor();
  await page.getByRole('list').getByRole('heading', { level: 3 }).getByRole('link').first().click();
  await page.waitForURL(/\/topics\/\d+\?message=2$/);
});

it('shows nobody what they may not read, neither hit nor number', async () => {
  const lead = await stage.as(priya);
  const made = await lead.found('Sealed room', 'closed');
  const channel = (await lead.get(`/teams/${made.id}/channels?limit=200`)).items[0].id as number;
  await lead.post(`/channels/${channel}/topics`, { title: 'Quiet', text: 'The xerophytic plan.' });
  await until(
    () => total(priya, 'xerophytic'),
    (found) => found > 0,
  );
  expect(await total(joe, 'xerophytic')).toBe(0);
  const { page } = await stage.visit(joe, '/search?q=xerophytic');
  await page.getByText('Nothing found for “xerophytic”').waitFor();
});

it('is a link: going back shows what was asked before', async () => {
  const { page } = await stage.visit(joe, '/search?q=maths');
  const people = page.getByRole('list', { name: 'Where to look' }).getByRole('button', { name: /^Teams/ });
  await people.click();
  await page.waitForURL(/in=team/);
  await page.reload();
  await title(page, 'Search');
  await people.waitFor();
  expect(await people.getAttribute('aria-pressed')).toBe('true');
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes('in='));
});

it('helps with spelling and explains itself', async () => {
  const { page } = await stage.visit(joe, '/search?q=mathz');
  await page.getByRole('button', { name: 'Search tips', exact: true }).click();
  const tips = page.getByRole('dialog', { name: 'Search tips' });
  await tips.getByText('stage:ks2').waitFor();
  await page.keyboard.press('Escape');
  await tips.waitFor({ state: 'detached' });
  const meant = page.getByText('Did you mean');
  await meant.getByRole('link').click();
  await page
    .getByRole('status')
    .getByText(/results?$/)
    .waitFor();
});

it('is reached from anywhere by one key, and from the menu on a phone', async () => {
  const desk = await stage.visit(joe, '/');
  await desk.page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type('fractions');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL(/\/search\?q=fractions/);
  const phone = await stage.visit(joe, '/', { width: 390, height: 844 });
  await phone.page.getByRole('button', { name: 'More', exact: true }).click();
  await phone.page.getByRole('dialog').getByRole('link', { name: 'Search', exact: true }).click();
  await title(phone.page, 'Search');
});
