// The shortest way through everything: sign in, open a topic, write, see it, sign out.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, signIn, visit, type Visitor } from './browser';
import { startServer, type Server } from './server';

let server: Server;
const visitors: Visitor[] = [];

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await Promise.all(visitors.map((visitor) => visitor.close()));
  await server?.stop();
});

it('lets nobody in with a wrong password, and does not say which half was wrong', async () => {
  const visitor = await openBrowser();
  visitors.push(visitor);
  const { page } = visitor;
  await page.goto(server.url);
  await page.getByLabel('School email').fill('nobody@example.org');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('don’t match').waitFor();
  expect(visitor.complaints).toEqual([]);
});

it('takes a colleague from Home to a topic, where what they write stands', async () => {
  const visitor = await visit(server, 'subject_lead');
  visitors.push(visitor);
  const { page } = visitor;
  await page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: /^Teams/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
  await page.locator('section[aria-labelledby="mine"] a').first().click();
  await page.locator('a[href^="/topics/"]').first().click();

  const words = `A message from the smoke test ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Reply to this topic' }).fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await messages.getByText(words).waitFor();
  await page.reload();
  await messages.getByText(words).waitFor();
  expect(await messages.getByText(words).count()).toBe(1);
  expect(visitor.complaints).toEqual([]);
});

it('signs out and leaves nothing behind', async () => {
  const visitor = await openBrowser();
  visitors.push(visitor);
  const [account] = server.accounts;
  await signIn(visitor.page, server, account?.email ?? '');
  await visitor.page.getByRole('button', { name: new RegExp(`^${account?.name}`) }).click();
  await visitor.page.getByRole('button', { name: 'Sign out' }).click();
  await visitor.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(visitor.complaints).toEqual([]);
});
