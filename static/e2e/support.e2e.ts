// Support between schools of two trusts: a whole case from need to evaluation, and what else can happen to a request.
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import {
  askSupporter,
  broker,
  inDays,
  lately,
  offersHelp,
  requester,
  requesterHead,
  sendRequest,
  supporter,
  supporterHead,
} from './support_stage';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const next = (page: Page) => page.getByRole('region', { name: 'What happens next', exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const choose = async (page: Page, name: string) => {
  await press(page, 'What you can do with this request');
  await page.getByRole('button', { name, exact: true }).click();
};
const day = 86_400_000;

/** Brings the server's time to the browsers': both have to mean the same day. Whoever was signed in is so no more. */
async function meetClocks() {
  const { server_time: time } = await (await stage.as('Femi Adeyemi')).get('/me');
  if (Date.now() > time) await stage.server.advance(Date.now() - time);
}

beforeAll(meetClocks);

/** Reads the agreement and signs it as oneself. */
async function sign(page: Page) {
  await next(page).getByRole('button', { name: 'Read and sign', exact: true }).click();
  const asked = dialog(page, 'Read and sign');
  await asked.getByText('Nadia leads it from April.').waitFor();
  await asked.getByRole('button', { name: 'Sign', exact: true }).click();
  await asked.waitFor({ state: 'detached' });
}

it('hides a request that went on from whoever is asked no more, and keeps why they said no for brokers', async () => {
  await offersHelp(stage);
  const request = await sendRequest(stage, 'A second pair of eyes on phonics');
  await askSupporter(stage, request);
  const { page } = await stage.visit(supporter, `/support/${request}`);
  await next(page).getByRole('button', { name: 'Say no', exact: true }).click();
  const asked = dialog(page, 'Say no?');
  await asked.getByLabel('Why?').fill('Too much on this half term.');
  await asked.getByRole('button', { name: 'Say no', exact: true }).click();
  await title(page, 'Support');
  await page.goto(`${stage.server.url}/support/${request}`);
  await page.getByText('This page does not exist or is not shared with you.').waitFor();

  const { page: brokers } = await stage.visit(broker, `/support/${request}`);
  await brokers.getByText('“Too much on this half term.”').waitFor();
  const { page: asks } = await stage.visit(requester, `/support/${request}`);
  await asks.getByRole('heading', { name: 'Priya Nair said no' }).waitFor();
  expect(await asks.getByText('Too much on this half term.').count()).toBe(0);

  await choose(asks, 'Withdraw the request');
  const sure = dialog(asks, 'Withdraw this request?');
  await sure.getByLabel('Why?').fill('We found somebody nearby.');
  await sure.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await asks.getByRole('heading', { name: 'This request was withdrawn' }).waitFor();
});

it('begins with the message that it came from, and keeps a draft on the device', async () => {
  const ruth = await stage.as(requester);
  const { id: topic } = await ruth.topic(
    'Maths leads',
    'Teaching ideas',
    'Times tables in two year groups',
    'Has anybody a plan for two year groups?',
  );
  const { page } = await stage.visit(requester, `/topics/${topic}`);
  const row = page.getByRole('listitem').filter({ hasText: 'Has anybody a plan' });
  await row
    .getByRole('button', { name: /^Actions for the message/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Make a support request', exact: true }).click();
  await title(page, 'Ask for support');
  const need = page.getByLabel('What is it like now?');
  await expect.poll(() => need.inputValue()).toBe('Has anybody a plan for two year groups?');
  await page.getByLabel('What should be different at the end?').fill('One plan for both.');
  await press(page, 'Save draft');
  const draft = page.getByRole('region', { name: 'Your requests', exact: true });
  await draft.getByRole('link', { name: 'Times tables in two year groups', exact: true }).waitFor();

  // What is not saved yet is there again after a reload.
  await page.goto(`${stage.server.url}/support/new`);
  await page.getByLabel('What do you need help with, in a line?').fill('Something half written');
  await page.waitForTimeout(1_000);
  await page.reload();
  await page.getByText('This is what you wrote here before.').waitFor();
  expect(await page.getByLabel('What do you need help with, in a line?').inputValue()).toBe(
    'Something half written',
  );
});

// Last, because the time is moved on in it.
it('goes from need to evaluation, across two trusts', { timeout: 180_000 }, async () => {
  const priyaId = await offersHelp(stage);
  const { page: ruth } = await stage.visit(requester, '/support');
  await ruth.getByRole('link', { name: 'Ask for support', exact: true }).first().click();
  await title(ruth, 'Ask for support');

  // What is missing is said, and leads to its place.
  await press(ruth, 'Send request');
  await ruth.getByRole('link', { name: 'Say what you need help with', exact: true }).click();
  await ruth.getByLabel('What do you need help with, in a line?').fill('Fractions in a mixed class');
  await ruth.getByLabel('What is it like now?').fill('The two halves of the class come apart.');
  await ruth.getByLabel('What should be different at the end?').fill('One sequence for both years.');
  await ruth.getByLabel('Subject').selectOption('Mathematics');
  await ruth.getByLabel('Key stage 2').check();
  await ruth.getByRole('checkbox', { name: /^Visits/ }).check();
  await ruth.getByLabel('How many days might it take?').fill('2');
  await ruth.getByLabel('By when?').fill(inDays(90));
  await press(ruth, 'Send request');
  await title(ruth, 'Fractions in a mixed class');
  await next(ruth).getByText('A broker acts next').waitFor();
  const address = new URL(ruth.url()).pathname;

  // A broker takes it, sees who could help and why, and asks.
  const { page: nasreen } = await stage.visit(broker, '/support/queue?show=new');
  await nasreen.getByRole('link', { name: 'Fractions in a mixed class' }).click();
  await next(nasreen).getByRole('button', { name: 'Take it', exact: true }).click();
  await next(nasreen).getByRole('link', { name: 'See who could help', exact: true }).click();
  await title(nasreen, 'Find somebody to help Ellerwick CE Primary School');
  const card = nasreen.getByRole('listitem').filter({ has: nasreen.locator(`#person${priyaId}`) });
  await card
    .getByText(/Mathematics/i)
    .first()
    .waitFor();
  await card.getByRole('button', { name: 'Ask Priya', exact: true }).click();
  const asking = dialog(nasreen, 'Ask Priya Nair');
  await asking.getByLabel('A message to them').fill('You taught this last year.');
  await asking.getByRole('button', { name: 'Ask', exact: true }).click();
  // Whoever has been asked is among those left out from then on.
  const waiting = nasreen.getByRole('listitem').filter({ hasText: 'Priya Nair' });
  await waiting.getByText(/^Asked, answer by/).waitFor();
  await next(ruth).getByText('Priya Nair acts next').waitFor();

  // Home brings it to whoever is asked.
  const { page: priya } = await stage.visit(supporter, '/');
  const asked = priya.getByRole('listitem').filter({ hasText: 'asks whether you can help' }).first();
  await asked.getByRole('link', { name: /^Answer/ }).click();
  await priya.getByText('You taught this last year.').waitFor();
  await next(priya).getByRole('button', { name: 'Say yes', exact: true }).click();
  await dialog(priya, 'Say yes?').getByRole('button', { name: 'Say yes', exact: true }).click();

  // They write the agreement; a change after a signature wants every signature again.
  await next(ruth).getByRole('button', { name: 'Write it', exact: true }).click();
  const terms = dialog(ruth, 'Write the agreement');
  await terms.getByLabel('How does it end well, or early?').fill('Nadia leads it from April.');
  await terms.getByLabel('First day').fill(inDays(-21));
  await terms.getByLabel('Last day').fill(inDays(90));
  await terms.getByRole('button', { name: 'Save the agreement', exact: true }).click();
  await sign(ruth);
  await choose(priya, 'Change the agreement');
  const again = dialog(priya, 'Change the agreement');
  await again.getByText('Whoever has signed has to sign again.').waitFor();
  await again.getByLabel('Days', { exact: true }).fill('1');
  await again.getByRole('button', { name: 'Save the agreement', exact: true }).click();
  await ruth.getByText('It was changed since somebody signed. Everybody signs again.').waitFor();
  await sign(ruth);
  await sign(priya);
  for (const name of [requesterHead, supporterHead]) {
    const { page } = await stage.visit(name, address);
    await sign(page);
    await page.close();
  }
  await ruth.getByRole('heading', { name: 'Agreement in force' }).waitFor();

  // One visit, written up; both heads read it.
  await next(priya).getByRole('button', { name: 'Plan a visit', exact: true }).click();
  const plan = dialog(priya, 'Plan a visit');
  await plan.getByLabel('Day', { exact: true }).fill(lately());
  await plan.getByLabel('Where?').fill('Ellerwick');
  await plan.getByLabel('What for?').fill('Teach together, then plan.');
  await plan.getByRole('button', { name: 'Plan it', exact: true }).click();
  await next(priya).getByRole('button', { name: 'Write up', exact: true }).click();
  const record = dialog(priya, 'Write up the visit');
  await record.getByLabel('What happened?').fill('We taught one lesson together.');
  await record.getByLabel('What was agreed next?').fill('Ten minutes of bar models a day.');
  await record.getByRole('button', { name: 'Send the record', exact: true }).click();
  await ruth.getByText('Ten minutes of bar models a day.').waitFor();
  for (const name of [requesterHead, supporterHead]) {
    const { page } = await stage.visit(name, address);
    await page
      .getByRole('button', { name: /^I’ve read it/ })
      .first()
      .click();
    await page.getByText('Thank you.', { exact: true }).waitFor();
    await page.close();
  }
  await ruth.getByText('Both heads', { exact: true }).waitFor();

  // The school writes the evaluation; six weeks later it is asked how useful it was.
  await choose(ruth, 'Write the evaluation');
  const evaluation = dialog(ruth, 'Write the evaluation');
  await evaluation.getByLabel('What is different now?').fill('Both classes follow one sequence.');
  await evaluation.getByRole('button', { name: 'Send the evaluation', exact: true }).click();
  await priya.getByText('Both classes follow one sequence.').waitFor();
  for (let week = 0; week < 7; week += 1) await stage.server.advance(7 * day);
  const { page: later } = await stage.visit(requester, address);
  await next(later).getByRole('button', { name: 'Answer', exact: true }).click();
  const rating = dialog(later, 'How useful was it, six weeks on?');
  await rating.getByRole('radio', { name: /^4/ }).check({ force: true });
  await rating.getByRole('button', { name: 'Answer', exact: true }).click();
  await later.getByRole('heading', { name: 'This case is closed' }).waitFor();
});
