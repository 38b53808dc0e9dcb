// Best practice: a post is written, travels to a school of another trust, is tried there, told about and adopted.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { author, reader } from './library_stage';
import { press, title } from './screen_parts';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const week = 7 * 24 * 60 * 60_000;
const name = 'One picture before every word problem';
const school = 'Ellerwick CE Primary School';

const trailRow = (page: Page) =>
  page
    .getByRole('region', { name: 'How it’s going, school by school' })
    .getByRole('listitem')
    .filter({ hasText: school });
const checkList = (page: Page) => page.getByRole('complementary', { name: 'Before you share' });

async function write(page: Page): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill(name);
  await page
    .getByLabel('In short', { exact: true })
    .fill('More pupils begin with a drawing than with a guess.');
  await press(page, 'Begin');
  await title(page, 'Your draft');
  await page.getByLabel('Context', { exact: true }).fill('Two Year 4 classes guessed at word problems.');
  await page.getByLabel('Step 1', { exact: true }).fill('Everybody draws before anybody writes.');
  await press(page, 'Add a step');
  await page.getByLabel('Step 2', { exact: true }).fill('The teacher draws last.');
}

async function publish(page: Page): Promise<void> {
  await page.getByLabel('Impact', { exact: true }).fill('Three in four now begin with a drawing.');
  await page.getByRole('radio', { name: 'What we saw' }).check();
  await page.getByRole('radio', { name: 'Marl and Coast Schools Partnership' }).check();
  await page.getByText('Everything that readers need is there.').waitFor();
  await press(page, 'Share it');
  await title(page, name);
}

it('lets a post travel to a school of another trust, which tries it, reports back and adopts it', async () => {
  const writing = (await stage.visit(author, '/practice')).page;
  await writing.getByRole('link', { name: 'Share practice', exact: true }).click();
  await write(writing);
  await press(writing, 'Share it');
  await writing.getByRole('heading', { name: /^There are \d problems to fix$/ }).waitFor();
  await writing.getByRole('alert').getByRole('link', { name: 'Write what came of it' }).waitFor();
  await publish(writing);
  const address = new URL(writing.url()).pathname;

  const trying = (await stage.visit(reader, '/practice?sort=newest')).page;
  await trying.getByRole('link', { name, exact: true }).click();
  await title(trying, name);
  await press(trying, 'Try this');
  await trying.getByRole('dialog', { name: 'Try this' }).getByRole('button', { name: 'We try this' }).click();
  await trailRow(trying).getByText('Trying this', { exact: true }).waitFor();
  await trailRow(trying).getByText('(your school)').waitFor();
  // The school is named to its authors, live; who said it is not.
  await trailRow(writing).getByText('Trying this', { exact: true }).waitFor();
  expect(await trailRow(writing).getByText(reader).count()).toBe(0);

  for (let weeks = 0; weeks < 9; weeks += 1) await stage.server.advance(week);
  const telling = (await stage.visit(reader, address)).page;
  const next = telling.getByRole('region', { name: 'What happens next' });
  await next.getByRole('heading', { name: 'Six weeks on: what happened?' }).waitFor();
  await next.getByRole('button', { name: 'Say what happened' }).click();
  const question = telling.getByRole('dialog', { name: 'Six weeks on: what happened?' });
  await question.getByRole('button', { name: 'Share it' }).click();
  await question.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
  await question.getByLabel('What happened?').fill('Nobody waits for the first number any more.');
  await question.getByRole('button', { name: 'Share it' }).click();
  await trailRow(telling).getByText('Nobody waits for the first number any more.').waitFor();
  await next.waitFor({ state: 'detached' });
  await trailRow(telling).getByRole('button', { name: 'We’ve adopted it' }).click();
  await telling.getByRole('dialog', { name: 'Adopt it?' }).getByRole('button').last().click();
  await trailRow(telling).getByText('Adopted', { exact: true }).waitFor();

  const reading = (await stage.visit(author, address)).page;
  await trailRow(reading).getByText('Nobody waits for the first number any more.').waitFor();
  await reading.getByText('1 adopted', { exact: true }).waitFor();
});

it('keeps a draft while it is written, and says what is still missing', async () => {
  const { page } = await stage.visit(author, '/practice/new');
  await write(page);
  await checkList(page)
    .getByRole('listitem')
    .filter({ hasText: 'The context' })
    .getByLabel('There:')
    .waitFor();
  await checkList(page)
    .getByRole('listitem')
    .filter({ hasText: 'The impact' })
    .getByLabel('Still to do:')
    .waitFor();
  await press(page, 'Move step 2 up');
  await page.getByText('Draft saved', { exact: true }).waitFor();
  await page.reload();
  await page.getByLabel('Step 1', { exact: true }).waitFor();
  expect(await page.getByLabel('Step 1', { exact: true }).inputValue()).toBe('The teacher draws last.');

  await page.goto(`${stage.server.url}/practice/mine`);
  await page
    .getByRole('region', { name: 'Drafts', exact: true })
    .getByRole('link', { name })
    .first()
    .waitFor();
});

it('talks about a post where everybody reads who sees it', async () => {
  const joe = await stage.as(reader);
  const { items } = await joe.get('/practice?limit=1');
  const { page } = await stage.visit(reader, `/practice/${items[0].id}`);
  await press(page, 'Comment or ask');
  const question = page.getByRole('dialog', { name: 'Write a comment or ask' });
  await question.getByLabel('In a line').fill('How long did it take?');
  await question.getByLabel('Your comment or question').fill('We have a week.');
  await question.getByRole('button', { name: 'Post', exact: true }).click();
  await title(page, 'How long did it take?');
  await page.getByRole('textbox', { name: 'Reply to this topic' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: items[0].title, exact: true }).click();
  await page
    .getByRole('region', { name: 'Comments' })
    .getByRole('link', { name: 'How long did it take?' })
    .waitFor();
});

it('narrows the list, and an address brings the same list back', async () => {
  const { page } = await stage.visit(reader, '/practice');
  const filters = page.getByRole('form', { name: 'Filter best practice', exact: true });
  const row = page.getByRole('link', { name: 'Five minutes of tables, and never six', exact: true });
  await row.waitFor();
  await filters.getByRole('checkbox', { name: 'Phonics and reading', exact: true }).check();
  await row.waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('subject')).toBe('Phonics and reading');
  await page.reload();
  await page.getByRole('link', { name: 'Phonics for thirty with two adults', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove filter: Phonics and reading', exact: true }).click();
  await row.waitFor();
  await page.getByRole('searchbox', { name: 'Search best practice' }).fill('zzznothing');
  await page.getByText('No posts match.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await row.waitFor();
});
