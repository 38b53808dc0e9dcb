// A purchase in the browser from its need to the opening of its quotes: what each stage asks for, what is missing in
// words, drafts that come back, and nothing of a quote to be seen before the deadline.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { organisationIds } from './review_stage';
import { password } from './set_up';
import { useStage } from './stage';
import { inDays } from './support_stage';

const stage = useStage({ manualClock: true });

/** Business manager of the trust. */
const owner = 'Jill Thackray';
const leader = 'Susan Blakey';
const evaluators = ['Carol Sykes', 'Ruth Fell'] as const;
const pricer = 'Helen Marsden';
const trust = 'Lanternhill Church of England Academies Trust';
const minute = 60_000;
const day = 86_400_000;

/** The hub’s clock stands still while the browser’s goes on: it is set to that, and so much further. */
async function catchUp(further = 0): Promise<void> {
  const jill = await stage.as(owner);
  // In the evening the first step is longer than a session lasts.
  await jill.signIn();
  const { server_time: time } = await jill.get('/me');
  await stage.server.advance(Math.max(1, Date.now() + further - time));
}

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const next = (page: Page, title: string | RegExp) =>
  page
    .getByRole('region', { name: 'What happens next', exact: true })
    .filter({ has: page.getByRole('heading', { name: title }) });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const fill = (page: Page, label: string | RegExp, value: string) =>
  page
    .getByLabel(label, { exact: typeof label === 'string' })
    .first()
    .fill(value);
/** A button whose words name what it is about, hidden from sight. */
const about = (go: string, what: string) => new RegExp(`^${go} ?: ${what}$`);
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

const daysTo = (date: string) => Math.round((Date.parse(date) - Date.parse(inDays(0))) / day);
/** A Tuesday, Wednesday or Thursday at least so many days ahead. */
function weekdayAfter(days: number): string {
  for (let ahead = days; ; ahead += 1) {
    const found = inDays(ahead);
    const weekday = new Date(`${found}T12:00Z`).getUTCDay();
    const christmas = /-12-(2[4-9]|3\d)$|-01-0[12]$/.test(found);
    if (weekday >= 2 && weekday <= 4 && !christmas) return found;
  }
}

it('says in the list what is next, and can be cancelled', async () => {
  const ids = await organisationIds(stage);
  const jill = await stage.as(owner);
  const made = await jill.post('/purchases', {
    organisation: ids[trust],
    title: 'Minibus',
    category: 'vehicles',
    law: 'goods_services',
    agreement: 'one_off',
  });
  const { page } = await stage.visit(owner, '/buying/purchases');
  const mine = part(page, 'Yours to do');
  await mine.getByRole('link', { name: 'Minibus', exact: true }).waitFor();
  await mine.getByText('Stage 1 of 7: Need').first().waitFor();
  await mine.getByText('Say what is needed').first().waitFor();
  await page.goto(`${stage.server.url}/buying/purchases/${made.id}`);
  await press(page, 'Options of this purchase');
  await press(page, 'Cancel the purchase');
  await dialog(page, 'Cancel this purchase?').getByLabel('Why?').fill('It was given to us.');
  await dialog(page, 'Cancel this purchase?').getByRole('button', { name: 'Cancel the purchase' }).click();
  await next(page, 'This purchase is over').getByText('“It was given to us.”').waitFor();
});

it('leads from the need to the market, and says what is missing', { timeout: 120_000 }, async () => {
  await catchUp();
  const { page: jill, context } = await stage.visit(owner, '/buying/purchases');
  await jill.getByRole('link', { name: 'New purchase', exact: true }).click();
  await heading(jill, 'New purchase');
  await press(jill, 'Begin the purchase');
  await jill.getByRole('link', { name: 'Give it a name', exact: true }).waitFor();
  await jill.getByLabel('For whom').selectOption(trust);
  await fill(jill, 'What is it called?', 'Interactive displays');
  await jill.getByLabel('Category', { exact: true }).selectOption({ index: 1 });
  await jill.getByLabel('How is it bought?').selectOption('Bought once');
  await press(jill, 'Begin the purchase');
  await heading(jill, 'Interactive displays');
  const path = new URL(jill.url()).pathname;

  // The need. What is half written comes back after a reload.
  await next(jill, 'Say what is needed').getByRole('button', { name: 'Go there' }).click();
  await fill(jill, 'What is needed?', 'Twenty displays of 75 inches, fitted.');
  await jill.waitForTimeout(600);
  await jill.reload();
  await press(jill, /^Write it ?: What is needed/);
  await jill.getByText('What you wrote here before is back.').waitFor();
  expect(await jill.getByLabel('What is needed?').inputValue()).toBe('Twenty displays of 75 inches, fitted.');
  await fill(jill, 'Why?', 'The old ones fail, and parts are no longer made.');
  await fill(jill, 'Starts on', inDays(90));
  await press(jill, 'Save');

  // The value, line by line, with VAT.
  await next(jill, 'Work out its whole-life value').getByRole('button', { name: 'Go there' }).click();
  await fill(jill, 'What is it?', 'Displays, fitted');
  await fill(jill, 'Amount', '1,150');
  await fill(jill, 'How many times?', '20');
  await jill.getByText('Whole life: £23,000.00 ex VAT, £27,600.00 inc VAT').waitFor();
  await press(jill, 'Add a line');
  const second = jill.getByRole('group', { name: 'Line 2', exact: true });
  await second.getByLabel('What is it?').fill('Taking the old ones away');
  await press(jill, 'Save');
  await jill.getByRole('link', { name: 'Write an amount, such as 1,234.50', exact: true }).waitFor();
  await second.getByLabel('Amount', { exact: true }).fill('500');
  await press(jill, 'Save');
  const value = part(jill, 'Whole-life value');
  await value.getByText('£28,200.00', { exact: true }).first().waitFor();
  await value.getByText('This is not legal advice.').waitFor();

  await next(jill, 'Everything for this stage is there')
    .getByRole('button', { name: 'Go on to market analysis' })
    .click();
  await dialog(jill, 'Go on to market analysis?').getByRole('button', { name: 'Go on', exact: true }).click();

  // The market, and related parties.
  await next(jill, 'Describe the market').getByRole('button', { name: 'Go there' }).click();
  await fill(
    jill,
    'What did you find?',
    'Four dealers fit in the county; a framework costs more for so few.',
  );
  await press(jill, 'Save');
  await next(jill, 'Check for related parties').getByRole('button', { name: 'Go there' }).click();
  await dialog(jill, 'Check for related parties').getByRole('button', { name: 'Keep' }).click();
  await next(jill, 'Everything for this stage is there')
    .getByRole('button', { name: 'Go on to sourcing options' })
    .click();
  await dialog(jill, 'Go on to sourcing options?')
    .getByRole('button', { name: 'Go on', exact: true })
    .click();

  // Now interests are wanted first of the owner, too.
  await next(jill, 'Declare your interests').getByRole('button', { name: 'Declare' }).click();
  await dialog(jill, 'Declare your interests').getByRole('button', { name: 'Declare' }).click();

  // The route: suggested and chosen side by side.
  await next(jill, 'Choose the route').getByRole('button', { name: 'Go there' }).click();
  await dialog(jill, 'Choose the route')
    .getByLabel('Why this one?')
    .fill('Three dealers can quote for so little.');
  await dialog(jill, 'Choose the route').getByRole('button', { name: 'Choose', exact: true }).click();
  await part(jill, 'Route').getByText('“Three dealers can quote for so little.”').waitFor();

  // The pack: weights add up in words while they are written.
  await next(jill, 'Write the specification').getByRole('button', { name: 'Go there' }).click();
  await fill(jill, 'Specification', 'Twenty displays, fitted in the holidays, with five years of warranty.');
  await press(jill, 'Add a criterion');
  await fill(jill, 'Criterion', 'Warranty and repair');
  await fill(jill, 'Weight in %', '35');
  await fill(jill, 'Question to suppliers', 'How long until a broken display works again?');
  await press(jill, 'Add a criterion');
  const other = jill.getByRole('group', { name: 'Criterion 2', exact: true });
  await other.getByLabel('Criterion', { exact: true }).fill('Training');
  await other.getByLabel('Weight in %').fill('20');
  await other.getByLabel('Question to suppliers').fill('How are teachers shown how they work?');
  await jill.getByText('5% are still to be given.').waitFor();
  await other.getByLabel('Weight in %').fill('25');
  await jill.getByText('Together 100%.').waitFor();
  await press(jill, 'Take the usual scale from 0 to 5');
  const deadline = weekdayAfter(10);
  await fill(jill, 'Quotes until the end of', deadline);
  await fill(jill, 'Contact for suppliers’ questions', 'Jill Thackray, office@lanternhill.example');
  await press(jill, 'Save');
  await part(jill, 'Tender pack').getByText('Each evaluator alone, 0 to 5').first().waitFor();

  // People: who scores quality has no other part.
  await next(jill, 'Name a chair, two evaluators and a price evaluator')
    .getByRole('button', { name: 'Go there' })
    .click();
  const people = part(jill, 'Who decides');
  for (const name of evaluators) {
    await people.getByLabel('Colleague').fill(name);
    await people.getByRole('button', { name: 'Add', exact: true }).click();
  }
  await people.getByRole('button', { name: 'Add me as chair' }).click();
  await people.getByText('A price evaluator is missing.').waitFor();
  await people.getByLabel('Role', { exact: true }).selectOption('Price evaluator');
  await people.getByLabel('Colleague').fill(pricer);
  await people.getByRole('button', { name: 'Save', exact: true }).click();
  await people.getByRole('button', { name: about('Change', 'Who decides') }).waitFor();
  await people.getByRole('link', { name: pricer, exact: true }).waitFor();

  // Each declares; nobody decides on their own.
  for (const name of [...evaluators, pricer]) {
    const { page } = await stage.visit(name, path);
    await next(page, 'Declare your interests').getByRole('button', { name: 'Declare' }).click();
    await dialog(page, 'Declare your interests').getByRole('button', { name: 'Declare' }).click();
    await part(page, 'Interests').getByText('Waits for a decision').first().waitFor();
  }
  const interests = part(jill, 'Interests');
  for (const name of [...evaluators, pricer]) {
    await interests.getByRole('button', { name: about('Clear', name) }).click();
    await dialog(jill, `Clear what ${name} declared?`)
      .getByRole('button', { name: 'Clear', exact: true })
      .click();
    await dialog(jill, /Clear what/).waitFor({ state: 'detached' });
  }
  await next(jill, 'Interests have to be declared and cleared').waitFor();

  // A leader clears the owner, and approves exactly this pack.
  const { page: susan } = await stage.visit(leader, path);
  await part(susan, 'Interests')
    .getByRole('button', { name: about('Clear', owner) })
    .click();
  await dialog(susan, `Clear what ${owner} declared?`)
    .getByRole('button', { name: 'Clear', exact: true })
    .click();
  await next(susan, 'Approve it, or say what is missing').getByRole('button', { name: 'Approve' }).click();
  await dialog(susan, 'Approve this purchase?').getByText('£28,200.00').waitFor();
  await dialog(susan, 'Approve this purchase?').getByRole('button', { name: 'Approve', exact: true }).click();
  await part(susan, 'Sign-offs and approval').getByText('Approved', { exact: true }).waitFor();

  await next(jill, 'Everything for this stage is there')
    .getByRole('button', { name: 'Send it to the market' })
    .click();
  await dialog(jill, 'Send it to the market?').getByRole('button', { name: 'Go to market' }).click();

  // Suppliers get links; nothing says whether a quote came.
  await next(jill, 'Ask suppliers for quotes').getByRole('button', { name: 'Ask a supplier' }).click();
  const invite = dialog(jill, 'Ask a supplier for a quote');
  await invite.getByRole('button', { name: 'Send the link' }).click();
  await invite.getByRole('link', { name: 'Write an email address', exact: true }).waitFor();
  await invite.getByLabel('Supplier').fill('Brightboard Dealers');
  await invite.getByRole('button', { name: 'Add “Brightboard Dealers” as a new supplier' }).click();
  await invite.getByLabel('Name of the contact').fill('Alex Rowe');
  await invite.getByLabel('Their email address').fill('alex@brightboard.example');
  await invite.getByRole('button', { name: 'Send the link' }).click();
  const suppliers = part(jill, 'Suppliers');
  await suppliers.getByText('Brightboard Dealers', { exact: true }).waitFor();
  await next(jill, 'Suppliers are writing their quotes').waitFor();

  await suppliers.getByRole('button', { name: 'Extend the deadline' }).click();
  const later = weekdayAfter(daysTo(deadline) + 2);
  await dialog(jill, 'Extend the deadline').getByLabel('Quotes until the end of').fill(later);
  await dialog(jill, 'Extend the deadline').getByLabel('Why?').fill('A dealer asked for a week more.');
  await dialog(jill, 'Extend the deadline').getByRole('button', { name: 'Extend', exact: true }).click();
  await suppliers.getByText('“A dealer asked for a week more.”').waitFor();

  // One comes on paper, is entered, and is sealed from whoever entered it.
  await suppliers.getByRole('button', { name: 'Enter a quote by hand' }).click();
  await catchUp(minute);
  const enter = suppliers;
  await enter.getByLabel('Supplier', { exact: true }).fill('Paperwork Ltd');
  await enter.getByRole('button', { name: 'Add “Paperwork Ltd” as a new supplier' }).click();
  await enter.getByLabel('Scan of what came').setInputFiles({
    name: 'quote.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('A quote on paper.\n'),
  });
  for (const title of ['Warranty and repair', 'Training'])
    await enter.getByLabel(`Answer: ${title}`).fill('As you ask.');
  await enter.getByLabel('What is it?').fill('Displays');
  await enter.getByLabel('Amount', { exact: true }).fill('22,000');
  await enter.getByRole('button', { name: 'Seal it' }).click();
  await jill.getByText('It is sealed, also from you.').waitFor();
  for (const page of [jill, susan]) {
    await page.goto(`${stage.server.url}${path}`);
    await heading(page, 'Interactive displays');
    expect(await page.getByText('Paperwork Ltd').count()).toBe(0);
  }

  // The clock moves past the deadline; all are opened at once, and the chain of stages holds.
  await stage.server.advance(Date.parse(`${later}T12:00Z`) + 1.5 * day - Date.now());
  // Her session has ended meanwhile.
  const data = { email: stage.emailOf(owner), password };
  await context.request.post(`${stage.server.url}/api/v1/session`, { data });
  await jill.goto(`${stage.server.url}${path}`);
  await next(jill, 'Open the quotes').getByRole('button', { name: 'Open the quotes' }).click();
  await dialog(jill, 'Open all quotes?').getByRole('button', { name: 'Open the quotes' }).click();
  await jill.getByText(/^Checked: the chain of \d+ steps holds$/).waitFor();
  await jill.getByRole('heading', { name: 'Paperwork Ltd' }).first().waitFor();

  // Somebody who has no part in it finds no such page, and it is in no list.
  const { page: stranger } = await stage.visit('Joe Brennan', path);
  await stranger.getByText('This page does not exist or is not shared with you.').waitFor();
});
