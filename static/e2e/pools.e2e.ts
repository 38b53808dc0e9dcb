// Buying together in the browser: a pool from its first line to its close, what others see of it meanwhile, and what
// suppliers, savings and bands look like.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeContract } from './buying_stage';
import { organisationIds } from './review_stage';
import { useStage } from './stage';
import { inDays } from './support_stage';

const stage = useStage();

/** Business manager of the trust, with the duty to sign. */
const organiser = 'Jill Thackray';
const firstSchool = 'Ellerwick CE Primary School';
const firstHead = 'Helen Marsden';
const firstManager = 'Carol Sykes';
const secondSchool = 'Kirkstow Minster CE Primary School';
const secondHead = 'Grace Adewale';
const thirdSchool = 'Harrowgill CE Primary School';
/** Works at the first school, and has no part in buying. */
const colleague = 'Ruth Fell';
const trustLeader = 'Susan Blakey';

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const next = (page: Page, title: string | RegExp) =>
  page
    .getByRole('region', { name: 'What happens next', exact: true })
    .filter({ has: page.getByRole('heading', { name: title }) });
/** Of the schools for which I sign, one that is in. */
const takesPart = (page: Page, school: string) =>
  page
    .getByRole('region', { name: 'Your schools', exact: true })
    .getByRole('heading', { name: `${school} takes part`, exact: true })
    .waitFor();
const live = (page: Page) => page.getByRole('region', { name: /^Live total/ });
const fill = (page: Page, label: string | RegExp, value: string) =>
  page.getByLabel(label, { exact: typeof label === 'string' }).fill(value);

const form = (page: Page) => page.getByRole('region', { name: /^(Sign for|Change the quantity of) / });
async function quantities(page: Page, committed: string, most: string) {
  await form(page).getByLabel('Committed (hours a week)').fill(committed);
  await form(page).getByLabel('At most (hours a week)').fill(most);
}
async function sign(page: Page, committed: string, most: string) {
  await quantities(page, committed, most);
  await page.getByRole('checkbox', { name: /^I sign for / }).check();
  await press(page, 'Sign');
}

it('adds up what schools need, live, and signs for exactly that', { timeout: 120_000 }, async () => {
  // The trust's business manager starts it. Nothing is asked of anybody before it is whole.
  const { page: jill } = await stage.visit(organiser, '/buying/pools');
  await jill.getByRole('link', { name: 'Start a pool', exact: true }).first().click();
  await heading(jill, 'Start a pool');
  await press(jill, 'Save and ask the schools');
  await jill.getByRole('link', { name: 'Say what is needed', exact: true }).waitFor();
  await fill(jill, 'What is it called?', 'Cleaning for three schools');
  await jill.getByLabel('Category', { exact: true }).selectOption('Cleaning services');
  await fill(jill, 'What is needed?', 'Classrooms, halls and toilets, in school weeks from 15:30 to 18:30.');
  await fill(jill, 'Counted in', 'hours a week');
  await fill(jill, 'How often is one paid in a year?', '39');
  await fill(jill, 'Estimated price of one', '18.60');
  await jill.getByText('£18.60 ex VAT + £3.72 VAT = £22.32 inc VAT').waitFor();
  await fill(jill, 'Price limit of one, if there is one', '19.20');
  await fill(jill, 'Schools join by', inDays(20));
  await fill(jill, 'Schools can leave until the end of', inDays(21));
  await fill(jill, 'Starts on', inDays(90));
  await fill(jill, 'For how many months?', '24');
  await fill(jill, 'Months of all options to extend', '12');
  for (const school of [firstSchool, secondSchool]) {
    await fill(jill, 'Find a school', school);
    await jill.getByRole('checkbox', { name: new RegExp(`^${school}`) }).check();
  }
  await jill.getByText('2 schools chosen').waitFor();
  await press(jill, 'Save and ask the schools');
  await jill
    .getByRole('link', { name: 'The last day to leave can’t be after the last day to join' })
    .waitFor();
  await fill(jill, 'Schools can leave until the end of', inDays(20));
  await press(jill, 'Save and ask the schools');
  await heading(jill, 'Cleaning for three schools');
  await jill.getByText('Nobody has signed yet').waitFor();
  const path = new URL(jill.url()).pathname;

  // A head finds it where her answer is wanted, and signs; the organiser's page follows by itself.
  const { page: helen } = await stage.visit(firstHead, '/buying/pools');
  await helen
    .getByRole('region', { name: 'Your answer is wanted', exact: true })
    .getByRole('link', { name: 'Cleaning for three schools', exact: true })
    .click();
  await next(helen, `Will ${firstSchool} take part?`).getByRole('button', { name: /^Sign/ }).click();
  await quantities(helen, '30', '25');
  await press(helen, 'Sign');
  await helen.getByRole('link', { name: 'It can’t be less than what is committed' }).waitFor();
  await helen.getByRole('link', { name: 'Tick this to sign', exact: true }).waitFor();
  await sign(helen, '20', '25');
  await takesPart(helen, firstSchool);
  await jill.getByText('20 to 25 hours a week, 1 school').waitFor();

  // The second too: three figures on every page, and never one of them.
  const { page: grace } = await stage.visit(secondHead, path);
  await next(grace, `Will ${secondSchool} take part?`).getByRole('button', { name: /^Sign/ }).click();
  await sign(grace, '45', '50');
  for (const page of [jill, helen, grace]) {
    const total = live(page);
    await total.getByText('65 to 75 hours a week, 2 schools').waitFor();
    for (const figure of ['£47,151.00', '£54,405.00', '£195,858.00']) await total.getByText(figure).waitFor();
  }
  await jill.getByText(/^Helen Marsden, headteacher$/).waitFor();
  await jill.getByText(/^Signed today at .*: 45 committed, at most 50/).waitFor();

  // What if another joined? Reckoned in the page, and only there.
  await jill.getByRole('complementary').getByLabel('At most (hours a week)').fill('25');
  await jill.getByText(/the value is £261,144\.00 inc VAT\. That is over/).waitFor();
  await jill.getByText('This is not legal advice.', { exact: false }).first().waitFor();

  // A colleague of the network sees the total and the names, never a single quantity.
  const { page: ruth } = await stage.visit(colleague, path);
  await live(ruth).getByText('£195,858.00').waitFor();
  await ruth.getByText(/Single quantities are shown to those who take part/).waitFor();
  expect(await ruth.getByRole('heading', { name: 'Participation', exact: true }).count()).toBe(0);
  expect(await ruth.getByRole('button', { name: /^Sign/ }).count()).toBe(0);

  // The terms change while somebody is about to sign: the form says so, and all signatures have fallen.
  await press(grace, /^Change quantity/);
  await quantities(grace, '45', '48');
  await press(jill, 'What you can do with this pool');
  await jill.getByRole('link', { name: 'Change the terms', exact: true }).click();
  await jill.getByText(/makes all signatures fall/).waitFor();
  await fill(jill, 'What is needed?', 'Classrooms, halls, offices and toilets, in school weeks.');
  await press(jill, 'Save changes');
  await live(jill).getByText('Nobody has signed yet').waitFor();
  await grace.getByText(/The terms have changed since you opened this form/).waitFor();
  await press(grace, 'I have read them');
  await sign(grace, '45', '48');
  await takesPart(grace, secondSchool);
  await next(helen, `The terms have changed: will ${firstSchool} sign again?`)
    .getByRole('button', { name: /^Sign/ })
    .click();
  expect(await form(helen).getByLabel('Committed (hours a week)').inputValue()).toBe('20');
  await helen.getByRole('checkbox', { name: /^I sign for / }).check();
  await press(helen, 'Sign');
  await live(jill).getByText('65 to 73 hours a week, 2 schools').waitFor();

  // One more is asked, and taken off again; a school leaves with its reason.
  await press(jill, 'Ask more schools');
  await dialog(jill, 'Ask more schools')
    .getByRole('checkbox', { name: new RegExp(`^${thirdSchool}`) })
    .check();
  await press(jill, 'Ask them');
  await press(jill, /^Remove/);
  await dialog(jill, `Remove ${thirdSchool} from this pool?`)
    .getByRole('button', { name: 'Remove', exact: true })
    .click();
  await press(helen, /^Leave the pool/);
  await dialog(helen, /^Take .* out of this pool\?$/)
    .getByLabel('Why?')
    .fill('Our caretaker stays another year.');
  await dialog(helen, /^Take .* out of this pool\?$/)
    .getByRole('button', { name: 'Leave the pool', exact: true })
    .click();
  await jill.getByText('“Our caretaker stays another year.”').waitFor();
  await live(jill).getByText('45 to 48 hours a week, 1 school').waitFor();

  // The trust's own signatory brings it back in another capacity; then it is closed, and nobody joins any more.
  await jill.getByLabel('School that joins', { exact: true }).selectOption(firstSchool);
  await press(jill, 'Join with this school');
  await sign(jill, '20', '25');
  await jill.getByText(/^Jill Thackray, authorised signatory$/).waitFor();
  await next(jill, 'Close it, or wait for more schools')
    .getByRole('button', { name: 'Close the pool', exact: true })
    .click();
  await dialog(jill, 'Close this pool?').getByRole('button', { name: 'Close the pool', exact: true }).click();
  await next(jill, 'Nobody joins any more').waitFor();
  await next(grace, 'Nobody joins any more').waitFor();
  await press(jill, 'What you can do with this pool');
  await jill.getByRole('button', { name: 'Cancel the pool', exact: true }).click();
  await dialog(jill, 'Cancel this pool?').getByLabel('Why?').fill('The supplier offers the same to each.');
  await dialog(jill, 'Cancel this pool?')
    .getByRole('button', { name: 'Cancel the pool', exact: true })
    .click();
  await grace.getByText('It was cancelled: “The supplier offers the same to each.”').waitFor();
});

it('finds what ends close together, and puts it away', { timeout: 60_000 }, async () => {
  const ids = await organisationIds(stage);
  const network = Object.entries(ids).find(([name]) => /Partnership/.test(name))?.[1] ?? 0;
  const wanted = { category: 'removals', starts: inDays(-300), annual: 120_000, shared_with: network };
  for (const [name, days] of [
    [firstManager, 100],
    ['Denise Nolan', 110],
  ] as const)
    await makeContract(await stage.as(name), {
      ...wanted,
      title: `Removals of ${name}`,
      supplier: `Carriers of ${name}`,
      ends: inDays(days),
    });
  const { page: carol } = await stage.visit(firstManager, '/buying/radar');
  await heading(carol, 'Radar');
  const found = carol
    .getByRole('article')
    .filter({ has: carol.getByRole('heading', { name: /renew removals within/ }) });
  await found.getByText('value known for 1 of 2', { exact: false }).waitFor();
  await found.getByRole('link', { name: /^Open a pool/ }).click();
  await heading(carol, 'Start a pool');
  await carol.getByText(/^Filled in from 2 contracts/).waitFor();
  expect(await carol.getByLabel('What is it called?').inputValue()).toMatch(/^Removals from /);
  await carol.getByText('2 schools chosen').waitFor();
  await carol.goBack();
  await found.getByRole('button', { name: /^Not now/ }).click();
  await found.waitFor({ state: 'detached' });
  await carol.getByRole('button', { name: /that you put away$/ }).click();
  await found.waitFor();
  await carol.getByRole('radio', { name: 'Supplier', exact: true }).check();
  await carol.getByRole('link', { name: `Carriers of ${firstManager}`, exact: true }).waitFor();
});

it('keeps experience with suppliers: facts first, and a reply', { timeout: 60_000 }, async () => {
  const contract = await makeContract(await stage.as(firstManager), {
    title: 'Piano tuning',
    supplier: 'Wharfedale Piano Tuners',
    category: 'specialist',
    starts: inDays(-200),
    ends: inDays(200),
  });
  const { details } = await (await stage.as(firstManager)).get(`/contracts/${contract}`);
  const { page: carol } = await stage.visit(firstManager, '/buying/suppliers');
  await carol.getByLabel('Find a supplier').fill('wharfedale');
  await carol.getByRole('link', { name: 'Wharfedale Piano Tuners', exact: true }).click();
  await heading(carol, 'Wharfedale Piano Tuners');
  await carol.getByRole('link', { name: 'Piano tuning', exact: true }).waitFor();
  await press(carol, 'Write about it');
  const asked = dialog(carol, /^How did you get on with/);
  await asked.getByRole('radio', { name: 'Delivered on time', exact: true }).check();
  await asked.getByRole('radio', { name: 'The price held', exact: true }).check();
  await asked.getByRole('radio', { name: 'Would buy again with changes', exact: true }).check();
  await asked.getByLabel('In your words').fill('Prompt, but the invoice came late.');
  await asked.getByRole('button', { name: 'Publish', exact: true }).click();
  await carol.getByText('Prompt, but the invoice came late.').waitFor();
  await carol.getByText('0 of 1').waitFor();

  // The trust's manager replies; anybody of the network reads both, and changes neither.
  const { page: jill } = await stage.visit(organiser, `/buying/suppliers/${details.supplier}`);
  await press(jill, /^Reply/);
  await dialog(jill, 'Reply for the trust')
    .getByLabel('Reply')
    .fill('We have spoken with them about invoices.');
  await press(jill, 'Publish the reply');
  const { page: ruth } = await stage.visit(colleague, `/buying/suppliers/${details.supplier}`);
  await ruth.getByText('We have spoken with them about invoices.').waitFor();
  expect(await ruth.getByRole('button', { name: /^(Change|Withdraw|Reply)/ }).count()).toBe(0);
  await press(carol, /^Withdraw/);
  await dialog(carol, 'Withdraw this?').getByRole('button', { name: 'Withdraw', exact: true }).click();
  await ruth.getByText('No school has written anything yet').waitFor();
});

it('sets bands, and keeps a saving potential until another confirms it', { timeout: 60_000 }, async () => {
  const ids = await organisationIds(stage);
  const trust = ids['Lanternhill Church of England Academies Trust'] ?? 0;
  const { page: susan } = await stage.visit(trustLeader, `/organisations/${trust}/bands`);
  await heading(susan, 'Buying bands');
  await press(susan, /^(Set its own bands|Change the bands)$/);
  await fill(susan, 'Where is this laid down?', 'Scheme of delegation, section 4.2');
  await susan.getByLabel('Approved by').first().fill('Headteacher');
  await press(susan, 'Save the bands');
  await susan.getByText('Its own bands.').waitFor();
  await susan.goto(new URL('/buying/thresholds', susan.url()).href);
  await susan.getByText('£207,720.00').waitFor();
  expect(await susan.getByRole('button', { name: 'Add a row' }).count()).toBe(0);

  const { page: carol } = await stage.visit(firstManager, '/buying/savings/new');
  await fill(carol, 'What is it called?', 'Copiers, new price');
  await carol.getByLabel('Category', { exact: true }).selectOption('Photocopiers and printers');
  await fill(carol, 'Period from', inDays(-30));
  await fill(carol, 'Period to', inDays(334));
  await fill(carol, 'Previous price', '10,000');
  await fill(carol, 'Where does the first figure come from?', 'Invoice of last year');
  await fill(carol, 'Estimate', '8,750');
  await carol
    .getByText('That is: £12,000.00 before − £10,500.00 now = £1,500.00, £1,500.00 a year')
    .waitFor();
  await press(carol, 'Add the saving');
  await heading(carol, 'Copiers, new price');
  await carol.getByText('£12,000.00 before − £10,500.00 now = £1,500.00, £1,500.00 a year').waitFor();
  await next(carol, 'Waiting for somebody else to confirm it').waitFor();
  const path = new URL(carol.url()).pathname;

  const { page: helen } = await stage.visit(firstHead, path);
  await press(helen, 'Confirm it');
  await fill(helen, 'Award price', '9,000');
  await press(helen, 'Confirm the saving');
  await helen.getByRole('link', { name: /^Confirming needs evidence/ }).waitFor();
  await helen.getByLabel('Find a resource to add').fill('fractions');
  await helen.getByRole('button', { name: /^Add / }).first().click();
  await press(helen, 'Confirm the saving');
  await helen.getByText('£12,000.00 before − £10,800.00 now = £1,200.00, £1,200.00 a year').waitFor();
  await next(carol, 'This saving was had').waitFor();

  await helen.goto(new URL('/buying/overview', helen.url()).href);
  await heading(helen, 'Buying overview');
  await helen.getByRole('region', { name: 'Realised', exact: true }).waitFor();
  await helen.getByRole('region', { name: 'Potential', exact: true }).waitFor();
  const { page: ruth } = await stage.visit(colleague, path);
  await ruth.getByText('This page does not exist or is not shared with you.').waitFor();
});
