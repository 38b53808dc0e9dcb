// Home keeps apart what needs me and what is merely new, and two devices of the same person agree.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { message, reply } from './conversation';
import { labelled } from './names';
import { useStage } from './stage';

const stage = useStage();
const priya = 'Priya Nair';
const joe = 'Joe Brennan';

const needs = (page: Page) => page.getByRole('region', { name: 'What needs you', exact: true });
const news = (page: Page) => page.getByRole('region', { name: 'What’s new', exact: true });
const settled = (page: Page) =>
  page.getByRole('heading', { level: 2, name: 'What’s new', exact: true }).waitFor();

it('brings a mention to Home, leads to it, and lets it go when it is done', async () => {
  const { page } = await stage.visit(joe, '/');
  const second = (await stage.visit(joe, '/')).page;
  await Promise.all([settled(page), settled(second)]);
  const leads = await stage.as(priya);
  const { id } = await leads.topic('Maths leads', 'Teaching ideas', 'With your name in it');
  const person = (await leads.person(joe)).id;
  await leads.post(`/topics/${id}/messages`, { text: 'What would @Joe Brennan say?', mentions: [person] });

  const row = needs(page).getByRole('listitem').filter({ hasText: 'What would @Joe Brennan say?' });
  await row.getByText('With your name in it').waitFor();
  await row.getByRole('link', { name: labelled('Reply', 'Priya Nair mentioned you') }).click();
  await message(page, 'What would @Joe Brennan say?').waitFor();
  await page.goBack();
  await row.getByRole('button', { name: labelled('Done', 'Priya Nair mentioned you') }).click();
  await row.waitFor({ state: 'detached' });
  await needs(second).getByText('What would @Joe Brennan say?').waitFor({ state: 'detached' });
});

it('brings a reply to whoever wrote first, done by answering it', async () => {
  const leads = await stage.as(priya);
  const { id } = await leads.topic('Maths leads', 'Teaching ideas', 'A question asked');
  await (await stage.as(joe)).post(`/topics/${id}/messages`, { text: 'How many counters?' });
  const { page } = await stage.visit(joe, '/');
  await settled(page);
  await leads.post(`/topics/${id}/messages`, { text: 'Twenty will do.', reply_to: 2 });
  await needs(page).getByRole('heading', { name: 'Priya Nair replied to you' }).first().waitFor();
  await needs(page).getByText('Twenty will do.').waitFor();
});

it('says what is new in each team, and forgets it when it is marked as seen', async () => {
  const { page } = await stage.visit(joe, '/');
  const second = (await stage.visit(joe, '/')).page;
  await Promise.all([settled(page), settled(second)]);
  const leads = await stage.as(priya);
  await leads.topic('Maths leads', 'Teaching ideas', 'Merely new');
  for (const each of [page, second])
    await news(each).getByRole('link', { name: 'Merely new', exact: true }).waitFor();
  await news(page)
    .getByRole('button', { name: labelled('Mark as seen', 'Maths leads') })
    .click();
  for (const each of [page, second])
    await news(each).getByRole('link', { name: 'Merely new', exact: true }).waitFor({ state: 'detached' });
});

it('knows on one device what was read on another', async () => {
  const leads = await stage.as(priya);
  const { id } = await leads.topic('Maths leads', 'Teaching ideas', 'Read elsewhere');
  const phone = (await stage.visit(joe, '/', { width: 390, height: 844 })).page;
  const fresh = news(phone).getByRole('link', { name: 'Read elsewhere', exact: true });
  await fresh.waitFor();
  const { page } = await stage.visit(joe, `/topics/${id}`);
  await message(page, 'The first message.').waitFor();
  await fresh.waitFor({ state: 'detached' });
});

it('counts in the navigation what waits, and takes it off when it is answered', async () => {
  const leads = await stage.as(priya);
  const { id } = await leads.found('Counted', 'by_request');
  const { page } = await stage.visit(priya, '/');
  await settled(page);
  const home = page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: /^Home/ });
  const before = Number(/\d+/.exec((await home.textContent()) ?? '')?.[0] ?? 0);
  await (await stage.as(joe)).post(`/teams/${id}/join-requests`, { note: 'Please.' });
  await home.getByText(String(before + 1)).waitFor();
  await page.getByRole('button', { name: labelled('Accept', 'Joe Brennan asks to join Counted') }).click();
  await home.getByText(String(before)).waitFor();
});

it('marks where I had read to when I come back', async () => {
  const leads = await stage.as(priya);
  const { id } = await leads.topic('Maths leads', 'Teaching ideas', 'Coming back');
  const { page } = await stage.visit(joe, `/topics/${id}`);
  await message(page, 'The first message.').waitFor();
  await expect
    .poll(async () => (await (await stage.as(joe)).ask('GET', `/topics/${id}/read-state`)).body.mark)
    .toBe(1);
  await page.getByRole('link', { name: /^Home/ }).first().click();
  await settled(page);
  await leads.post(`/topics/${id}/messages`, { text: 'Something since.' });
  await news(page).getByRole('link', { name: 'Coming back', exact: true }).click();
  await message(page, 'Something since.').waitFor();
  await page.getByText(/new since you last looked$/i).waitFor();
  expect(await reply(page).isVisible()).toBe(true);
});
