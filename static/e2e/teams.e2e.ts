// Teams: joining and leaving them, and what their leads do with members, guests, channels, topics and reports.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { act, choose, message, reply, said, write } from './conversation';
import { labelled } from './names';
import { useStage } from './stage';

const stage = useStage();
const lead = 'Priya Nair';
const joe = 'Joe Brennan';
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

const mine = (page: Page) => page.getByRole('region', { name: 'My teams', exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

it('lets one join an open team and leave it again', async () => {
  const { page } = await stage.visit(joe, '/teams');
  await page.getByRole('searchbox', { name: 'Search teams', exact: true }).fill('comput');
  await press(page, labelled('Join', 'Computing'));
  await said(page, 'You’re now in Computing.');
  await mine(page).getByRole('link', { name: 'Computing', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Kit and systems', exact: true }).waitFor();

  await press(page, 'Leave team');
  await dialog(page, 'Leave Computing?').getByRole('button', { name: 'Leave team', exact: true }).click();
  await said(page, 'You’ve left Computing.');
  await title(page, 'Teams').waitFor();
  await mine(page).getByRole('link', { name: 'Computing', exact: true }).waitFor({ state: 'detached' });
});

it('takes a request to the lead, whose answer stands at once on the other page', async () => {
  const { id } = await (await stage.as(lead)).found('By request only', 'by_request');
  const asking = (await stage.visit(joe, `/teams/${id}`)).page;
  const answering = (await stage.visit(lead, `/teams/${id}/members`)).page;
  await title(answering, 'Members').waitFor();

  await press(asking, labelled('Ask to join', 'By request only'));
  const question = dialog(asking, 'Ask to join By request only');
  await question.getByRole('textbox', { name: 'A word to the leads', exact: true }).fill('I teach Year 5.');
  await question.getByRole('button', { name: 'Send request', exact: true }).click();
  await asking.getByText('You’ve asked to join', { exact: true }).waitFor();
  await press(asking, labelled('Take back', 'By request only'));
  await said(asking, 'Request taken back.');
  await press(asking, labelled('Ask to join', 'By request only'));
  await dialog(asking, 'Ask to join By request only')
    .getByRole('button', { name: 'Send request', exact: true })
    .click();

  const requests = answering.getByRole('region', { name: 'Requests to join', exact: true });
  await requests.getByText('Joe Brennan', { exact: true }).waitFor();
  await press(answering, labelled('Accept', joe));
  await said(answering, 'Joe Brennan is now in the team.');
  await asking.getByRole('link', { name: /^Members/ }).waitFor();
  await requests.waitFor({ state: 'detached' });
});

it('declines a request with a word, and says so on Home', async () => {
  const { id } = await (await stage.as(lead)).found('A small circle', 'by_request');
  await (await stage.as(joe)).post(`/teams/${id}/join-requests`, { note: '' });
  const asked = (await stage.visit(joe, '/')).page;
  const { page } = await stage.visit(lead, `/teams/${id}/members`);
  await press(page, labelled('Decline', joe));
  const question = dialog(page, 'Decline Joe Brennan’s request?');
  await question.getByRole('textbox').fill('We are full.');
  await question.getByRole('button', { name: 'Decline', exact: true }).click();
  await said(page, 'Request declined.');
  await asked.getByRole('link', { name: 'Your request to join A small circle was declined' }).waitFor();
});

it('lets a lead found a team, add people, make a lead and take somebody out', async () => {
  const { page } = await stage.visit(lead, '/teams');
  await page.getByRole('link', { name: 'New team', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Times tables group');
  await page
    .getByRole('combobox', { name: 'Joining', exact: true })
    .selectOption({ label: 'Closed: leads add people' });
  await press(page, 'Create team');
  await title(page, 'Times tables group').waitFor();
  await page.getByRole('link', { name: /^Members/ }).click();
  await press(page, 'Add people');
  const people = dialog(page, 'Add people');
  for (const name of ['Ruth Fell', 'Dan Whitlock']) {
    await people.getByRole('searchbox', { name: 'Search people', exact: true }).fill(name);
    await people.getByRole('button', { name: labelled('Add as member', name) }).click();
    await people.getByText('In the team', { exact: true }).waitFor();
  }
  await people.getByRole('button', { name: 'Close', exact: true }).click();

  const row = (name: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  await choose(page, 'Actions for Ruth Fell', 'Make a lead');
  await row('Ruth Fell').getByText('Lead', { exact: true }).waitFor();
  await choose(page, 'Actions for Ruth Fell', 'Make a member');
  await row('Ruth Fell').getByText('Lead', { exact: true }).waitFor({ state: 'detached' });
  await choose(page, 'Actions for Dan Whitlock', 'Remove from team');
  await dialog(page, 'Remove Dan Whitlock?')
    .getByRole('button', { name: 'Remove from team', exact: true })
    .click();
  await said(page, 'Dan Whitlock is no longer in the team.');
  await row('Dan Whitlock').waitFor({ state: 'detached' });
});

it('shows a guest the channels that a lead has granted, and no others', async () => {
  const leads = await stage.as(lead);
  const { id } = await leads.found('With guests', 'closed');
  const make = (channel_name: string) =>
    leads.post(`/teams/${id}/channels`, { channel_name, purpose: '', posting: 'everyone' });
  const [shared, inner] = [await make('For our guests'), await make('Among ourselves')];
  const hidden = await leads.post(`/channels/${inner.id}/topics`, {
    title: 'Not for guests',
    text: 'Secret.',
  });
  await leads.post(`/channels/${shared.id}/topics`, { title: 'Welcome', text: 'Come in.' });

  const { page } = await stage.visit(lead, `/teams/${id}/members`);
  await press(page, 'Add people');
  await page.getByRole('searchbox', { name: 'Search people', exact: true }).fill('Catrin');
  await press(page, labelled('Add as guest', 'Catrin Lloyd'));
  const form = dialog(page, 'Catrin Lloyd as guest');
  await form.getByRole('button', { name: 'Add as guest', exact: true }).click();
  await form.getByRole('link', { name: 'Choose at least one channel', exact: true }).waitFor();
  await form.getByRole('checkbox', { name: 'For our guests', exact: true }).check();
  await form.getByLabel('Last day', { exact: true }).fill(day(30));
  await form.getByRole('button', { name: 'Add as guest', exact: true }).click();
  await said(page, 'Catrin Lloyd is now in the team.');

  const guest = (await stage.visit('Catrin Lloyd', `/teams/${id}`)).page;
  await guest.getByRole('heading', { level: 2, name: 'For our guests', exact: true }).waitFor();
  expect(await guest.getByText('Among ourselves').count()).toBe(0);
  await guest.getByRole('link', { name: /^Welcome/ }).click();
  await message(guest, 'Come in.').waitFor();
  await write(guest, 'Thank you for having me.');
  expect(await guest.getByText('Not for guests').count()).toBe(0);
  await guest.goto(`${stage.server.url}/topics/${hidden.id}`);
  await guest.getByText('This page does not exist or is not shared with you.', { exact: true }).waitFor();

  // A further channel is granted, and stands on the guest's page at once.
  await guest.goto(`${stage.server.url}/teams/${id}`);
  await guest.getByRole('heading', { level: 2, name: 'For our guests', exact: true }).waitFor();
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true });
  if (await close.isVisible()) await close.click();
  await choose(page, 'Actions for Catrin Lloyd', 'Change channels and last day');
  const change = dialog(page, 'Catrin Lloyd as guest');
  await change.getByRole('checkbox', { name: 'Among ourselves', exact: true }).check();
  await change.getByRole('button', { name: 'Save', exact: true }).click();
  await guest.getByRole('heading', { level: 2, name: 'Among ourselves', exact: true }).waitFor();
});

it('lets a lead make, change, close to writing and archive a channel', async () => {
  const leads = await stage.as(lead);
  const { id } = await leads.found('With channels', 'closed');
  await leads.post(`/teams/${id}/members`, { person: (await leads.person(joe)).id });
  const { page } = await stage.visit(lead, `/teams/${id}`);
  const reader = (await stage.visit(joe, `/teams/${id}`)).page;

  await press(page, 'New channel');
  const made = dialog(page, 'New channel');
  await made.getByRole('textbox', { name: 'Name', exact: true }).fill('Ideas');
  await made.getByRole('button', { name: 'Create channel', exact: true }).click();
  await said(page, 'Ideas is ready.');
  await reader.getByRole('link', { name: labelled('New topic', 'Ideas') }).waitFor();

  await choose(page, 'Actions for Ideas', 'Edit channel');
  const form = dialog(page, 'Edit channel');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Notices');
  await form
    .getByRole('combobox', { name: 'Who may write', exact: true })
    .selectOption({ label: 'Leads only' });
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await reader.getByRole('heading', { level: 2, name: 'Notices', exact: true }).waitFor();
  await reader.getByRole('link', { name: labelled('New topic', 'Notices') }).waitFor({ state: 'detached' });

  await choose(page, 'Actions for Notices', 'Archive channel');
  await page.getByRole('link', { name: labelled('New topic', 'Notices') }).waitFor({ state: 'detached' });
  await choose(page, 'Actions for Notices', 'Restore channel');
  await page.getByRole('link', { name: labelled('New topic', 'Notices') }).waitFor();
});

it('lets a lead rename, sum up, agree, reopen, lock, move and delete a topic', async () => {
  const leads = await stage.as(lead);
  const { id, team } = await leads.topic('Maths leads', 'Teaching ideas', 'A topic’s whole life');
  const { page } = await stage.visit(lead, `/topics/${id}`);
  const reader = (await stage.visit(joe, `/topics/${id}`)).page;
  await title(reader, 'A topic’s whole life').waitFor();

  await choose(page, 'Topic options', 'Rename topic');
  await dialog(page, 'Rename topic')
    .getByRole('textbox', { name: 'Title', exact: true })
    .fill('A topic’s second life');
  await dialog(page, 'Rename topic').getByRole('button', { name: 'Save', exact: true }).click();
  await title(reader, 'A topic’s second life').waitFor();

  await choose(page, 'Topic options', 'Mark as agreed');
  await page.getByRole('status').getByText('First write “Where we’ve got to”').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Say where we’ve got to', exact: true }).click();
  const summary = dialog(page, 'Where we’ve got to');
  await summary.getByRole('textbox').fill('Counters in Year 1.');
  await summary.getByRole('button', { name: 'Save', exact: true }).click();
  await reader.getByText('Counters in Year 1.', { exact: true }).waitFor();

  await choose(page, 'Topic options', 'Mark as agreed');
  await reader.getByRole('region', { name: /life$/ }).getByText('Agreed', { exact: true }).waitFor();
  await choose(page, 'Topic options', 'Reopen');
  await reader
    .getByRole('region', { name: /life$/ })
    .getByText('Agreed', { exact: true })
    .waitFor({ state: 'detached' });

  await choose(page, 'Topic options', 'Lock topic');
  await reader.getByText('This topic is locked.', { exact: true }).waitFor();
  expect(await reply(reader).count()).toBe(0);
  await choose(page, 'Topic options', 'Unlock topic');
  await reply(reader).waitFor();

  await choose(page, 'Topic options', 'Move to another channel');
  const move = dialog(page, 'Move to another channel');
  await move
    .getByRole('combobox', { name: 'Channel', exact: true })
    .selectOption({ label: 'Assessment and moderation' });
  await move.getByRole('button', { name: 'Move topic', exact: true }).click();
  await said(page, 'Moved.');
  await reader.getByRole('region', { name: /life$/ }).getByText('Assessment and moderation').waitFor();
  await message(reader, 'The first message.').waitFor();

  await choose(page, 'Topic options', 'Delete topic');
  await dialog(page, 'Delete this topic?').getByRole('button', { name: 'Delete topic', exact: true }).click();
  await said(page, 'Topic deleted.');
  await expect.poll(() => page.url()).toBe(`${stage.server.url}/teams/${team}`);
  await reader
    .getByText('This topic was deleted, or it is no longer shared with you.', { exact: true })
    .waitFor();
});

it('starts a topic from its channel', async () => {
  const { id } = await (await stage.as(lead)).channel('Maths leads', 'Teaching ideas');
  const { page } = await stage.visit(joe, `/channels/${id}/new`);
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Begun on a page of its own');
  await page.getByRole('textbox', { name: 'First message', exact: true }).fill('What do you think?');
  await press(page, 'Start topic');
  await title(page, 'Begun on a page of its own').waitFor();
  await message(page, 'What do you think?').waitFor();
});

it('takes a report to the leads, who take the message down', async () => {
  const leads = await stage.as(lead);
  const { id, team } = await leads.topic('Maths leads', 'Teaching ideas', 'With something wrong');
  await (await stage.as('Ruth Fell')).post(`/topics/${id}/messages`, { text: 'This names a pupil.' });
  const reader = (await stage.visit(joe, `/topics/${id}`)).page;
  const { page } = await stage.visit(lead, `/teams/${team}/reports`);
  await title(page, 'Reported messages').waitFor();

  await act(reader, 'This names a pupil.', 'Report to the team’s leads');
  const form = dialog(reader, 'Report to the team’s leads');
  await form.getByRole('textbox', { name: 'What is wrong with it?', exact: true }).fill('A pupil is named.');
  await form.getByRole('button', { name: 'Report', exact: true }).click();
  await said(reader, 'Thank you. The leads will look at it.');

  const report = page.getByRole('main').getByRole('listitem').filter({ hasText: 'A pupil is named.' });
  await report.getByText('This names a pupil.', { exact: true }).waitFor();
  await report.getByRole('button', { name: 'Take it down', exact: true }).click();
  await dialog(page, 'Take this message down?')
    .getByRole('button', { name: 'Take it down', exact: true })
    .click();
  await report.getByText('Taken down', { exact: true }).waitFor();
  await message(reader, 'Message deleted').waitFor();
  expect(await message(reader, 'This names a pupil.').count()).toBe(0);
});
