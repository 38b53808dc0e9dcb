// A purchase of three academies of two trusts, as far as a test wants it: who they are, at browsers of their own, and
// what they do by the API alone. Everybody's time is the hub's, which is moved on by hand.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { View, Visitor } from './browser';
import type { Client } from './client';
import { Calendar } from './hub_calendar';
import { supplierLinkTo } from './mail';
import { meetWorkingDay, organisationIds, personId } from './review_stage';
import { password } from './set_up';
import type { Stage } from './stage';

/** Business manager and head of each school. */
export const schools = [
  { name: 'Thornhay CE Primary School', manager: 'Angela Bell', head: 'Abena Mensah' },
  { name: 'Swarthbeck Primary School', manager: 'Leanne Parkin', head: 'Vivian Lam' },
  { name: 'Dyeworks Lane Primary School', manager: 'Janet Crossley', head: 'Rukhsana Ali' },
] as const;
const [first, second, third] = schools;
export const owner = first.manager;
/** Of the first school's trust. */
export const chair = 'Jill Thackray';
export const evaluators = [second.manager, 'Denise Nolan'] as const;
/** Was to score, too. */
export const barred = 'Carol Sykes';
export const pricer = third.manager;
/** Business manager of a school that has no part in it, plain staff, and those who administer. */
export const outsiders = ['Alison Mowbray', 'Amina Suleiman', 'Femi Adeyemi', 'Kwame Osei'] as const;

export const title = 'Alarms and cameras together';
export const criteria = ['Watching', 'Visits'] as const;
export const bidders = {
  owlwatch: { name: 'Owlwatch Security', email: 'bids@owlwatch.example', contact: 'Ola Finch' },
  lantern: { name: 'Lantern Guards', email: 'sales@lanternguards.example', contact: 'Gus Wick' },
  silent: { name: 'Quiet Nights', email: 'office@quietnights.example', contact: 'Mo Dusk' },
} as const;
export type Bidder = keyof typeof bidders;

export const press = (page: Page | Locator, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
export const shows = (page: Page | Locator, words: string | RegExp) =>
  page.getByText(words).first().waitFor();
export const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
/** A button whose words name what it is about, hidden from sight. */
export const about = (go: string, what: string) => new RegExp(`^${go} ?: ${what}$`);
export const asked = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
/** Presses what opens a question, fills in its fields, and sends it. */
export async function answers(
  page: Page,
  button: string | RegExp,
  question: string | RegExp,
  go: string,
  fields: Record<string, string> = {},
): Promise<void> {
  await press(page, button);
  const dialog = asked(page, question);
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
  await dialog.getByRole('button', { name: go, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

export class Buyers {
  readonly calendar = new Calendar();
  #stage: Stage;
  #visitors = new Map<string, Visitor>();
  #clients = new Map<string, Client>();
  pool = 0;
  purchase = 0;
  #ids: Record<string, number> = {};

  constructor(stage: Stage) {
    this.#stage = stage;
  }
  get url(): string {
    return this.#stage.server.url;
  }
  get path(): string {
    return `/purchases/${this.purchase}`;
  }
  get page(): string {
    return `/buying${this.path}`;
  }
  organisation = (name: string): number => this.#ids[name] ?? 0;

  /** Nobody sits at a browser any more. */
  leave(): void {
    this.#visitors.clear();
  }
  async client(who: string): Promise<Client> {
    let made = this.#clients.get(who);
    if (!made) {
      made = await this.#stage.as(who);
      // It may have been here before, at another time.
      await made.signIn();
      this.#clients.set(who, made);
    }
    return made;
  }
  async #stands(visitor: Visitor): Promise<Visitor> {
    await visitor.context.clock.setFixedTime(this.calendar.now);
    return visitor;
  }
  async #signIn(who: string, visitor: Visitor): Promise<void> {
    await this.#stands(visitor);
    const data = { email: this.#stage.emailOf(who), password };
    await visitor.context.request.post(`${this.url}/api/v1/session`, { data });
  }
  async at(who: string, path = this.page, view: View = {}): Promise<Page> {
    let visitor = this.#visitors.get(who);
    if (!visitor) {
      visitor = await this.#stage.stranger(view);
      this.#visitors.set(who, visitor);
      await this.#signIn(who, visitor);
    }
    await visitor.page.goto(this.url + path);
    return visitor.page;
  }
  /** A supplier without an account, at the link of the newest mail. */
  async desk(bidder: Bidder): Promise<Page> {
    const path = await this.link(bidder);
    const visitor = await this.#stands(await this.#stage.stranger());
    await visitor.page.goto(this.url + path);
    return visitor.page;
  }
  link = (bidder: Bidder): Promise<string> =>
    supplierLinkTo(this.url, bidders[bidder].email, () => this.passes(1_000));

  async passes(ms: number): Promise<void> {
    await this.#stage.server.advance(ms);
    this.calendar.now += ms;
  }
  /** Nine o'clock of that day. Sessions have ended by then. */
  async comes(date: string): Promise<void> {
    await this.passes(this.calendar.until(date));
    for (const [who, visitor] of this.#visitors) await this.#signIn(who, visitor);
    await Promise.all([...this.#clients.values()].map((one) => one.signIn()));
  }
  /** The next day on which people work, after that one. */
  async comesAfter(date: string): Promise<void> {
    await this.comes(this.calendar.workingAfter(date, 1));
  }

  /** A working day, three schools, and a pool that they have signed and that nobody may leave any more. */
  async pools(): Promise<void> {
    await meetWorkingDay(this.#stage);
    const femi = await this.client('Femi Adeyemi');
    await femi.signIn();
    await this.calendar.read(femi);
    await (await this.#stage.as('Susan Blakey')).signIn();
    this.#ids = await organisationIds(this.#stage);
    const angela = await this.client(owner);
    const made = await angela.post('/pools', {
      organisation: this.organisation(first.name),
      terms: {
        title,
        category: 'security',
        specification: 'Alarms and cameras, watched day and night, with two visits a year.',
        unit: 'sites',
        units_a_year: 1,
        price: { pence: 450_000, basis: 'net', vat: 'standard' },
        starts: this.calendar.day(150),
        months: 36,
        extension_months: 0,
        join_by: this.calendar.day(1),
        leave_by: this.calendar.day(1),
      },
      schools: schools.map(({ name }) => this.organisation(name)),
    });
    this.pool = made.id;
    await angela.post(`/pools/${made.id}/open`);
    for (const [at, { name, head }] of schools.entries()) {
      const who = await this.client(head);
      const { content_hash } = await who.get(`/pools/${made.id}`);
      const body = { committed: [2, 1, 4][at], maximum: [3, 1, 5][at], content_hash };
      await who.put(`/pools/${made.id}/schools/${this.organisation(name)}`, body);
    }
    await angela.post(`/pools/${made.id}/close`);
    await this.comes(this.calendar.working(2));
  }

  /** Need, market, route and pack, as its owner writes them. The forms are played elsewhere. */
  async describes(): Promise<void> {
    const angela = await this.client(owner);
    const it = await angela.get(this.path);
    const { category, law, agreement, starts, months } = it;
    await angela.put(this.path, {
      title,
      category,
      law,
      agreement,
      starts,
      months,
      what: 'Alarms and cameras for every site, watched day and night.',
      why: 'Three contracts end within forty days of each other.',
      market_notes: 'Five firms of the county watch schools; none is a related party.',
      related: { related: false, approval: '' },
      splitting_answer: it.splitting ? 'Fire alarms are another trade, with other firms.' : '',
    });
    await angela.post(`${this.path}/advance`, { reason: '' });
    await angela.post(`${this.path}/advance`, { reason: '' });
    await angela.put(`${this.path}/pack`, {
      pack: {
        specification: 'Alarms and cameras of nine sites, watched day and night, with two visits a year.',
        criteria: [
          {
            title: criteria[0],
            question: 'Who watches at night, and what happens at an alarm?',
            weight: 3_500,
          },
          { title: criteria[1], question: 'When do you come, and how is that arranged?', weight: 2_500 },
        ],
        price_weight: 4_000,
        scale: ['No answer', 'Falls short', 'Meets what we ask', 'More than we ask'],
        files: [],
        deadline: this.calendar.working(14),
        contact: `${owner}, office@thornhay.example`,
      },
    });
    await angela.put(`${this.path}/route`, {
      way: 'tender',
      reason: 'So many sites should be known to all.',
    });
  }
  async names(scores: readonly string[], reason = ''): Promise<void> {
    const people = [
      { person: await personId(this.#stage, chair), role: 'chair' },
      ...(await Promise.all(
        scores.map(async (name) => ({ person: await personId(this.#stage, name), role: 'evaluator' })),
      )),
      { person: await personId(this.#stage, pricer), role: 'price_evaluator' },
    ];
    await (await this.client(owner)).put(`${this.path}/people`, { people, reason });
  }
  /** Nothing to declare, and cleared by another. */
  async clears(who: string): Promise<void> {
    const made = await (await this.client(who)).post(`${this.path}/declarations`, { nil: true, words: '' });
    const other = await this.client(who === owner ? chair : owner);
    await other.post(`/purchase-declarations/${made.id}/clear`, { reason: '' });
  }
  async invites(bidder: Bidder): Promise<number> {
    const angela = await this.client(owner);
    const { name, email, contact } = bidders[bidder];
    const organisation = this.organisation(first.name);
    const body = { organisation, supplier_name: name, company_number: '', sme: true, website: '', note: '' };
    const { items } = await angela.get(`/suppliers?words=${encodeURIComponent(name)}`);
    const found = items.find((one: { name: string }) => one.name === name);
    const supplier = (found ?? (await angela.post('/suppliers', body))).id;
    return (await angela.post(`${this.path}/supplier-links`, { supplier, email, contact })).id;
  }
  async stageNow(): Promise<string> {
    return (await (await this.client(owner)).get(this.path)).stage;
  }
  async refuses(who: string, method: string, path: string, body: unknown, code: string): Promise<void> {
    const answer = await (await this.client(who)).ask(method, path, body);
    expect(answer.body, `${who}: ${method} ${path}`).toMatchObject({ code: 'conflict' });
    expect(JSON.stringify(answer.body)).toContain(code);
  }
}
