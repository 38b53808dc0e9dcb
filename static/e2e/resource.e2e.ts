// A resource's page: approval, use and how it went, questions, copies, problems, versions, and its end.
import { expect, it } from 'vitest';
import { said } from './conversation';
import { labelled } from './names';
import { addVersion, author, judge, reader, shareResource } from './library_stage';
import { choose, dialog, part, press, title } from './resource_page';
import { useStage } from './stage';

const stage = useStage();

it('is approved as it is: asked for, given, and ended by a new version', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Times tables grids', text: 'Grids to fill in.' });
  const { page } = await stage.visit(author, `/library/${resource.id}`);
  await title(page, 'Times tables grids');
  await press(page, 'Ask for approval');
  await part(page, 'Approval')
    .getByText(/^Daniel Obi asked for approval today/)
    .waitFor();
  // Nobody approves their own.
  expect(await page.getByRole('button', { name: 'Approve this version' }).count()).toBe(0);

  const { page: lead } = await stage.visit(judge, `/library/${resource.id}`);
  await lead.getByRole('button', { name: 'Approve this version', exact: true }).click();
  await part(lead, 'Approval')
    .getByText(/^Approved by Priya Nair today/)
    .waitFor();
  // It arrives where the page is open.
  await part(page, 'Approval')
    .getByText(/^Approved by Priya Nair today/)
    .waitFor();

  await addVersion(daniel, resource, 'Grids to fill in, with answers.', 'Answers added');
  await part(page, 'Approval').getByText('No subject lead has approved this version yet.').waitFor();
  await page.getByText(/^Earlier decisions/).click();
  await part(page, 'Approval')
    .getByText(/^Ended with a change, version 1/)
    .waitFor();
  await part(page, 'Versions').getByText('Answers added', { exact: true }).waitFor();
});

it('is refused with a reason that its makers read', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Clock faces', text: 'Half past and quarter to.' });
  await daniel.post(`/resources/${resource.id}/approvals`);
  const { page } = await stage.visit(judge, `/library/${resource.id}`);
  await press(page, 'Not yet');
  const asked = dialog(page, 'What should change first?');
  await asked.getByRole('button', { name: 'Say so', exact: true }).click();
  await asked.getByRole('link', { name: 'Write something here.', exact: true }).waitFor();
  await asked.getByLabel('Your reason', { exact: true }).fill('Quarter to is shown as quarter past.');
  await asked.getByRole('button', { name: 'Say so', exact: true }).click();
  await said(page, 'Said. Its makers are told.');

  const { page: maker } = await stage.visit(author, `/library/${resource.id}`);
  await maker.getByText(/^Earlier decisions/).click();
  await part(maker, 'Approval').getByText('“Quarter to is shown as quarter past.”').waitFor();
});

it('is used by a school of another trust, which tells how it went and scores it', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Starter quizzes', text: 'Five a day.' });
  const { page: maker } = await stage.visit(author, `/library/${resource.id}`);
  await part(maker, 'In use').getByText('No school has said yet that it uses this.').waitFor();

  const { page } = await stage.visit(reader, `/library/${resource.id}`);
  await press(page, 'We use this');
  await said(page, 'Ellerwick CE Primary School uses this. We’ll ask in six weeks how it went.');
  await part(maker, 'In use').getByText('Ellerwick CE Primary School', { exact: true }).waitFor();

  await press(page, 'How did it go?');
  const story = dialog(page, 'How did it go?');
  await story.getByLabel('What did you use it for?').fill('Every morning for a term');
  await story.getByLabel('With whom?').fill('Two Year 5 classes');
  await story.getByLabel('What happened?').fill('Recall became quicker.');
  await story.getByRole('button', { name: 'Share it', exact: true }).click();
  await said(page, 'Thank you. Others can read it now.');
  await part(maker, 'In use').getByText('Recall became quicker.', { exact: true }).waitFor();
  // Schools are named, people are not.
  expect(await part(maker, 'In use').getByText(reader).count()).toBe(0);

  await press(page, 'Score it');
  const score = dialog(page, 'Score this resource');
  for (const [at, group] of (await score.getByRole('group').all()).entries())
    await group
      .getByRole('radio')
      .nth(at === 0 ? 3 : 2)
      .check({ force: true });
  await score.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Change my score', exact: true }).waitFor();
  // One score is nobody’s business.
  await part(maker, 'What colleagues think')
    .getByText('Shown when three colleagues have scored it.')
    .waitFor();
  expect(await maker.getByRole('button', { name: 'Score it' }).count()).toBe(0);
});

it('is asked about in a topic that leads back to it', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Money problems', text: 'Change from a pound.' });
  const { page } = await stage.visit(reader, `/library/${resource.id}`);
  await press(page, 'Ask a question');
  const ask = dialog(page, 'Ask a question');
  await ask.getByLabel('Your question in a line').fill('Are there answers?');
  await ask.getByLabel('Tell a little more').fill('I found none in the file.');
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await title(page, 'Are there answers?');
  await page.getByText('I found none in the file.', { exact: true }).waitFor();

  const { page: maker } = await stage.visit(author, `/library/${resource.id}`);
  await part(maker, 'Questions').getByRole('link', { name: 'Are there answers?', exact: true }).click();
  await maker.getByRole('textbox', { name: 'Reply to this topic' }).fill('They come with the next version.');
  await maker.keyboard.press('Enter');
  await page.getByText('They come with the next version.', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Money problems', exact: true }).click();
  await title(page, 'Money problems');
  await part(page, 'Questions')
    .getByText(/^2 messages/)
    .waitFor();
});

it('is copied to adapt, and each of the two says so', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Perimeter walks', text: 'Around the playground.' });
  const { page } = await stage.visit(reader, `/library/${resource.id}`);
  await press(page, 'Copy to adapt');
  const copy = dialog(page, 'Make a copy to adapt');
  await copy.getByRole('button', { name: 'Make my copy', exact: true }).click();
  await said(page, 'Your copy is a draft now');
  await page.getByText('This is a draft. Nobody else can see it.', { exact: true }).waitFor();
  await part(page, 'Made from').getByRole('link', { name: 'Perimeter walks', exact: true }).waitFor();
  const copied = Number(new URL(page.url()).pathname.split('/').at(-1));
  expect(copied).not.toBe(resource.id);

  const joe = await stage.as(reader);
  await joe.put(`/resources/${copied}/audience`, { shared_with: resource.shared_with });
  await joe.post(`/resources/${copied}/publish`, { review_by: resource.review_by });
  const { page: maker } = await stage.visit(author, `/library/${resource.id}`);
  await part(maker, 'Adapted by others').getByText('Ellerwick CE Primary School').waitFor();
});

it('has its problems reported and answered', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Roman numerals', text: 'IIII is four.' });
  const { page } = await stage.visit(reader, `/library/${resource.id}`);
  await title(page, 'Roman numerals');
  await choose(page, 'Report a problem');
  const report = dialog(page, 'Report a problem');
  await report.getByLabel('Where, and what').fill('Four is IV.');
  await report.getByRole('button', { name: 'Report', exact: true }).click();
  await part(page, 'Reported problems').getByText('Four is IV.', { exact: true }).waitFor();

  const { page: maker } = await stage.visit(author, `/library/${resource.id}`);
  await press(maker, 'Answer and close');
  await dialog(maker, 'Answer the report').getByLabel('What you did').fill('Corrected in version 2.');
  await dialog(maker, 'Answer the report')
    .getByRole('button', { name: 'Answer and close', exact: true })
    .click();
  await part(page, 'Reported problems')
    .getByText(/Corrected in version 2\.$/)
    .waitFor();
});

it('keeps old versions by their address, and restores one', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Symmetry hunts', text: 'Leaves.' });
  await addVersion(daniel, resource, 'Leaves and windows.', 'Windows added');
  const { page } = await stage.visit(author, `/library/${resource.id}?version=1`);
  await page.getByText('You are looking at version 1. The current one is version 2.').waitFor();
  await press(page, 'Actions for version 1');
  await press(page, 'Restore');
  await dialog(page, 'Restore version 1?').getByLabel('What changes by it').fill('Windows confused them');
  await dialog(page, 'Restore version 1?').getByRole('button', { name: 'Restore', exact: true }).click();
  await part(page, 'Versions')
    .getByText(/restored from version 1/)
    .waitFor();
  await page.getByRole('link', { name: 'See the current version', exact: true }).click();
  await page.getByText('You are looking at version 1.').waitFor({ state: 'detached' });
});

it('is withdrawn, and gone for its readers at once', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Old league tables', text: 'Not for use.' });
  const { page: other } = await stage.visit(reader, `/library/${resource.id}`);
  await title(other, 'Old league tables');
  const { page } = await stage.visit(author, `/library/${resource.id}`);
  await choose(page, 'Withdraw');
  await dialog(page, 'Withdraw this resource?')
    .getByRole('button', { name: 'Withdraw', exact: true })
    .click();
  await said(page, 'Withdrawn');
  await page
    .getByText('This was withdrawn. Only those who work on it can see it.', { exact: true })
    .waitFor();
  await other.getByText('This resource is not shared with you any more.', { exact: true }).waitFor();
  // A reader has nothing to do there but to go on.
  expect(await other.getByRole('button', { name: 'More to do with this resource' }).count()).toBe(0);
});

it('shows readers no control that cannot work', async () => {
  const daniel = await stage.as(author);
  const resource = await shareResource(daniel, { title: 'Number lines', text: 'From nought to ten.' });
  const { page } = await stage.visit(reader, `/library/${resource.id}`);
  await title(page, 'Number lines');
  await press(page, 'More to do with this resource');
  const items = page.getByRole('dialog', { name: 'More to do with this resource' });
  await items.getByRole('button', { name: 'Report a problem', exact: true }).waitFor();
  for (const hidden of ['Withdraw', 'Delete', 'Take down', 'Pass it on', 'Ask a co-author'])
    expect(await items.getByRole('button', { name: hidden, exact: true }).count(), hidden).toBe(0);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('button', { name: labelled('Restore', 'version 1') }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Approve this version' }).count()).toBe(0);
});
