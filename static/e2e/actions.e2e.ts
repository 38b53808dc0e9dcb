// Actions: of a message, for a colleague, on his Home, done, and the news of it; with the keyboard alone, too.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { act, log, message, said } from './conversation';
import { labelled } from './names';
import { title } from './screen_parts';
import { useStage } from './stage';
import { inDays } from './support_stage';

const stage = useStage();
const author = 'Priya Nair';
const owner = 'Joe Brennan';
const needs = (page: Page) => page.getByRole('region', { name: 'What needs you', exact: true });
const news = (page: Page) => page.getByRole('region', { name: 'What’s new', exact: true });
const week = (page: Page) => page.getByRole('complementary', { name: 'This week', exact: true });
const form = (page: Page) => page.getByRole('dialog', { name: 'Make an action', exact: true });
const listed = (page: Page) => page.getByRole('list', { name: 'Actions', exact: true });
const ended = (page: Page) => page.getByRole('list', { name: 'Done and cancelled', exact: true });

async function topicWith(words: string): Promise<number> {
  const priya = await stage.as(author);
  const { id } = await priya.topic('Maths leads', 'Teaching ideas', `About ${words}`, words);
  return id as number;
}

/** An action made by the API. */
async function given(topic: number, what: string, days: number, name = owner): Promise<number> {
  const priya = await stage.as(author);
  const { id } = await priya.person(name);
  const body = { ordinal: 1, title: what, owner: id, due: inDays(days) };
  return (await priya.post(`/topics/${topic}/actions`, body)).id as number;
}

it('makes an action of a message for a colleague, who does it, and its author hears of that', async () => {
  const words = 'Somebody should order the counters';
  const topic = await topicWith(words);
  const { page: joe } = await stage.visit(owner, '/');
  await week(joe).getByRole('heading', { name: 'Your actions', exact: true }).waitFor();

  const { page: priya } = await stage.visit(author, `/topics/${topic}`);
  await message(priya, words).hover();
  await act(priya, words, 'Make an action');
  const what = form(priya).getByLabel('What is to be done', { exact: true });
  expect(await what.inputValue()).toBe(words);
  await what.fill('Order the counters');
  await form(priya).getByRole('button', { name: 'Make action', exact: true }).click();
  await form(priya).getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
  await form(priya)
    .getByLabel('Who does it', { exact: true })
    .selectOption({ label: await labelOf(priya) });
  await form(priya).getByLabel('By when', { exact: true }).fill(inDays(1));
  await form(priya).getByText('Tomorrow.', { exact: false }).or(form(priya).getByText('tomorrow.')).waitFor();
  await form(priya).getByRole('button', { name: 'Make action', exact: true }).click();
  await said(priya, 'Action made for Joe Brennan.');
  const row = listed(priya).getByRole('listitem').filter({ hasText: 'Order the counters' });
  await row.getByText('Due tomorrow').waitFor();
  await row.getByText(owner).waitFor();
  await row.getByRole('link', { name: 'From this message' }).click();
  await expect.poll(() => priya.evaluate(() => document.activeElement?.id)).toBe('message-1');

  // Without a reload: it waits for him, stands in his week and among his actions.
  const need = needs(joe).getByRole('listitem').filter({ hasText: 'Order the counters' });
  await need.getByRole('link', { name: 'Priya Nair gave you an action: Order the counters' }).waitFor();
  await week(joe).getByRole('link', { name: 'Order the counters' }).first().waitFor();
  await need.getByRole('button', { name: /^Done/ }).click();
  await need.waitFor({ state: 'detached' });

  // Its author hears of it, and the topic shows it as done.
  await priya.getByText('1 action done or cancelled').click();
  await ended(priya).getByText('Done today').waitFor();
  await priya.goto(stage.server.url);
  await news(priya).getByRole('link', { name: 'Joe Brennan finished an action: Order the counters' }).click();
  await message(priya, words).waitFor();
});

/** How the form names the colleague. */
const labelOf = async (page: Page): Promise<string> => {
  const options = form(page).getByRole('option').filter({ hasText: owner });
  return (await options.first().textContent())?.trim() ?? '';
};

it('changes an action, hands it to somebody else, cancels it and opens it again', async () => {
  const topic = await topicWith('Changes of mind');
  await given(topic, 'Write the letter', 3);
  const { page } = await stage.visit(author, `/topics/${topic}`);
  const row = listed(page).getByRole('listitem').filter({ hasText: 'letter' });
  const choose = async (entry: string) => {
    await row.getByRole('button', { name: /^Options for/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: entry, exact: true }).click();
  };
  await choose('Change');
  const change = page.getByRole('dialog', { name: 'Change action', exact: true });
  await change.getByLabel('What is to be done', { exact: true }).fill('Write the letter to parents');
  await change.getByLabel('Who does it', { exact: true }).selectOption({ label: 'Priya Nair (you)' });
  await change.getByLabel('By when', { exact: true }).fill(inDays(0));
  await change.getByRole('button', { name: 'Save', exact: true }).click();
  await row.getByText('Write the letter to parents', { exact: true }).waitFor();
  await row.getByText('Due today').waitFor();
  await row.getByText(author).waitFor();

  await choose('Cancel action');
  await said(page, 'Action cancelled.');
  await page.getByText('1 action done or cancelled').click();
  await ended(page).getByText('Cancelled today').waitFor();
  await ended(page)
    .getByRole('button', { name: labelled('Reopen', 'Write the letter to parents') })
    .click();
  await row.getByText('Due today').waitFor();
});

it('lists my actions by their day, those that ended below, and shows the one that a link names', async () => {
  const topic = await topicWith('Three things');
  const later = await given(topic, 'Listed: the later one', 9);
  await given(topic, 'Listed: the sooner one', 2);
  const { page } = await stage.visit(owner, `/actions/${later}`);
  await title(page, 'Your actions');
  const open = page.getByRole('region', { name: 'To do', exact: true });
  const rows = open.getByRole('listitem').filter({ hasText: 'Listed:' });
  await rows.nth(1).waitFor();
  expect(await rows.nth(0).textContent()).toContain('the sooner one');
  await rows.nth(0).getByRole('link', { name: 'About Three things' }).waitFor();
  await rows.nth(0).getByText('Asked by Priya Nair').waitFor();
  await rows.nth(0).getByRole('button', { name: /^Done/ }).click();
  const past = page.getByRole('region', { name: 'Done and cancelled', exact: true });
  await past.getByText('Listed: the sooner one', { exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('open');
});

it('can be made and done with the keyboard alone', async () => {
  const words = 'Keys are enough';
  const topic = await topicWith(words);
  const { page } = await stage.visit(owner, `/topics/${topic}`);
  await message(page, words)
    .getByRole('button', { name: /^Actions for the message from/ })
    .focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('dialog').getByRole('button', { name: 'Make an action', exact: true });
  await entry.waitFor();
  for (let presses = 0; presses < 12; presses += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await form(page).waitFor();
  await form(page).getByLabel('What is to be done', { exact: true }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Joe');
  await page.keyboard.press('Tab');
  await form(page).getByLabel('By when', { exact: true }).fill(inDays(0));
  await form(page).getByLabel('What is to be done', { exact: true }).press('Enter');
  await said(page, 'Added to your actions.');
  await listed(page)
    .getByRole('button', { name: labelled('Done', words) })
    .focus();
  await page.keyboard.press('Enter');
  await said(page, 'Marked as done.');
  expect(await log(page).count()).toBe(1);
});
