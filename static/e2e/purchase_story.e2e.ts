// Three academies of two trusts buy what they pooled: asked for, quoted sealed, scored alone, moderated, awarded,
// standing still, and in the registers. Suppliers answer without accounts; and what nobody else is ever shown.
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { mailsTo } from './mail';
import {
  about,
  answers,
  asked,
  barred,
  bidders,
  Buyers,
  chair,
  criteria,
  evaluators,
  outsiders,
  owner,
  part,
  press,
  pricer,
  schools,
  shows,
  title,
  type Bidder,
} from './purchase_stage';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const buyers = new Buyers(stage);
afterEach(() => buyers.leave());

/** Words that stand in a quote and nowhere else. */
const secrets: Record<Bidder, string> = {
  owlwatch: 'Kestrelroom staffs our own control desk all night.',
  lantern: 'Glowwormline rings your caretaker.',
  silent: '',
};
const lanternPence = 13_122_000;
const owlwatchPence = 13_640_400;
const linkPaths = new Map<Bidder, string>();
const everybody = [owner, chair, ...evaluators, pricer, ...schools.map(({ head }) => head), ...outsiders];

// ---- to the market

async function startFromPool(): Promise<void> {
  const page = await buyers.at(owner, `/buying/pools/${buyers.pool}`);
  await press(page, 'Start the purchase');
  await asked(page, 'Start the purchase?').getByRole('button', { name: 'Start the purchase' }).click();
  await page.waitForURL(/\/buying\/purchases\/\d+$/);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  buyers.purchase = Number(page.url().split('/').at(-1));
}

/** Somebody’s husband works for a bidder: barred from all that is sealed, and replaced. */
async function declareAndReplace(): Promise<void> {
  await buyers.names([evaluators[0], barred]);
  const declares = await buyers.at(barred);
  await press(declares, 'Declare');
  const dialog = asked(declares, 'Declare your interests');
  await dialog.getByRole('radio', { name: 'I have something to declare' }).check();
  await dialog.getByLabel('What is it?').fill('My husband fits alarms for Owlwatch Security.');
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const who of [owner, chair, evaluators[0], pricer]) await buyers.clears(who);
  const decides = await buyers.at(chair);
  await shows(part(decides, 'Interests'), '“My husband fits alarms for Owlwatch Security.”');
  const why = { 'Why?': 'Too close to a likely bidder.' };
  await answers(decides, about('Refuse', barred), `Refuse what ${barred} declared?`, 'Refuse', why);
  await shows(part(decides, 'Interests'), 'Has to be replaced');
  await buyers.names(evaluators);
  await buyers.clears(evaluators[1]);
}

/** Each head signs exactly this pack, and the first of them approves it; before that it does not go out. */
async function signAndApprove(): Promise<void> {
  const advance = `${buyers.path}/advance`;
  for (const { name, head } of schools) {
    await buyers.refuses(owner, 'POST', advance, { reason: '' }, 'tender_unsigned');
    const page = await buyers.at(head);
    await answers(page, about('Sign', name), `Sign the tender pack for ${name}?`, 'Sign');
    await shows(part(page, 'Sign-offs and approval'), new RegExp(`^${head}, headteacher`));
  }
  await buyers.refuses(owner, 'POST', advance, { reason: '' }, 'not_approved');
  const leads = await buyers.at(schools[0].head);
  await answers(leads, 'Approve', 'Approve this purchase?', 'Approve');
  const page = await buyers.at(owner);
  await answers(page, 'Send it to the market', 'Send it to the market?', 'Go to market');
  await shows(page, 'Ask suppliers for quotes');
}

// ---- suppliers

async function writes(page: Page, bidder: Bidder, price: string): Promise<void> {
  await page.getByLabel('1. Watching').fill(secrets[bidder]);
  await page.getByLabel('2. Visits').fill('In March and in September, outside lessons.');
  await page.getByLabel('What it is for').fill('One site, for a year');
  await page.getByLabel('Price of one', { exact: true }).fill(price);
  await page.getByLabel('Times').fill('27');
}
async function sends(page: Page, gross: string): Promise<void> {
  await press(page, 'Check and send');
  await page.getByRole('heading', { name: 'Check what you send' }).waitFor();
  await press(page, 'Send the quote');
  await page.getByRole('heading', { name: 'Your quote is sent' }).waitFor();
  await shows(page, new RegExp(`${gross} inc VAT`));
}

async function suppliersAnswer(): Promise<void> {
  const owlwatch = await buyers.desk('owlwatch');
  await shows(owlwatch, `${schools[0].name} asks you for a quote.`);
  await writes(owlwatch, 'owlwatch', '4,400.00');
  await sends(owlwatch, '£142,560.00');
  await press(owlwatch, 'Replace it');
  await owlwatch.getByLabel('Price of one', { exact: true }).fill('4,210.00');
  await sends(owlwatch, '£136,404.00');

  const lantern = await buyers.desk('lantern');
  await writes(lantern, 'lantern', '4,050.00');
  await lantern.getByLabel('Add a file').setInputFiles({
    name: 'method.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('How we watch.\n'),
  });
  await lantern.getByRole('link', { name: /^method\.txt/ }).waitFor();
  await sends(lantern, '£131,220.00');
  for (const [bidder, page] of [
    ['owlwatch', owlwatch],
    ['lantern', lantern],
  ] as const) {
    linkPaths.set(bidder, new URL(page.url()).pathname);
    expect((await mailsTo(buyers.url, bidders[bidder].email)).length).toBeGreaterThan(0);
  }
  // Nothing of one is at the link of the other.
  const words = await lantern.locator('body').innerText();
  expect(words).not.toContain('Kestrelroom');
  expect(words).not.toContain(bidders.owlwatch.name);
}

// ---- sealed

async function itemsFor(who: string, path: string): Promise<unknown[]> {
  const { status, body } = await (await buyers.client(who)).ask('GET', path);
  expect([200, 404], `${who} asks for ${path}`).toContain(status);
  return status === 404 ? [] : body.items;
}
/** Neither in lists nor by search nor at addresses that somebody guesses: not for the owner, nor administrators. */
async function isSealed(link: number): Promise<void> {
  for (const who of everybody) {
    const one = await buyers.client(who);
    for (const of of ['quotes', 'quote-prices', 'scores'])
      expect(await itemsFor(who, `${buyers.path}/${of}`), `${who} lists ${of}`).toEqual([]);
    for (const word of ['Kestrelroom', 'Glowwormline'])
      expect((await one.get(`/search?q=${word}`)).total, `${who} searches`).toBe(0);
  }
  for (const who of [owner, 'Femi Adeyemi']) {
    const one = await buyers.client(who);
    for (let id = link + 1; id < link + 25; id += 1)
      for (const place of [`/quotes/${id}`, `/quotes/${id}/price`])
        expect((await one.ask('GET', place)).status, `${who} guesses ${place}`).toBe(404);
    const { items } = await one.get('/notifications?limit=200');
    expect(JSON.stringify(items)).not.toMatch(/Kestrelroom|quote_received/);
  }
  await buyers.refuses(owner, 'POST', `${buyers.path}/open`, {}, 'before_deadline');
}
/** Who has no part in it finds no such purchase. */
async function isHidden(): Promise<void> {
  for (const who of outsiders) {
    expect((await (await buyers.client(who)).ask('GET', buyers.path)).status, who).toBe(404);
    const ids = (await itemsFor(who, '/purchases')).map((one) => (one as { id: number }).id);
    expect(ids, `${who} lists purchases`).not.toContain(buyers.purchase);
  }
  const page = await buyers.at(outsiders[0]);
  await shows(page, 'This page does not exist or is not shared with you.');
}

it('goes to the market, and quotes come sealed', { timeout: 120_000 }, async () => {
  await buyers.pools();
  await startFromPool();
  await buyers.describes();
  const { asked: wanted, value } = await (await buyers.client(owner)).get(buyers.path);
  // £4,500.00 × 9 sites × 3 years, with 20 % VAT: three quotes or more, and under the threshold.
  expect(value.gross).toBe(14_580_000);
  expect(wanted.over).toBe(false);
  await declareAndReplace();
  await signAndApprove();
  let last = 0;
  for (const bidder of ['owlwatch', 'lantern', 'silent'] as const) last = await buyers.invites(bidder);
  await suppliersAnswer();
  await isSealed(last);
  await isHidden();
});

// ---- evaluation

async function openQuotes(): Promise<void> {
  const { pack } = await (await buyers.client(owner)).get(buyers.path);
  await buyers.comesAfter(pack.deadline);
  const page = await buyers.at(owner);
  await answers(page, 'Open the quotes', 'Open all quotes?', 'Open the quotes');
  await shows(page, /^Checked: the chain of \d+ steps holds$/);
}

/** By one, alone: nothing of prices, nor of what the others give. */
async function scores(who: string, given: Record<'owlwatch' | 'lantern', [number, number]>): Promise<void> {
  const page = await buyers.at(who);
  await page.getByRole('heading', { name: 'Your scores' }).waitFor();
  for (const bidder of ['owlwatch', 'lantern'] as const) {
    await press(page, new RegExp(`^${bidders[bidder].name}`));
    await shows(page, secrets[bidder]);
    for (const [at, criterion] of criteria.entries()) {
      const cell = part(page, criterion);
      await cell
        .locator('label')
        .filter({ hasText: `${given[bidder][at]}` })
        .first()
        .click();
      await cell.getByLabel('Reason for this score').fill(`${criterion}: as they write.`);
    }
  }
  expect(await page.locator('body').innerText()).not.toMatch(/£13[16],/);
  expect(await itemsFor(who, `${buyers.path}/quote-prices`)).toEqual([]);
  await answers(page, 'Send all my scores', 'Send all your scores?', 'Send them');
  await shows(page, /^Your scores are in, and don’t change any more/);
  for (const other of [owner, chair, ...everybody.filter((one) => one !== who)]) {
    const seen = (await itemsFor(other, `${buyers.path}/scores`)) as { author: number }[];
    const me = (await (await buyers.client(who)).get('/me')).person as number;
    expect(
      seen.filter(({ author }) => author === me),
      `${other} reads scores of ${who}`,
    ).toEqual([]);
  }
}

async function scorePrices(): Promise<void> {
  const page = await buyers.at(pricer);
  // Above it, what happens next is called the same.
  await page.getByRole('heading', { level: 3, name: 'Score the prices' }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('Kestrelroom');
  const points = { lantern: '40', owlwatch: '38.84' };
  for (const bidder of ['owlwatch', 'lantern'] as const)
    await page
      .getByLabel(/^Points of /)
      .nth(bidder === 'owlwatch' ? 0 : 1)
      .fill(points[bidder]);
  await press(page, 'Send the price points');
  await shows(page, /work it out again by the formula/);
  const exact = Math.round((4_000 * lanternPence) / owlwatchPence) / 100;
  await page
    .getByLabel(/^Points of /)
    .first()
    .fill(exact.toFixed(2));
  await press(page, 'Send the price points');
  await page.getByRole('heading', { name: 'Moderation' }).waitFor();
}

/** Every single score beside the agreed one; only the chair agrees. */
async function moderate(): Promise<void> {
  const page = await buyers.at(chair);
  const agreed = { owlwatch: ['3', '3'], lantern: ['2', '2'] } as const;
  const moderation = part(page, 'Moderation');
  for (const bidder of ['owlwatch', 'lantern'] as const) {
    await moderation.getByRole('button', { name: bidders[bidder].name, exact: true }).click();
    for (const [at, criterion] of criteria.entries())
      await page.getByLabel(`Agreed score for ${criterion}`).selectOption(agreed[bidder][at] ?? '');
  }
  await press(page, 'Close moderation');
  await shows(page, /^Agree every score first/);
  await moderation.getByRole('button', { name: bidders.owlwatch.name, exact: true }).click();
  await page.getByLabel('Why this score for Visits').fill('They offer both visits in writing.');
  await press(page, 'Close moderation');
  await asked(page, 'Close moderation?').getByRole('button', { name: 'Close it' }).click();
  // What is decided is folded.
  await page.locator('#part-evaluation > summary').click();
  const ranking = page.getByRole('table', { name: 'Ranking' }).first();
  await ranking.getByRole('row', { name: /^1 Owlwatch Security/ }).waitFor();
}

it('is scored alone, moderated and ranked', { timeout: 120_000 }, async () => {
  await openQuotes();
  await isHidden();
  await scores(evaluators[0], { owlwatch: [3, 3], lantern: [2, 2] });
  await scores(evaluators[1], { owlwatch: [3, 2], lantern: [2, 2] });
  await scorePrices();
  expect(await itemsFor(barred, `${buyers.path}/quotes`)).toEqual([]);
  await moderate();
  expect(await buyers.stageNow()).toBe('contract_award');
});

// ---- award

async function awardIt(): Promise<void> {
  const page = await buyers.at(owner);
  await answers(page, 'Propose the award', /^Propose the award to Owlwatch/, 'Propose it', {
    'Why this quote, in a few sentences': 'The best watched, for little more than the cheapest.',
  });
  await buyers.refuses(owner, 'POST', `${buyers.path}/award/publish`, {}, 'award_unsigned');
  const { shares } = await (await buyers.client(owner)).get(`${buyers.path}/award`);
  const pence = (shares as { pence: number }[]).map((one) => one.pence);
  expect(pence.reduce((sum, one) => sum + one, 0)).toBe(owlwatchPence);
  for (const { name, head } of schools) {
    const signs = await buyers.at(head);
    await answers(signs, about('Sign', name), `Sign the award for ${name}?`, 'Sign');
    await shows(part(signs, 'Award'), new RegExp(`^${head}, headteacher`));
  }
  await answers(page, 'Publish the award', 'Publish the award?', 'Publish it');
  await shows(page, /^Standstill until the end of /);
}

/** What each bidder is told, and nothing of the other. */
async function bidderReads(bidder: Bidder, other: Bidder): Promise<void> {
  const { page } = await stage.stranger();
  await page.context().clock.setFixedTime(buyers.calendar.now);
  await page.goto(buyers.url + (linkPaths.get(bidder) ?? ''));
  await page.getByRole('heading', { name: 'The decision' }).waitFor();
  await page.locator('details > summary').click();
  await shows(page, secrets[bidder]);
  const text = await page.locator('body').innerText();
  expect(text).toContain(bidders.owlwatch.name);
  expect(text).not.toContain(secrets[other].split(' ')[0]);
  if (bidder === 'lantern') expect(text).not.toContain('136,404');
  const mails = (await mailsTo(buyers.url, bidders[bidder].email)).join();
  expect(mails).not.toContain(secrets[other].split(' ')[0]);
}

async function handOver(): Promise<void> {
  const page = await buyers.at(owner);
  await page.getByLabel('Write down what is saved').check();
  await page
    .getByLabel(/, of the whole$/)
    .first()
    .fill('129,600.00');
  await page.getByLabel('Where that figure is from').fill('Invoices of the three schools');
  await press(page, 'Complete the purchase');
  await shows(page, /^The purchase is complete/);
  await shows(page, '3 contracts in the registers');
  for (const { name, manager } of schools) {
    const register = await buyers.client(manager);
    const { items } = await register.get(
      `/contracts?limit=200&category=security&organisation=${buyers.organisation(name)}`,
    );
    const made = items.filter((one: { details: { title: string } }) => one.details.title === title);
    expect(made.length, `the register of ${name}`).toBe(1);
    const { items: savings } = await register.get(`/savings?organisation=${buyers.organisation(name)}`);
    expect(savings.filter((one: { category: string }) => one.category === 'security').length).toBe(1);
    const overview = await register.get(`/organisations/${buyers.organisation(name)}/buying-overview`);
    expect(JSON.stringify(overview.potential_by_category)).toContain('security');
  }
  const shown = await buyers.at(owner, '/buying/overview');
  await shows(shown, 'Security and CCTV');
}

async function download(): Promise<void> {
  const page = await buyers.at(owner);
  const waiting = page.waitForEvent('download');
  await press(page, 'Download the whole file');
  const dialog = asked(page, 'Enter your password again');
  await dialog.or(page.getByText('Your download begins.')).first().waitFor();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Your password').fill(password);
    await dialog.getByRole('button', { name: 'Continue' }).click();
  }
  const chunks: Buffer[] = [];
  for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk as Buffer);
  const zip = Buffer.concat(chunks);
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  for (const name of [
    'purchase.json',
    'gates.json',
    'scores.json',
    'letters.json',
    'manifest.txt',
    'method.txt',
  ])
    expect(zip.includes(name), name).toBe(true);
}

it('is awarded, stands still, and stands in three registers', { timeout: 120_000 }, async () => {
  await awardIt();
  await bidderReads('lantern', 'owlwatch');
  await bidderReads('owlwatch', 'lantern');
  await buyers.refuses(owner, 'POST', `${buyers.path}/award/confirm`, {}, 'standstill');
  const { standstill_ends: ends } = await (await buyers.client(owner)).get(`${buyers.path}/award`);
  await buyers.comesAfter(ends);
  const page = await buyers.at(owner);
  await answers(page, 'Confirm the award', 'Confirm the award?', 'Confirm it');
  await page.getByRole('heading', { name: 'Handover' }).first().waitFor();
  await handOver();
  await isHidden();
  await download();
});
