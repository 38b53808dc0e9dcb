// The shortest way through everything: sign in, open a topic, write, see it, sign out.
import { expect, it } from 'vitest';
import { signIn } from './browser';
import { log, reply } from './conversation';
import { useStage } from './stage';

const stage = useStage();

it('lets nobody in with a wrong password, and does not say which half was wrong', async () => {
  const { page } = await stage.stranger();
  await page.goto(stage.server.url);
  await page.getByLabel('School email').fill('nobody@example.org');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('don’t match').waitFor();
});

it('says what is missing before it asks the server', async () => {
  const { page } = await stage.stranger();
  await page.goto(stage.server.url);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'There are 2 problems to fix', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Enter your school email', exact: true }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('email');
});

it('takes a colleague from Home to a topic, where what they write stands', async () => {
  const { page } = await stage.stranger();
  await signIn(page, stage.server, stage.emailOf('Priya Nair'));
  await page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: /^Teams/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Teams', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Maths leads', exact: true }).click();
  await page.getByRole('link', { name: /^Fractions before decimals/ }).click();

  await log(page).waitFor();
  await reply(page).fill('A message from the smoke test');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await log(page).getByText('A message from the smoke test', { exact: true }).waitFor();
  await page.reload();
  await log(page).getByText('A message from the smoke test', { exact: true }).waitFor();
  expect(await log(page).getByText('A message from the smoke test').count()).toBe(1);
});

it('signs out and leaves nothing behind: no cookie, and no draft on the device', async () => {
  const { page, context } = await stage.stranger();
  await signIn(page, stage.server, stage.emailOf('Joe Brennan'));
  const { id } = await (
    await stage.as('Priya Nair')
  ).topic('Maths leads', 'Teaching ideas', 'Left with a draft');
  await page.goto(`${stage.server.url}/topics/${id}`);
  await reply(page).fill('A draft that must go');
  await reply(page).blur();
  await page.getByRole('button', { name: /^Joe Brennan/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in', exact: true }).waitFor();
  expect(await context.cookies()).toEqual([]);
  await signIn(page, stage.server, stage.emailOf('Joe Brennan'));
  await page.goto(`${stage.server.url}/topics/${id}`);
  await log(page).getByText('The first message.', { exact: true }).waitFor();
  expect(await reply(page).inputValue()).toBe('');
  await page.getByRole('button', { name: /^Joe Brennan/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in', exact: true }).waitFor();
  await page.goto(`${stage.server.url}/people`);
  await page.getByRole('heading', { level: 1, name: 'Sign in', exact: true }).waitFor();
});

it('goes on where the link led, after signing in', async () => {
  const { page } = await stage.stranger();
  await page.goto(`${stage.server.url}/people`);
  await page.getByLabel('School email').fill(stage.emailOf('Joe Brennan'));
  await page.getByLabel('Password', { exact: true }).fill('a password for tests');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'People', exact: true }).waitFor();
});
