// Three academies of two trusts bring their registers in, the radar finds what they could buy together, they pool it and
// sign, and a saving comes of it: each at a browser of their own. And what nobody else is shown of it.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { View, Visitor } from './browser';
import { asTyped, registerFile, uploadRegister, type RegisterRow } from './buying_stage';
import type { Client } from './client';
import { Calendar } from './hub_calendar';
import { meetWorkingDay } from './review_stage';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const calendar = new Calendar();

/** Business manager and head of each school. */
const schools = [
  { name: 'Thornhay CE Primary School', manager: 'Angela Bell', head: 'Abena Mensah' },
  { name: 'Swarthbeck Primary School', manager: 'Leanne Parkin', head: 'Vivian Lam' },
  { name: 'Dyeworks Lane Primary School', manager: 'Janet Crossley', head: 'Rukhsana Ali' },
] as const;
const [first, second, third] = schools;
/** Of the first school's trust. */
const trustManager = 'Jill Thackray';
/** Of a school that has no part in it: its business manager, and plain staff. */
const outside = 'Alison Mowbray';
const staff = 'Amina Suleiman';
const poolName = 'Alarms and cameras together';

const press = (page: Page | Locator, button: string | RegExp) =>
  page
    .getByRole('button', typeof button === 'string' ? { name: button, exact: true } : { name: button })
    .first()
    .click();
const follow = (page: Page | Locator, link: string | RegExp) =>
  page.getByRole('link', { name: link }).first().click();
const asked = (page: Page, title: string | RegExp) => page.getByRole('dialog', { name: title });
const said = (page: Page, words: string | RegExp) =>
  page.getByRole('status').getByText(words).first().waitFor();
const shows = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

/** Those at their browsers. Their time is the hub's: both have to mean the same day. */
const visitors = new Map<string, Visitor>();
const clients = new Map<string, Client>();

async function signIn(who: string): Promise<Visitor> {
  const found = visitors.get(who);
  if (!found) throw new Error(`${who} has no browser.`);
  await found.context.clock.setFixedTime(calendar.now);
  const data = { email: stage.emailOf(who), password: 'a password for tests' };
  await found.context.request.post(`${stage.server.url}/api/v1/session`, { data });
  return found;
}
async function at(who: string, path: string, view: View = {}): Promise<Page> {
  if (!visitors.has(who)) {
    visitors.set(who, await stage.stranger(view));
    await signIn(who);
  }
  const { page } = visitors.get(who) as Visitor;
  await page.goto(stage.server.url + path);
  return page;
}
async function client(who: string): Promise<Client> {
  const made = clients.get(who) ?? (await stage.as(who));
  clients.set(who, made);
  return made;
}
/** Nine o'clock of that day. Sessions have ended by then. */
async function comes(date: string): Promise<void> {
  const ms = calendar.until(date);
  await stage.server.advance(ms);
  calendar.now += ms;
  for (const who of visitors.keys()) await signIn(who);
  await Promise.all([...clients.values()].map((one) => one.signIn()));
}

const rowOf = (over: Partial<RegisterRow>): RegisterRow => ({
  title: 'Alarms and cameras',
  supplier: 'Owlwatch Security',
  category: 'Security and CCTV',
  starts: asTyped(calendar.day(-600)),
  ends: asTyped(calendar.day(220)),
  cost: '4,800.00',
  ...over,
});

/** Imports go on with the hub's clock. */
async function goesOn(page: Page, words: string | RegExp): Promise<void> {
  const found = page.getByText(words).first();
  await expect
    .poll(
      async () => {
        await stage.server.advance(1_000);
        calendar.now += 1_000;
        return found.isVisible();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
}

async function importRegister(who: string, name: string, rows: RegisterRow[], ready: number): Promise<Page> {
  const page = await at(who, '/buying');
  await uploadRegister(page, stage.server.url, name, registerFile(rows));
  const rowsReady = ready === 1 ? '1 row' : `${ready} rows`;
  await goesOn(page, `${rowsReady} ready`);
  await press(page, `Import ${rowsReady}`);
  await goesOn(page, `${rowsReady} imported.`);
  return page;
}

/** A word that is not known is given a meaning; a row that is wrong is put right in the file, and the file sent again. */
async function importWithErrors(): Promise<void> {
  const right = rowOf({ title: 'Watching the gate', category: 'Alarms', ends: asTyped(calendar.day(240)) });
  const mended = rowOf({ title: 'Shredding', supplier: 'Papercut', category: 'Stationery', cost: '312.50' });
  const page = await at(second.manager, '/buying');
  const { url } = stage.server;
  await uploadRegister(page, url, 'register.csv', registerFile([right, { ...mended, cost: '312.505' }]));
  await goesOn(page, '2 rows with errors');
  await shows(page, 'Row 3');
  await page.getByRole('combobox', { name: /^“Alarms”/ }).selectOption({ label: 'Security and CCTV' });
  await press(page, 'Check again');
  await goesOn(page, '1 row with an error');
  await press(page, 'Import 1 row');
  await goesOn(page, '1 row imported.');
  await shows(page, '1 row was left out.');
  // The meaning is remembered, and what is there already stays as it is.
  await uploadRegister(page, url, 'register put right.csv', registerFile([right, mended]));
  await goesOn(page, '1 in the register already');
  await press(page, 'Import 1 row');
  await goesOn(page, '1 row imported.');
  await page.goto(`${url}/buying/contracts`);
  await shows(page, 'Watching the gate');
}

/** Three schools of two trusts, found by itself; answers where the pool is. */
async function poolFromRadar(): Promise<string> {
  const page = await at(first.manager, '/buying/radar');
  const group = page.getByRole('listitem').filter({ hasText: 'Three schools renew security and CCTV' });
  await follow(group, /^Open a pool/);
  await page.getByLabel('What is it called?').fill(poolName);
  await page
    .getByLabel('What is needed?')
    .fill('Alarms and cameras, watched day and night, with two visits a year.');
  await page.getByLabel('Counted in').fill('sites');
  await page.getByLabel('How often is one paid in a year?').fill('1');
  await page.getByLabel('Estimated price of one', { exact: true }).fill('4,500.00');
  await page.getByLabel('For how many months?').fill('36');
  await page.getByLabel('Schools join by').fill(calendar.day(30));
  await page.getByLabel('Schools can leave until the end of').fill(calendar.day(25));
  for (const { name } of schools)
    expect(await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).isChecked()).toBe(true);
  await press(page, 'Save and ask the schools');
  await page.getByRole('heading', { level: 1, name: poolName }).waitFor();
  return new URL(page.url()).pathname;
}

async function sign(who: string, school: string, committed: number, most: number): Promise<void> {
  const page = await at(who, '/');
  await follow(page, new RegExp(`asks your school to buy together: ${poolName}`));
  await press(page, new RegExp(`^Sign ?: ${school}`));
  const form = page.getByRole('region', { name: `Sign for ${school}` });
  await form.getByLabel('Committed (sites)').fill(String(committed));
  await form.getByLabel('At most (sites)').fill(String(most));
  await form.getByRole('checkbox', { name: new RegExp(`^I sign for ${school} as headteacher`) }).check();
  await press(form, 'Sign');
  await said(page, `Signed for ${school}`);
}

/** What others sign and leave stands on the organiser's page at once. */
async function signTogether(pool: string): Promise<void> {
  const page = await at(first.manager, pool);
  await shows(page, 'Nobody has signed yet');
  await sign(first.head, first.name, 2, 3);
  await shows(page, '2 to 3 sites, 1 school');
  await sign(second.head, second.name, 1, 1);
  await shows(page, '3 to 4 sites, 2 schools');
  await sign(third.head, third.name, 4, 5);
  await shows(page, '7 to 9 sites, 3 schools');
  // £4,500.00 × 9 sites × 3 years, with 20 % VAT.
  await shows(page, '£145,800.00');

  const leaving = await at(third.head, pool);
  await press(leaving, /^Leave the pool/);
  const dialog = asked(leaving, new RegExp(`^Take ${third.name} out`));
  await dialog.getByRole('textbox').fill('Our governors want to wait a year.');
  await press(dialog, 'Leave the pool');
  await said(leaving, /has left the pool/);
  await shows(page, '3 to 4 sites, 2 schools');
  await shows(page, '£64,800.00');
}

const idIn = (path: string) => Number(path.split('/').at(-1));

/** Neither money nor quantities nor savings for those who have no part in it; nothing of the pool when it is not theirs. */
async function isHidden(pool: string): Promise<void> {
  const angela = await client(first.manager);
  const { items: contracts } = await angela.get('/contracts?limit=200&category=security');
  const mine = contracts.find(
    (one: { details: { title: string } }) => one.details.title === 'Alarms and cameras',
  );
  for (const who of [outside, staff]) {
    const one = await client(who);
    // What is shared says what ends when, and not what it costs.
    expect((await one.get(`/contracts/${mine.id}`)).notice_by).toBeTruthy();
    expect((await one.ask('GET', `/contracts/${mine.id}/terms`)).status, `${who} asks for its money`).toBe(
      404,
    );
    const { items: parts } = await one.get(`/pools/${idIn(pool)}/participations`);
    expect(parts).toEqual([]);
    const { items: savings } = await one.get('/savings');
    expect(savings.filter(({ category }: { category: string }) => category === 'security')).toEqual([]);
  }
  const csv = (await (await client(outside)).ask('GET', `/organisations/${mine.organisation}/contracts.csv`))
    .body;
  expect(csv).toContain('Alarms and cameras');
  expect(csv).not.toContain('4,800');
  expect(csv).not.toContain('4800');
  const page = await at(outside, pool);
  await shows(page, 'Single quantities are shown to those who take part.');
  const register = await at(staff, `/buying/contracts/${mine.id}`);
  await shows(register, 'What it costs is not shared with you.');
}

/** What was hoped for is written by one and confirmed by another; the overview has it, apart from what is potential. */
async function save(pool: string): Promise<void> {
  const page = await at(first.manager, `/buying/savings/new?pool=${idIn(pool)}`);
  await page.getByLabel('What is it called?').fill('Watching together');
  await page.getByLabel('Category').selectOption({ label: 'Security and CCTV' });
  await page.getByLabel('Period from').fill(calendar.day(0));
  await page.getByLabel('Period to').fill(calendar.day(364));
  await page.getByLabel('Previous price', { exact: true }).fill('9,600.00');
  await page.getByLabel('Where does the first figure come from?').fill('Invoices of the year before');
  await page.getByLabel('Estimate', { exact: true }).fill('9,000.00');
  await shows(page, '£720.00');
  await press(page, 'Add the saving');
  await page.getByRole('heading', { level: 1, name: 'Watching together' }).waitFor();
  const path = new URL(page.url()).pathname;

  const other = await at(first.head, '/');
  await follow(other, /A saving waits for you to confirm it: Watching together/);
  await press(other, 'Confirm it');
  const form = other.getByRole('region', { name: 'Confirm this saving' });
  await form.getByLabel('Previous price', { exact: true }).fill('9,600.00');
  await form.getByLabel('Award price', { exact: true }).fill('8,900.00');
  await form.getByRole('searchbox').fill('invoices');
  await press(form, /Pupil records system: two invoices/);
  await press(form, 'Confirm the saving');
  await said(other, 'The saving is confirmed');
  await shows(page, 'This saving was had');

  const { memberships } = await (await client(trustManager)).get('/me');
  const overview = await (
    await client(trustManager)
  ).get(`/organisations/${memberships[0].organisation}/buying-overview`);
  const of = (sums: { category: string; pence: number }[]) =>
    sums.find(({ category }) => category === 'security')?.pence;
  expect(of(overview.realised_by_category)).toBe(84_000);
  expect(of(overview.potential_by_category)).toBeUndefined();
  expect((await (await client(outside)).ask('GET', `/savings/${idIn(path)}`)).status).toBe(404);
  const shown = await at(trustManager, '/buying/savings');
  await shows(shown, 'Watching together');
}

it('plays from three registers to a saving', { timeout: 240_000 }, async () => {
  await meetWorkingDay(stage);
  const femi = await client('Femi Adeyemi');
  await femi.signIn();
  await calendar.read(femi);

  await importRegister(first.manager, 'thornhay.csv', [rowOf({})], 1);
  await importWithErrors();
  await importRegister(
    third.manager,
    'dyeworks.csv',
    [rowOf({ supplier: 'Lantern Guards', ends: asTyped(calendar.day(260)), cost: '5,150.00' })],
    1,
  );
  const pool = await poolFromRadar();
  await signTogether(pool);
  await isHidden(pool);

  await comes(calendar.working(32));
  const closed = await at(first.manager, pool);
  await shows(closed, 'What was signed stands');
  expect((await (await client(first.manager)).get(`/pools/${idIn(pool)}`)).state).toBe('closed');
  const told = await at(first.head, '/');
  await shows(told, `The pool is closed, and nobody joins any more: ${poolName}`);

  await save(pool);
});
