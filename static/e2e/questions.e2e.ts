// Questions: light ones, asked in a team, with the answer that helped.
import { it } from 'vitest';
import { press, title } from './screen_parts';
import { log } from './conversation';
import { useStage } from './stage';

const stage = useStage();
const asker = 'Priya Nair';
const answerer = 'Joe Brennan';
const question = 'Has anyone got a fractions wall?';
const answer = 'We have one on A3, printed twice.';

it('shows the accepted answer under the question and in the list, until it is taken back', async () => {
  const priya = await stage.as(asker);
  const { id: channel } = await priya.channel('Maths leads', 'Teaching ideas');
  const { page } = await stage.visit(asker, `/channels/${channel}/new`);
  await page.getByLabel('Title', { exact: true }).fill(question);
  await page.getByRole('textbox', { name: 'First message' }).fill('Ours fell down.');
  await page.getByRole('checkbox', { name: 'This is a question' }).check();
  await press(page, 'Start topic');
  await title(page, question);
  const topic = Number(new URL(page.url()).pathname.split('/').at(-1));
  await (await stage.as(answerer)).post(`/topics/${topic}/messages`, { text: answer });

  const row = log(page).getByRole('listitem').filter({ hasText: answer });
  await row.waitFor();
  await row.hover();
  await row.getByRole('button', { name: /^Actions for the message/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'This answers the question' }).click();
  await page.getByRole('heading', { level: 2, name: 'The accepted answer' }).waitFor();
  await row.getByText('Accepted answer', { exact: true }).waitFor();

  const reading = (await stage.visit(answerer, `/topics/${topic}`)).page;
  await reading.getByRole('heading', { level: 2, name: 'The accepted answer' }).waitFor();
  await reading.getByRole('link', { name: new RegExp(`${question.slice(0, -1)}.*Answered`) }).waitFor();

  await row.getByRole('button', { name: /^Actions for the message/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Not the answer after all' }).click();
  await reading
    .getByRole('heading', { level: 2, name: 'The accepted answer' })
    .waitFor({ state: 'detached' });
});
