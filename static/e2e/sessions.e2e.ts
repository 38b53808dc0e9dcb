// Sessions end when they should, elsewhere and by time, and the page says so calmly. Time here moves by hand only.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { reply, write } from './conversation';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const fresh = 'three random words';

const ended = 'Your session has ended. Sign in again to go on. What you were writing is kept.';
async function atSignIn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Sign in', exact: true }).waitFor();
  await page.getByText(ended, { exact: true }).waitFor();
}

async function enter(page: Page, name: string, word: string): Promise<void> {
  await page.getByLabel('School email').fill(stage.emailOf(name));
  await page.getByLabel('Password', { exact: true }).fill(word);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

it('changes the password: other sessions end at once, and the old password is worth nothing', async () => {
  const { page } = await stage.visit('Ruth Fell', '/settings');
  const other = (await stage.visit('Ruth Fell', '/people')).page;
  await other.getByRole('heading', { level: 1, name: 'People', exact: true }).waitFor();

  await page.getByLabel('Your password now', { exact: true }).fill('not my password');
  await page.getByLabel('New password', { exact: true }).fill(fresh);
  await page.getByRole('button', { name: 'Change password', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Your password now', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Change password', exact: true }).click();
  await page.getByRole('status').getByText('Your password is changed. Other sessions have ended.').waitFor();
  await atSignIn(other);

  await enter(other, 'Ruth Fell', password);
  await other.getByRole('alert').getByText('don’t match').waitFor();
  await enter(other, 'Ruth Fell', fresh);
  await other.getByRole('heading', { level: 1, name: 'People', exact: true }).waitFor();
});

it('ends one other session, and only that', async () => {
  const { page } = await stage.visit('Joe Brennan', '/settings');
  const other = (await stage.visit('Joe Brennan', '/')).page;
  await other.getByRole('heading', { level: 1, name: /^Good/ }).waitFor();
  await page.reload();
  const sessions = page.getByRole('region', { name: 'Where you’re signed in', exact: true });
  await sessions.getByText('This device', { exact: true }).waitFor();
  await sessions
    .getByRole('button', { name: /^Sign out/ })
    .first()
    .click();
  await page.getByRole('status').getByText('That session has ended.', { exact: true }).waitFor();
  await atSignIn(other);
  await sessions.getByText('This device', { exact: true }).waitFor();
});

it('warns before the session ends for want of activity, and is put off by a word', async () => {
  const { page } = await stage.visit('Dan Whitlock', '/help');
  await page.getByRole('heading', { level: 1, name: 'Help', exact: true }).waitFor();
  await page.clock.install();
  await stage.server.advance(12 * hour - minute);
  // Asking for the page is use, a minute before the end: from here on there are twelve hours again.
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Help', exact: true }).waitFor();
  const warning = page.getByRole('dialog', { name: 'Are you still there?', exact: true });
  expect(await warning.count()).toBe(0);

  await stage.server.advance(12 * hour - 90 * second);
  await page.clock.fastForward(12 * hour - 90 * second);
  await warning.getByText('You’ll be signed out in 2 minutes.').waitFor();
  const extended = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/me'));
  await warning.getByRole('button', { name: 'Stay signed in', exact: true }).click();
  await warning.waitFor({ state: 'detached' });
  // Only then does the page know its new end, from which the rest of the day is counted.
  await (await extended).finished();

  await stage.server.advance(13 * hour);
  await page.clock.fastForward(13 * hour);
  await atSignIn(page);
});

it('lands at sign-in when the session has run out, and keeps what was being written', async () => {
  const lead = await stage.as('Priya Nair');
  await lead.signIn();
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'Left over lunch');
  const { page } = await stage.visit('Joe Brennan', `/topics/${id}`);
  await reply(page).fill('I was about to say');
  await reply(page).blur();
  await stage.server.advance(13 * hour);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await atSignIn(page);
  await enter(page, 'Joe Brennan', password);
  await page.getByRole('heading', { level: 1, name: 'People', exact: true }).waitFor();
  await page.goBack();
  await expect.poll(() => reply(page).inputValue()).toBe('I was about to say');
});

it('keeps nothing on a shared computer', async () => {
  const lead = await stage.as('Priya Nair');
  await lead.signIn();
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'On a shared computer');
  const { page } = await stage.stranger();
  await page.goto(`${stage.server.url}/topics/${id}`);
  await page.getByRole('checkbox', { name: 'This is a shared computer. Keep nothing on it.' }).check();
  await enter(page, 'Joe Brennan', password);
  await reply(page).fill('Nobody else’s business');
  await reply(page).blur();
  await write(page, 'Sent all the same');
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
});
