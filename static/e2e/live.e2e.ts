// What one person does stands on the pages of the others at once.
import { expect, it } from 'vitest';
import { act, message, reply, write } from './conversation';
import { useStage } from './stage';

const stage = useStage();
const priya = 'Priya Nair';
const joe = 'Joe Brennan';

async function together(title: string) {
  const lead = await stage.as(priya);
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', title, 'Who wants to begin?');
  const [hers, his] = [await stage.visit(priya, `/topics/${id}`), await stage.visit(joe, `/topics/${id}`)];
  await Promise.all([hers, his].map(({ page }) => message(page, 'Who wants to begin?').waitFor()));
  return { id, hers: hers.page, his: his.page };
}

it('shows a message, its reactions, its edit and its end on the other page', async () => {
  const { hers, his } = await together('Seen at once');
  await write(his, 'Counters first, digits later.');
  await message(hers, 'Counters first').waitFor();

  await act(hers, 'Counters first', 'React: Helpful');
  await message(his, 'Counters first').getByRole('button', { name: 'Helpful 1', pressed: false }).waitFor();
  await message(his, 'Counters first').getByRole('button', { name: 'Helpful 1' }).click();
  await message(hers, 'Counters first').getByRole('button', { name: 'Helpful 2', pressed: true }).waitFor();
  await message(hers, 'Counters first').getByRole('button', { name: 'Helpful 2' }).click();
  await message(his, 'Counters first').getByRole('button', { name: 'Helpful 1', pressed: true }).waitFor();

  await act(his, 'Counters first', 'Edit');
  await his.getByRole('textbox', { name: 'Edit', exact: true }).fill('Counters first, digits *much* later.');
  await his.getByRole('button', { name: 'Save', exact: true }).click();
  const edited = message(hers, 'Counters first, digits much later.');
  await edited.getByRole('button', { name: /^edited ?\. Show history$/ }).click();
  const history = hers.getByRole('dialog', { name: 'Earlier versions', exact: true });
  await history.getByText('Counters first, digits later.', { exact: true }).waitFor();
  await history.getByRole('button', { name: 'Close', exact: true }).click();

  await act(his, 'much later', 'Delete');
  await his
    .getByRole('dialog', { name: 'Delete this message?', exact: true })
    .getByRole('button', { name: 'Delete', exact: true })
    .click();
  await message(hers, 'Message deleted').waitFor();
  expect(await message(hers, 'Counters').count()).toBe(0);
  expect(await message(his, 'Counters').count()).toBe(0);
});

it('answers a message and leads back to it', async () => {
  const { hers, his } = await together('Answers');
  await act(hers, 'Who wants to begin?', 'Reply');
  await write(hers, 'I will, then.');
  await message(his, 'I will, then.')
    .getByRole('link', { name: /^In reply to Priya Nair/ })
    .click();
  await expect.poll(() => his.evaluate(() => document.activeElement?.id)).toBe('message-1');
});

it('says who is writing, until the message is there', async () => {
  const { hers, his } = await together('Somebody writes');
  await reply(his).pressSequentially('Let me th');
  await hers.getByText('Joe Brennan is writing…', { exact: true }).waitFor();
  await reply(his).fill('Let me think.');
  await reply(his).press('Enter');
  await message(hers, 'Let me think.').waitFor();
  await hers.getByText('Joe Brennan is writing…', { exact: true }).waitFor({ state: 'hidden' });
});

it('says who else is here, and when they have gone', async () => {
  const { hers, his } = await together('Company');
  const here = hers.getByRole('complementary', { name: 'Maths leads topics' }).getByText('1 here now');
  await here.waitFor();
  await his.close();
  await here.waitFor({ state: 'hidden' });
});

it('counts what is new on every page until it is read', async () => {
  const lead = await stage.as(priya);
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'Elsewhere', 'Nothing yet.');
  const { page } = await stage.visit(joe, `/topics/${id}`);
  await message(page, 'Nothing yet.').waitFor();
  const other = await lead.topic('Maths leads', 'Teaching ideas', 'A topic out of the blue');
  const row = page.getByRole('link', { name: /^A topic out of the blue/ });
  await row.getByText('1 unread').waitFor();
  await lead.post(`/topics/${other.id}/messages`, { text: 'And a second one.' });
  await row.getByText('2 unread').waitFor();
  await row.click();
  await message(page, 'And a second one.').waitFor();
  await row.getByText('unread').waitFor({ state: 'detached' });
});

it('draws Markdown and nothing else: what looks like HTML stays words', async () => {
  const { hers, his } = await together('Words only');
  await reply(his).fill(
    '<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) [fine](https://example.org/)',
  );
  await reply(his).press('Enter');
  const row = message(hers, '<img src=x onerror=alert(1)>');
  await row.getByText('bold', { exact: true }).waitFor();
  const addresses = await row
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses).toEqual(['https://example.org/']);
  expect(await row.locator('img').count()).toBe(0);
});
