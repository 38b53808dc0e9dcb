// Without a connection one goes on writing: nothing is lost, nothing is sent twice, and the order stays.
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { log, message, reply, write } from './conversation';
import { useStage } from './stage';

const stage = useStage();
const hour = 3_600_000;
const writer = 'Joe Brennan';

const banner = (page: Page) =>
  page.getByRole('region', { name: 'Notices' }).getByText('You’re offline.', { exact: true });
const notSent = 'Not sent. Saved on this device.';

/** A fresh topic, open before somebody who may write in it. */
async function writing(title: string) {
  const lead = await stage.as('Priya Nair');
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', title, 'Begin below.');
  const { page, context } = await stage.visit(writer, `/topics/${id}`);
  await message(page, 'Begin below.').waitFor();
  const texts = async () => {
    const { items } = await lead.get(`/topics/${id}/messages`);
    return (items as { text: string }[]).map(({ text }) => text).reverse();
  };
  return { page, context, texts, id, lead };
}

async function lose(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  await banner(page).waitFor();
}

it('says calmly that it is offline, keeps what is written, and sends it once and in order', async () => {
  const { page, context, texts } = await writing('A lost connection');
  await lose(page, context);
  await write(page, 'One, written offline');
  await write(page, 'Two, written offline');
  await write(page, 'Three, written offline');
  await message(page, 'Three, written offline').getByText(notSent, { exact: true }).waitFor();

  await context.setOffline(false);
  await banner(page).waitFor({ state: 'hidden' });
  await page.getByText('You’re back online.', { exact: true }).waitFor({ state: 'attached' });
  await log(page).getByText(notSent).first().waitFor({ state: 'detached' });
  const wanted = ['Begin below.', 'One, written offline', 'Two, written offline', 'Three, written offline'];
  await expect.poll(texts).toEqual(wanted);
  for (const words of wanted) expect(await message(page, words).count(), words).toBe(1);
});

it('shows what others wrote meanwhile', async () => {
  const { page, context, lead, id } = await writing('Meanwhile');
  await lose(page, context);
  await lead.post(`/topics/${id}/messages`, { text: 'Said while you were away.' });
  await context.setOffline(false);
  await message(page, 'Said while you were away.').waitFor();
  expect(await message(page, 'Said while you were away.').count()).toBe(1);
});

it('sends what waited when the page was closed and is opened again', async () => {
  const { page, context, texts, id } = await writing('Closed too early');
  await lose(page, context);
  await write(page, 'Left behind on the device');
  // Only what the page says is saved may be left behind.
  await message(page, 'Left behind on the device').getByText(notSent, { exact: true }).waitFor();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${stage.server.url}/topics/${id}`);
  await message(again, 'Left behind on the device').waitFor();
  await expect.poll(texts).toEqual(['Begin below.', 'Left behind on the device']);
  expect(await message(again, 'Left behind on the device').count()).toBe(1);
});

it('keeps a draft over a reload, for its own topic only, and forgets it once it is sent', async () => {
  const { page, lead } = await writing('A draft');
  await reply(page).fill('Half a thought');
  await reply(page).blur();
  await expect.poll(() => drafts(page)).toContain('Half a thought');
  await page.reload();
  await expect.poll(() => reply(page).inputValue()).toBe('Half a thought');

  const other = await lead.topic('Maths leads', 'Teaching ideas', 'Without a draft');
  await page.getByRole('link', { name: /^Without a draft/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Without a draft', exact: true }).waitFor();
  await message(page, 'The first message.').waitFor();
  expect(await reply(page).inputValue()).toBe('');
  expect(page.url()).toContain(`/topics/${other.id}`);

  await page.getByRole('link', { name: /^A draft/ }).click();
  await expect.poll(() => reply(page).inputValue()).toBe('Half a thought');
  await reply(page).press('Enter');
  await message(page, 'Half a thought').waitFor();
  await expect.poll(() => drafts(page)).toEqual([]);
});

it('asks before it sends what was written over a day ago', async () => {
  const { page, context, texts } = await writing('Yesterday’s thoughts');
  await lose(page, context);
  await write(page, 'Old, and to be sent');
  await write(page, 'Old, and to be forgotten');
  await page.clock.setFixedTime(Date.now() + 25 * hour);
  await context.setOffline(false);

  // Yesterday; in the last hour of a day it is the day before.
  const keep = message(page, 'Old, and to be sent');
  await keep.getByText(/^You wrote this .+ at \d\d:\d\d\. Still send it\?$/).waitFor();
  expect(await texts()).toEqual(['Begin below.']);
  await message(page, 'Old, and to be forgotten')
    .getByRole('button', { name: 'Delete', exact: true })
    .click();
  await message(page, 'Old, and to be forgotten').waitFor({ state: 'detached' });
  await keep.getByRole('button', { name: 'Send now', exact: true }).click();
  await keep.getByRole('button', { name: 'Send now', exact: true }).waitFor({ state: 'detached' });
  await expect.poll(texts).toEqual(['Begin below.', 'Old, and to be sent']);
});

it('asks before it writes into a topic that was agreed meanwhile', async () => {
  const { page, context, texts, lead, id } = await writing('Agreed meanwhile');
  await lose(page, context);
  await write(page, 'Too late?');
  await lead.put(`/topics/${id}/summary`, { text: 'We all agree.' });
  await lead.post(`/topics/${id}/agree`);
  await context.setOffline(false);
  await message(page, 'Too late?')
    .getByText('This topic was agreed or locked after you wrote this. Still send it?', { exact: true })
    .waitFor();
  expect(await texts()).toEqual(['Begin below.']);
  await message(page, 'Too late?').getByRole('button', { name: 'Send now', exact: true }).click();
  await expect.poll(texts).toEqual(['Begin below.', 'Too late?']);
});

it('lets the writer try again or delete what could not be sent', async () => {
  const { page, context, texts } = await writing('Not sent');
  await lose(page, context);
  await write(page, 'Wait for me');
  await write(page, 'Never mind');
  await message(page, 'Wait for me').getByText(notSent, { exact: true }).waitFor();
  await message(page, 'Never mind').getByRole('button', { name: 'Delete', exact: true }).click();
  await message(page, 'Never mind').waitFor({ state: 'detached' });
  await message(page, 'Wait for me').getByRole('button', { name: 'Try again', exact: true }).click();
  await message(page, 'Wait for me').getByText(notSent, { exact: true }).waitFor();

  await context.setOffline(false);
  await message(page, 'Wait for me').getByText(notSent, { exact: true }).waitFor({ state: 'detached' });
  await expect.poll(texts).toEqual(['Begin below.', 'Wait for me']);
});

it('comes back by itself when the server was restarted', async () => {
  const { page, texts } = await writing('A restart');
  await stage.server.restart();
  await write(page, 'Written after the restart');
  await expect.poll(texts, { timeout: 10_000 }).toEqual(['Begin below.', 'Written after the restart']);
  await message(page, 'Written after the restart')
    .getByRole('button', { name: /^Actions for/ })
    .waitFor();
});

it('warns before signing out with something unsent', async () => {
  const { page, context } = await writing('Signing out');
  await lose(page, context);
  await write(page, 'Never sent');
  await page.getByRole('button', { name: /^Joe Brennan/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Sign out?', exact: true });
  await question
    .getByText('1 message has not been sent yet. Signing out deletes it from this device.', { exact: true })
    .waitFor();
  await question.getByRole('button', { name: 'Stay signed in', exact: true }).click();
  await message(page, 'Never sent').waitFor();
  expect(await drafts(page)).toEqual([]);
});

/** The drafts on the device, as the page's own storage has them. */
function drafts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const open = indexedDB.open('staffroom');
        open.onerror = () => reject(new Error('The storage does not open.'));
        open.onsuccess = () => {
          const all = open.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result.map((draft: { text: string }) => draft.text));
          };
        };
      }),
  );
}
