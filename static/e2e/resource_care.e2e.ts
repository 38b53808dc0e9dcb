// Who looks after a resource: co-authors, passing it on, featuring it, taking it down, deleting it.
import { expect, it } from 'vitest';
import { said } from './conversation';
import { author, judge, reader, shareResource } from './library_stage';
import { answer, choose, dialog, press, title } from './resource_page';
import { useStage } from './stage';

const stage = useStage();
const administrator = 'Imran Rahman';

it('is worked on with somebody of another school, who joins and leaves', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, {
    title: 'Place value dice',
    text: 'Dice.',
    audience: 'none',
  });
  const { page } = await stage.visit(author, `/library/${resource.id}`);
  await choose(page, 'Ask a co-author');
  await dialog(page, 'Ask a co-author').getByLabel('Name').fill(reader);
  await answer(page, 'Ask a co-author', 'Ask');
  await said(page, 'Asked');

  // A draft, which they see because they were asked.
  const { page: other } = await stage.visit(reader, `/library/${resource.id}`);
  await title(other, 'Place value dice');
  await press(other, 'Accept');
  await said(other, 'You are a co-author now');
  await page.getByRole('link', { name: reader, exact: true }).first().waitFor();
  await choose(other, 'Stop being a co-author');
  await answer(other, 'Stop being a co-author?', 'Stop');
  await other.getByText('This resource is not shared with you any more.', { exact: true }).waitFor();
});

it('is passed on to somebody who then looks after it', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Number bonds bingo', text: 'Ten cards.' });
  const { page } = await stage.visit(author, `/library/${resource.id}`);
  await choose(page, 'Pass it on');
  const question = dialog(page, 'Pass it on');
  await question.getByRole('radio', { name: 'To a person', exact: true }).check({ force: true });
  await question.getByLabel('Name').fill(judge);
  await answer(page, 'Pass it on', 'Pass on');
  await said(page, 'Passed on');
  const priya = await stage.as(judge);
  expect((await daniel.get(`/resources/${resource.id}`)).owner).toBe((await priya.get('/me')).person);
});

it('is featured by whoever leads the subject, never by its author', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Angle detectives', text: 'A hunt.' });
  const { page } = await stage.visit(author, `/library/${resource.id}`);
  await press(page, 'More to do with this resource');
  await page.getByRole('button', { name: 'Copy link', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Show it as featured' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  const { page: lead } = await stage.visit(judge, `/library/${resource.id}`);
  await choose(lead, 'Show it as featured');
  await said(lead, 'Featured');
  await page.getByText('Featured', { exact: true }).first().waitFor();
});

it('is taken down with a reason that its author reads, and deleted by its author', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Scanned worksheets', text: 'From a book.' });
  const { page } = await stage.visit(author, `/library/${resource.id}`);
  const { page: office } = await stage.visit(administrator, `/library/${resource.id}`);
  await choose(office, 'Take down');
  await dialog(office, 'Take this resource down?').getByLabel('Why').fill('The publisher has not agreed.');
  await answer(office, 'Take this resource down?', 'Take down');
  await page.getByText('This was taken down: The publisher has not agreed.', { exact: true }).waitFor();
  await choose(page, 'Delete');
  await answer(page, 'Delete this resource?', 'Delete for good');
  await said(page, 'Deleted');
  expect((await daniel.ask('GET', `/resources/${resource.id}`)).status).toBe(404);
});
