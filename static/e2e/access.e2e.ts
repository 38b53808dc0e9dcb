// Gaining and losing a team stands on the page at once, and a loss is told calmly.
import { expect, it } from 'vitest';
import { message, reply } from './conversation';
import { labelled } from './names';
import { useStage } from './stage';

const stage = useStage();
const lead = 'Priya Nair';
/** A loss must be seen within this time, counted from the server's answer to whoever caused it. */
/** By the hub’s word: no page asks again by itself in that time. */
const soon = { timeout: 3_000 };
const gone = 'This topic was deleted, or it is no longer shared with you.';

it('tells a reader calmly when they are taken out of the team', async () => {
  const leads = await stage.as(lead);
  const { id, team } = await leads.topic('Maths leads', 'Teaching ideas', 'Read by Ruth', 'Not for long.');
  const { page } = await stage.visit('Ruth Fell', `/topics/${id}`);
  await message(page, 'Not for long.').waitFor();
  await reply(page).fill('I was just writing');

  const membership = await leads.membership(team, 'Ruth Fell');
  await leads.remove(`/team-memberships/${membership.id}`);
  await page.getByText(gone, { exact: true }).waitFor(soon);
  await page.getByRole('heading', { level: 1, name: 'Page not found', exact: true }).waitFor(soon);
  expect(await page.getByText('Not for long.').count()).toBe(0);

  await page.getByRole('link', { name: 'Go to Teams', exact: true }).click();
  const mine = page.getByRole('region', { name: 'My teams', exact: true });
  await mine.waitFor();
  expect(await mine.getByRole('link', { name: 'Maths leads', exact: true }).count()).toBe(0);
  // Its card can still be found, because the whole partnership may find it.
  await page.getByRole('button', { name: labelled('Ask to join', 'Maths leads') }).waitFor();
});

it('takes a team’s page back to its card, and opens it again', async () => {
  const leads = await stage.as(lead);
  const { id } = await leads.team('Maths leads');
  const { page } = await stage.visit('Joe Brennan', `/teams/${id}`);
  await page.getByRole('heading', { level: 2, name: 'Teaching ideas' }).waitFor();
  const membership = await leads.membership(id, 'Joe Brennan');
  await leads.remove(`/team-memberships/${membership.id}`);
  await page.getByRole('button', { name: labelled('Ask to join', 'Maths leads') }).waitFor(soon);
  expect(await page.getByRole('heading', { level: 2, name: 'Teaching ideas' }).count()).toBe(0);

  await leads.post(`/teams/${id}/members`, { person: membership.person });
  await page.getByRole('heading', { level: 2, name: 'Teaching ideas' }).waitFor();
});

it('shows a team at once to whom it is given, on the list and on Home', async () => {
  const leads = await stage.as(lead);
  const { id } = await leads.found('A team that appears', 'closed');
  const { page } = await stage.visit('Dan Whitlock', '/teams');
  const mine = page.getByRole('region', { name: 'My teams', exact: true });
  await mine.getByRole('link', { name: 'Maths leads', exact: true }).waitFor();
  const home = await stage.visit('Dan Whitlock', '/');
  await home.page.getByRole('heading', { level: 2, name: 'What’s new', exact: true }).waitFor();

  const { id: person } = await leads.person('Dan Whitlock');
  await leads.post(`/teams/${id}/members`, { person });
  await mine.getByRole('link', { name: 'A team that appears', exact: true }).waitFor(soon);
  await home.page.getByRole('link', { name: 'Priya Nair added you to A team that appears' }).waitFor(soon);
});

it('takes a deleted topic off every page, the one that reads it included', async () => {
  const leads = await stage.as(lead);
  const { id } = await leads.topic('Maths leads', 'Teaching ideas', 'Soon deleted', 'For a moment only.');
  const reader = await stage.visit('Joe Brennan', `/topics/${id}`).then(({ page }) => page);
  await message(reader, 'For a moment only.').waitFor();
  await leads.remove(`/topics/${id}`);
  await reader.getByText(gone, { exact: true }).waitFor(soon);
  await reader.getByRole('link', { name: /^Soon deleted/ }).waitFor({ state: 'detached', ...soon });
});

it('shows the same page for what is not mine and for what does not exist', async () => {
  const leads = await stage.as('Helen Marsden');
  const { id } = await leads.topic('Headteachers', "Heads' talk", 'Among heads');
  const texts: string[] = [];
  for (const path of [`/topics/${id}`, '/topics/999999999']) {
    const { page } = await stage.visit('Joe Brennan', path);
    await page.getByText('This page does not exist or is not shared with you.', { exact: true }).waitFor();
    texts.push(await page.getByRole('main').innerText());
  }
  expect(texts[0]).toBe(texts[1]);
});
