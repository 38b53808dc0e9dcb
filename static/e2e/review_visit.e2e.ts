// A review's visit and report: the self-review, the timetable, notes with and without a connection, and the report from
// its first sentence to whoever else may read it.
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import {
  governor,
  host,
  leadReviewer,
  meetWorkingDay,
  otherHead,
  reviewAt,
  reviewer,
  trustAdministrator,
  writeNote,
} from './review_stage';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const phone = { width: 390, height: 844 };
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click();
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const note = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });
const partOf = (heading: string) => new RegExp(`^Write this part ?: ${heading}$`);
const missing = 'This page does not exist or is not shared with you.';

beforeAll(() => meetWorkingDay(stage));

it('has a school write about itself, and send it to the team', { timeout: 60_000 }, async () => {
  const review = await reviewAt(stage, 'Self-review', 'confirmed');
  const { page: team } = await stage.visit(reviewer, `/reviews/${review}/self-review`);
  await team.getByText('The self-review begins when the review is confirmed').waitFor();

  const { page } = await stage.visit(host, `/reviews/${review}/self-review`);
  await page.getByText(/^Ten working days before the visit\. 0 of 3 parts written\.$/).waitFor();
  for (const heading of ['Leadership at all levels', 'Quality of provision', 'Pupils who need more']) {
    await press(page, partOf(heading));
    await page.getByLabel('How would you grade it?').selectOption('Effective');
    await page.getByLabel('What is strong?').fill(`Strong in ${heading}.`);
    await page.getByRole('radio', { name: 'In school' }).check();
    await page.getByLabel('Where to look').fill('Year 4 books');
    await press(page, 'Add');
    await press(page, 'Save');
    await page.getByText(`Strong in ${heading}.`, { exact: true }).waitFor();
  }
  await press(page, 'Send to the team');
  await dialog(page, 'Send the self-review to the team?').getByRole('button', { name: 'Send it' }).click();
  await page.getByText('Sent to the review team', { exact: true }).waitFor();

  await team.reload();
  await team.getByText('Strong in Quality of provision.', { exact: true }).waitFor();
  expect(await team.getByRole('button', { name: /^(Write|Change) this part/ }).count()).toBe(0);
});

it('pairs reviewers with colleagues in a timetable', { timeout: 60_000 }, async () => {
  const review = await reviewAt(stage, 'Timetable', 'self_review_submitted');
  const { page } = await stage.visit(host, `/reviews/${review}/timetable`);
  await press(page, 'Add an activity');
  const add = dialog(page, 'Add an activity');
  await add.getByLabel('What is it?').fill('Pupils talk about books');
  await add.getByLabel('Where?').fill('Library');
  await add.getByLabel('Which reviewer?').selectOption(reviewer);
  await add.getByLabel('Who of the school goes with them?').selectOption('Ruth Fell');
  await add.getByLabel('Which question is it for?').selectOption({ index: 2 });
  await add.getByLabel('To', { exact: true }).fill('08:00');
  await add.getByRole('button', { name: 'Add it', exact: true }).click();
  await add.getByRole('link', { name: 'It can’t end before it begins' }).waitFor();
  await add.getByLabel('To', { exact: true }).fill('10:15');
  await add.getByRole('button', { name: 'Add it', exact: true }).click();

  const { page: ben } = await stage.visit(reviewer, `/reviews/${review}/timetable`);
  const row = ben.getByRole('row', { name: /Pupils talk about books/ });
  await row.getByText('Ruth Fell', { exact: true }).waitFor();
  expect(await row.textContent()).toContain('09:00');
  expect(await ben.getByRole('button', { name: 'Add an activity' }).count()).toBe(0);
});

it('keeps notes on a phone without a connection, and sends them once', { timeout: 90_000 }, async () => {
  const review = await reviewAt(stage, 'Notes', 'visiting');
  const path = `/reviews/${review}/notes`;
  const { page, context } = await stage.visit(reviewer, path, phone);
  const field = page.getByLabel('New note');
  await field.fill('All six groups used the talk prompts.');
  await page.getByRole('checkbox', { name: /^Q1/ }).check({ force: true });
  await press(page, 'Save note');
  await note(page, 'All six groups').getByText('With the team').waitFor();

  // What is likely a pupil's name stops it, and says which words.
  await field.fill('Asked Aaliyah K what helps.');
  await press(page, 'Save note');
  await page.getByText('“Aaliyah K” looks like a pupil’s name. Take it out to save this note.').waitFor();
  await press(page, 'Worried about a child?');
  await dialog(page, 'Worried about a child?')
    .getByText(/designated safeguarding lead/)
    .waitFor();
  await press(page, 'I’ll do that');
  await field.fill('Asked a pupil what helps.');

  // Without a connection, and with the page put away meanwhile.
  await page.getByText('All notes are with the team.').waitFor();
  await expect.poll(() => page.evaluate(() => caches.keys().then((names) => names.length))).toBe(1);
  await context.setOffline(true);
  await press(page, 'Save note');
  await note(page, 'Asked a pupil').getByText('On this device').waitFor();
  await page.reload();
  await page.getByText('You’re offline.', { exact: true }).waitFor();
  await note(page, 'Asked a pupil').getByText('On this device').waitFor();
  await page.getByLabel('New note').fill('The quiet table helps her stay.');
  await press(page, 'Save note');
  await note(page, 'The quiet table').getByText('On this device').waitFor();
  // Notes that the hub has are not kept on a phone.
  expect(await page.getByText('All six groups').count()).toBe(0);

  await context.setOffline(false);
  await title(page, 'Evidence notes');
  await note(page, 'The quiet table').getByText('With the team').waitFor({ timeout: 20_000 });
  const { items } = await (await stage.as(leadReviewer)).get(`/peer-reviews/${review}/notes`);
  const texts = (items as { text: string }[]).map(({ text }) => text).reverse();
  expect(texts).toEqual([
    'All six groups used the talk prompts.',
    'Asked a pupil what helps.',
    'The quiet table helps her stay.',
  ]);

  // The lead reads them all; the school and others none.
  const { page: lead } = await stage.visit(leadReviewer, path);
  await lead.getByRole('radio', { name: 'The whole team' }).check();
  await note(lead, 'The quiet table').waitFor();
  const { page: helen } = await stage.visit(host, path);
  await helen.getByText('Only the review team can read these notes.').waitFor();
  for (const name of [otherHead, trustAdministrator]) {
    const { page: other } = await stage.visit(name, path);
    await other.getByText(missing).waitFor();
  }
});

it('leaves nothing on the device when one signs out', { timeout: 60_000 }, async () => {
  const review = await reviewAt(stage, 'Signing out', 'visiting');
  const { page, context } = await stage.visit(leadReviewer, `/reviews/${review}/notes`);
  await page.getByLabel('New note').fill('Never sent.');
  await page
    .getByText(/^On this device, this page opens/)
    .first()
    .waitFor();
  await context.setOffline(true);
  await press(page, 'Save note');
  await note(page, 'Never sent.').getByText('On this device').waitFor();
  await press(page, /^Your menu|^Martin Hobbs/);
  await press(page, 'Sign out');
  const question = dialog(page, 'Sign out?');
  await question.getByText('1 note of a visit is on this device only. Signing out deletes it.').waitFor();
  await context.setOffline(false);
  await question.getByRole('button', { name: 'Sign out and delete' }).click();
  await page.getByLabel('School email').waitFor();
  await context.setOffline(true);
  await page.goto(`${stage.server.url}/reviews/${review}/notes`);
  await page.getByRole('heading', { name: 'We can’t reach Staffroom' }).waitFor();
  expect(await page.getByText('Never sent.').count()).toBe(0);
  await context.setOffline(false);
});

it('takes a report from its first sentence to both signatures', { timeout: 120_000 }, async () => {
  const review = await reviewAt(stage, 'Report', 'visiting');
  await writeNote(stage, review, reviewer, 'Pupils in Year 5 could say why they chose a book.');
  await (await stage.as(leadReviewer)).post(`/peer-reviews/${review}/visit/end`);
  const path = `/reviews/${review}/report`;
  const { page: helen } = await stage.visit(host, path);
  await helen.getByText('The team is writing the report').waitFor();

  const { page: martin } = await stage.visit(leadReviewer, path);
  await press(martin, 'Begin the report');
  for (const heading of ['Leadership at all levels', 'Quality of provision', 'Pupils who need more']) {
    await press(martin, partOf(heading));
    const form = martin.getByRole('form', { name: `Sentences under “${heading}”` });
    await form.getByLabel('What did the team find?').fill(`Found: ${heading}.`);
    await form.getByRole('radio', { name: 'Strength' }).check();
    if (heading !== 'Pupils who need more') {
      await form.getByText('Which notes does it rest on?').click();
      await form.getByRole('checkbox', { name: /could say why/ }).check();
    }
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await martin.getByText(`Found: ${heading}.`).first().waitFor();
  }
  // What rests on nothing is not sent.
  await press(martin, 'Send to the school');
  await martin.getByText('Sentence 3.1 rests on no note and not on the self-review.').waitFor();
  await press(martin, partOf('Pupils who need more'));
  await martin.getByLabel('It rests on the school’s self-review').check();
  await press(martin, 'Save');
  await martin.getByText('Rests on the self-review').waitFor();
  await press(martin, 'Send to the school');
  await dialog(martin, 'Send the report to the school?').getByRole('button', { name: 'Send it' }).click();
  await martin.getByText(/It is with the school for its factual check/).waitFor();

  // The school checks its facts, sentence by sentence, and sees no notes.
  await helen.reload();
  await helen.getByText('Found: Quality of provision.').first().waitFor();
  expect(await helen.getByText(/^Rests on/).count()).toBe(0);
  await press(helen, 'Comment on sentence 2.1');
  const comment = dialog(helen, 'Comment on sentence 2.1');
  await comment.getByLabel('What do you say?').fill('True in Year 5 alone.');
  await comment.getByRole('button', { name: 'Send the comment' }).click();
  await helen.getByText('1 comment waits for an answer. Then both can sign.').waitFor();
  await press(martin, /^Answer/);
  const answer = dialog(martin, 'Answer this comment');
  await answer.getByRole('radio', { name: 'Kept as it is' }).check();
  await answer.getByRole('button', { name: 'Answer', exact: true }).click();
  await answer.getByRole('link', { name: 'Say why it stays.' }).waitFor();
  await answer.getByLabel('What do you say to them?').fill('We saw it in three classes.');
  await answer.getByRole('button', { name: 'Answer', exact: true }).click();
  await helen.getByText('We saw it in three classes.').waitFor();
  await press(helen, 'Record another view on sentence 2.1');
  const view = dialog(helen, /^Another view of/);
  await view.getByLabel('How do you see it?').fill('We do not think so.');
  await view.getByRole('button', { name: 'Keep it in the report' }).click();
  await martin.getByText('We do not think so.').first().waitFor();

  for (const page of [martin, helen]) {
    await page.getByRole('button', { name: 'Sign the report', exact: true }).first().click();
    await dialog(page, 'Sign the report?').getByRole('button', { name: 'Sign', exact: true }).click();
    await dialog(page, 'Sign the report?').waitFor({ state: 'detached' });
  }
  await helen.getByText(/It is final\. Not a word of it can be changed\./).waitFor();
  expect(await helen.getByRole('button', { name: /^(Comment|Record|Write)/ }).count()).toBe(0);
});

it(
  'opens a final report to those whom the school names, and lists each reading',
  { timeout: 90_000 },
  async () => {
    const review = await reviewAt(stage, 'Who may read', 'final');
    const path = `/reviews/${review}/report`;
    const { page: helen } = await stage.visit(host, path);
    await helen.getByText('Nobody has opened it yet.').waitFor();
    await press(helen, 'Add');
    const adding = dialog(helen, 'Who else may read the report?');
    await adding.getByLabel('Person', { exact: true }).fill('Abena Mensah');
    await adding.getByLabel('What for?').fill('We compare our work on talk.');
    await adding.getByRole('button', { name: 'Let them read it' }).click();
    await adding.waitFor({ state: 'detached' });

    // Whoever is named reads it whole, is told that it is seen, and prints it in the open too.
    const abena = await stage.as(otherHead);
    const { items } = await abena.get('/report-grants');
    const grant = items.find((one: { review: number }) => one.review === review);
    const { page } = await stage.visit(otherHead, `/reviews/reports/${grant.id}`);
    await page.getByText('Ellerwick CE Primary School sees that you read this, and when.').waitFor();
    await page.getByText('Leaders know what they want reading talk to sound like.').waitFor();
    await page.evaluate(() => (window.print = () => {}));
    await press(page, 'Print');
    const read = helen.getByRole('listitem').filter({ hasText: /Abena Mensah.*today at \d\d:\d\d/ });
    await expect.poll(() => read.count()).toBe(2);
    await helen.getByText(/, printed$/).waitFor();
    const other = await stage.visit(otherHead, path);
    await other.page.getByText(missing).waitFor();
    for (const name of [trustAdministrator, leadReviewer]) {
      const stranger = await stage.visit(name, `/reviews/reports/${grant.id}`);
      await stranger.page.getByText(missing).waitFor();
    }

    // It ends at once, on the page that is open too.
    await press(helen, 'End access for Abena Mensah');
    await dialog(helen, 'End access for Abena Mensah?').getByRole('button', { name: 'End access' }).click();
    await page.getByText('Leaders know what they want').waitFor({ state: 'detached' });

    // What was agreed before the review ends only with the organiser.
    const { items: agreed } = await (await stage.as(governor)).get('/report-grants');
    const own = agreed.find((one: { review: number }) => one.review === review);
    await press(helen, /^Ask to end/);
    await dialog(helen, /^Ask to end/)
      .getByRole('button', { name: 'Ask the organiser' })
      .click();
    await helen.getByText(/The organiser is asked to agree/).waitFor();
    const { page: susan } = await stage.visit('Susan Blakey', `/reviews/reports/${own.id}`);
    await press(susan, 'Agree that it ends');
    await helen.getByRole('button', { name: /^End access for The governors/ }).waitFor();
    expect(await susan.getByText('Leaders know what they want').count()).toBe(0);
  },
);
