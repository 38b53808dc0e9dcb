// The pupil-data guard where people write: it warns, the hub refuses, and a reason lets through what is none.
import { expect, it } from 'vitest';
import { log, message, reply } from './conversation';
import { press } from './screen_parts';
import { useStage } from './stage';
import { until } from './until';

const stage = useStage();
const priya = 'Priya Nair';
const number = 'B801200005001';

async function topic(): Promise<number> {
  const { id } = await (await stage.as(priya)).topic('Maths leads', 'Teaching ideas', 'Numbers of all kinds');
  return id as number;
}

it('warns while one writes, and not before', async () => {
  const { page } = await stage.visit(priya, `/topics/${await topic()}`);
  await reply(page).fill('There are 24 counters in 3 boxes.');
  await page.waitForTimeout(800);
  expect(await page.getByText('what looks like').count()).toBe(0);
  await reply(page).fill(`Look at ${number}, please.`);
  await page
    .getByRole('status')
    .getByText(/a unique pupil number \(UPN\)/)
    .waitFor();
});

it('keeps a refused message with its writer, who takes the number out', async () => {
  const { page } = await stage.visit(priya, `/topics/${await topic()}`);
  await reply(page).fill(`Look at ${number}, please.`);
  await reply(page).press('Enter');
  await log(page).getByText('Not sent: it holds what looks like').waitFor();
  await press(page, 'Change the text');
  await page.getByRole('textbox', { name: 'Edit', exact: true }).fill('Look at the first one, please.');
  await press(page, 'Send now');
  await message(page, 'Look at the first one, please.').waitFor();
  await log(page).getByText('Not sent: it holds what looks like').waitFor({ state: 'detached' });
  expect(await log(page).getByText(number).count()).toBe(0);
});

it('lets through what is none, with a reason', async () => {
  const id = await topic();
  const { page } = await stage.visit(priya, `/topics/${id}`);
  await reply(page).fill(`In the training we write ${number}.`);
  await reply(page).press('Enter');
  await page.getByLabel('Why is it no pupil’s detail?').fill('Made up.');
  await press(page, 'Send with this reason');
  await page.getByText('Write at least 20 characters').waitFor();
  await page.getByLabel('Why is it no pupil’s detail?').fill('A made-up number from the training handbook.');
  await press(page, 'Send with this reason');
  const client = await stage.as(priya);
  const reasons = await until(
    async () =>
      (await client.get(`/topics/${id}/messages?limit=50`)).items.flatMap(
        (item: { not_pupil_data?: string }) => item.not_pupil_data ?? [],
      ) as string[],
    (found) => found.length > 0,
  );
  expect(reasons).toEqual(['A made-up number from the training handbook.']);
});

it('guards new topics too', async () => {
  const client = await stage.as(priya);
  const id = await topic();
  const { channel } = await client.get(`/topics/${id}`);
  const { page } = await stage.visit(priya, `/channels/${channel}/new`);
  await page.getByLabel('Title').fill('A question about one pupil');
  await page.getByRole('textbox', { name: 'First message', exact: true }).fill(`About ${number}`);
  await page
    .getByRole('status')
    .getByText(/a unique pupil number/)
    .waitFor();
  await press(page, 'Start topic');
  await page.getByLabel('Why is it no pupil’s detail?').waitFor();
});
