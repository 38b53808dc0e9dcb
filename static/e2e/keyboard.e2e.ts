// Everything by keys alone: no test here uses the pointer.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { log, message, reply } from './conversation';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage();
const mostStops = 60;

const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the focus is there; gives the number of stops. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<number> {
  await target.waitFor();
  for (let stops = 0; stops <= mostStops; stops += 1) {
    if (await focused(target)) return stops;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached with ${mostStops} presses of ${key}.`);
}

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

it('signs in, opens a topic, writes, reacts and finds the help', async () => {
  const { page } = await stage.stranger();
  await page.goto(stage.server.url);
  await tabTo(page, page.getByLabel('School email'));
  await page.keyboard.type(stage.emailOf('Joe Brennan'));
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await title(page, /^Good/).waitFor();

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await title(page, 'Teams').waitFor();
  expect(await focused(title(page, 'Teams')), 'the heading of a new page has the focus').toBe(true);
  await tabTo(page, page.getByRole('link', { name: 'Maths leads', exact: true }));
  await page.keyboard.press('Enter');
  await title(page, 'Maths leads').waitFor();
  await tabTo(page, page.getByRole('link', { name: /^Fractions before decimals/ }));
  await page.keyboard.press('Enter');
  await title(page, /^Fractions before decimals/).waitFor();
  await log(page).waitFor();

  await page.keyboard.press('r');
  expect(await focused(reply(page))).toBe(true);
  await page.keyboard.type('Written without a mouse');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('on two lines');
  await page.keyboard.press('Enter');
  await message(page, 'Written without a mouse').waitFor();
  expect(await reply(page).inputValue()).toBe('');
  expect(await focused(reply(page)), 'the field keeps the focus after sending').toBe(true);

  const menu = log(page)
    .getByRole('button', { name: /^Actions for the message from/ })
    .last();
  await tabTo(page, menu, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const react = page.getByRole('dialog').getByRole('button', { name: 'React: Thanks', exact: true });
  await react.waitFor();
  for (let presses = 0; presses < 12 && !(await focused(react)); presses += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const thanks = message(page, 'Written without a mouse').getByRole('button', {
    name: 'Thanks 1',
    pressed: true,
  });
  await thanks.waitFor();
  expect(await focused(menu), 'a closed menu gives the focus back').toBe(true);

  await page.keyboard.press('?');
  await title(page, 'Help').waitFor();
  expect(await focused(title(page, 'Help'))).toBe(true);
});

it('leads past what repeats: skip links, and F6 from part to part', async () => {
  const { page } = await stage.visit('Joe Brennan', '/');
  await title(page, /^Good/).waitFor();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the main part', exact: true });
  expect(await focused(skip)).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await tabTo(page, page.getByRole('link', { name: 'English', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.locator('a[href^="/topics/"]').first());
  await page.keyboard.press('Enter');
  await log(page).waitFor();
  await tabTo(page, page.getByRole('link', { name: 'Skip to reply', exact: true }));
  await page.keyboard.press('Enter');
  expect(await focused(reply(page))).toBe(true);

  const parts = new Set<string>();
  const part = () =>
    page.evaluate(() => {
      const pane = document.activeElement?.closest('[data-pane]');
      return pane?.getAttribute('aria-label') ?? pane?.tagName.toLowerCase() ?? 'nothing';
    });
  for (let press = 0; press < 5; press += 1) {
    await page.keyboard.press('F6');
    parts.add(await part());
  }
  expect([...parts]).toEqual(expect.arrayContaining(['Main', 'English topics', 'Messages', 'form']));
  await page.keyboard.press('Shift+F6');
  expect(parts).toContain(await part());
});

it('keeps the list of topics to one stop, with arrows, j, k and u inside', async () => {
  const lead = await stage.as('Priya Nair');
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'The older of two');
  await lead.topic('Maths leads', 'Teaching ideas', 'The newer of two');
  const { page } = await stage.visit('Ruth Fell', `/topics/${id}`);
  const current = page.getByRole('link', { name: /^The older of two/ });
  await tabTo(page, current);
  await page.keyboard.press('ArrowUp');
  expect(await focused(page.getByRole('link', { name: /^The newer of two/ }))).toBe(true);
  await page.keyboard.press('Enter');
  await title(page, 'The newer of two').waitFor();
  await page.keyboard.press('j');
  await title(page, 'The older of two').waitFor();
  await page.keyboard.press('k');
  await title(page, 'The newer of two').waitFor();
  await page.keyboard.press('n');
  await title(page, 'New topic').waitFor();
});

it('opens and leaves a dialog, and the focus comes back to where it was', async () => {
  const lead = await stage.as('Priya Nair');
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'With a dialog');
  const { page } = await stage.visit('Priya Nair', `/topics/${id}`);
  const options = page.getByRole('button', { name: 'Topic options', exact: true });
  await tabTo(page, options);
  await page.keyboard.press('Enter');
  const rename = page.getByRole('dialog').getByRole('button', { name: 'Rename topic', exact: true });
  await tabTo(page, rename);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Rename topic', exact: true });
  await tabTo(page, dialog.getByRole('textbox', { name: 'Title', exact: true }));
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused(options)).toBe(true);
});

it('names a colleague after an @, chosen with arrows', async () => {
  const lead = await stage.as('Priya Nair');
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'With a name');
  const { page } = await stage.visit('Joe Brennan', `/topics/${id}`);
  await tabTo(page, reply(page));
  await page.keyboard.type('Ask @Ru');
  await page.getByRole('listbox', { name: 'People in this channel' }).waitFor();
  const ruth = page.getByRole('option', { name: /^Ruth Fell/ });
  for (let presses = 0; presses < 8 && (await ruth.getAttribute('aria-selected')) !== 'true'; presses += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await reply(page).inputValue()).toBe('Ask @Ruth Fell ');
  await page.keyboard.press('Enter');
  await message(page, 'Ask @Ruth Fell').waitFor();
});

it('lets single keys be switched off', async () => {
  const { page } = await stage.visit('Joe Brennan', '/settings');
  const keys = page.getByRole('checkbox', { name: 'Single-key shortcuts', exact: true });
  await tabTo(page, keys);
  await page.keyboard.press('Space');
  expect(await keys.isChecked()).toBe(false);
  await tabTo(page, page.getByRole('link', { name: 'People', exact: true }));
  await page.keyboard.press('?');
  await page.keyboard.press('Enter');
  await title(page, 'People').waitFor();
  await page.keyboard.press('F6');
});
