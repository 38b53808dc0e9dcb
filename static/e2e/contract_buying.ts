// Buying together by the API alone: each operation of it at least once, for the contract's test.
import { expect } from 'vitest';
import type { Client } from './client';
import { Calendar } from './hub_calendar';

export interface BuyingCast {
  /** Business managers of two schools of one trust; the first organises. */
  first: Client;
  second: Client;
  /** Of the trust above both, with the duty to sign. */
  trust: Client;
  /** Heads of the two schools. */
  heads: [Client, Client];
  /** Head of a school of another trust. */
  elsewhere: Client;
  /** Administers the network. */
  administrator: Client;
}

const record = (self: string) => self.replace('/api/v1', '');
const net = (pence: number) => ({ pence, basis: 'net', vat: 'standard' });
const noMoney = { early_termination: '', exit_plan: '', data_protection: '' };

class Buying {
  readonly calendar = new Calendar();
  network = 0;
  places: number[] = [];

  constructor(readonly cast: BuyingCast) {}

  placeOf = async (client: Client): Promise<number> =>
    (await client.get('/me')).memberships[0].organisation as number;

  async begin(): Promise<void> {
    const { first, second, elsewhere } = this.cast;
    await this.calendar.read(first);
    const { organisations } = await first.get('/me');
    this.network = organisations.find((one: { parent?: number }) => one.parent === undefined).id;
    this.places = await Promise.all([first, second, elsewhere].map((one) => this.placeOf(one)));
  }
  get school(): number {
    return this.places[0] ?? 0;
  }

  async supplier(name: string): Promise<{ id: number; self: string }> {
    const described = { company_number: '', sme: true, website: '', note: 'Local.' };
    return this.cast.first.post('/suppliers', {
      ...described,
      organisation: this.school,
      supplier_name: name,
    });
  }

  details(title: string, supplier: number) {
    return {
      title,
      description: 'Every day of term.',
      supplier,
      category: 'cleaning_services',
      reference: '',
      method: 'quotes',
      framework: '',
      starts: this.calendar.day(-300),
      ends: this.calendar.day(200),
      notice: { count: 2, unit: 'months' },
      renewal_months: 12,
      extension_months: 12,
      extensions_left: 2,
      owner: { organisation: this.school, role: 'business_manager' },
    };
  }
  async contract(title: string, supplier: number): Promise<string> {
    const made = await this.cast.first.post('/contracts', {
      organisation: this.school,
      details: this.details(title, supplier),
      money: { ...noMoney, annual: net(1_200_000) },
      shared_with: this.network,
      money_shared: false,
    });
    return record(made.self);
  }

  terms(title: string) {
    return {
      title,
      category: 'cleaning_services',
      specification: 'Daily cleaning of classrooms and halls.',
      unit: 'hours a week',
      units_a_year: 39,
      price: net(1_560),
      starts: this.calendar.day(120),
      months: 36,
      extension_months: 24,
      join_by: this.calendar.day(40),
      leave_by: this.calendar.day(30),
    };
  }
  async pool(title: string): Promise<string> {
    const made = await this.cast.first.post('/pools', {
      organisation: this.school,
      terms: this.terms(title),
      schools: this.places.slice(0, 2),
    });
    return record(made.self);
  }
  async sign(client: Client, pool: string, school: number, committed: number): Promise<void> {
    const { content_hash } = await client.get(pool);
    await client.put(`${pool}/schools/${school}`, { committed, maximum: committed + 10, content_hash });
  }
}

/** A contract from its entry to its end, and one that was a mistake; what happened under it. */
async function keepRegister(at: Buying, supplier: number): Promise<string> {
  const { first, second } = at.cast;
  const kept = await at.contract('Cleaning, to be described', supplier);
  const details = at.details('Cleaning of the whole school', supplier);
  await first.put(kept, { details });
  await first.put(`${kept}/terms`, {
    money: { ...noMoney, annual: net(1_300_000), exit_plan: 'Keys back.' },
  });
  await first.put(`${kept}/audience`, { shared_with: at.network, money_shared: false });
  const { items: resources } = await first.get('/resources?limit=1');
  await first.put(`${kept}/documents`, { documents: [resources[0].id] });
  await first.post(`${kept}/extension`);
  const written = await first.post(`${kept}/entries`, {
    type: 'price_check',
    date: at.calendar.day(-2),
    what: 'Invoice of the month',
    amount: net(100_000),
    as_agreed: true,
    note: '',
  });
  await first.get(`${kept}/entries`);
  await first.get(record(written.self));
  await first.remove(record(written.self));
  // What is shared without its money: a neighbour sees when it ends, and nothing of what it costs.
  expect((await second.get(kept)).details.title).toBe('Cleaning of the whole school');
  for (const hidden of [`${kept}/terms`, `${kept}/entries`])
    expect((await second.ask('GET', hidden)).status).toBe(404);
  expect((await first.get(`${kept}/terms`)).money.annual.pence).toBe(1_300_000);
  await first.get(`/contracts?organisation=${at.school}&category=cleaning_services`);

  const noticed = await at.contract('Cleaning that ends', supplier);
  await first.post(`${noticed}/notice`, { given: at.calendar.day(0), reason: '' });
  const early = await at.contract('Cleaning that ends early', supplier);
  await first.post(`${early}/end`, { ends: at.calendar.day(-1), reason: 'The building was closed.' });
  const twice = await at.contract('Cleaning, entered twice', supplier);
  await first.post(`${twice}/void`, { reason: 'It was in the register already.' });
  expect((await second.ask('GET', twice)).status).toBe(404);
  return kept;
}

/** The register as a file, out and in. */
async function exchangeRegister(at: Buying): Promise<void> {
  const { first } = at.cast;
  const csv = (await first.ask('GET', `/organisations/${at.school}/contracts.csv`)).body as string;
  expect(csv).toContain('Cleaning of the whole school');
  const rows =
    'Contract,Supplier,Category,Start date,End date\nWindows,Rainbow Panes,Washing,01/09/2026,31/08/2027\n';
  const job = await first.upload(`/organisations/${at.school}`, rows, 'contracts');
  const path = `/imports/${job.id}`;
  await expect.poll(async () => (await first.get(path)).state, { timeout: 20_000 }).toBe('ready');
  const { columns, counts } = await first.get(path);
  expect(counts.error).toBe(1);
  await first.put(`${path}/columns`, {
    columns,
    words: [{ word: 'Washing', category: 'cleaning_services' }],
  });
  await expect.poll(async () => (await first.get(path)).counts.added, { timeout: 20_000 }).toBe(1);
  await first.post(`${path}/cancel`);
}

async function knowSuppliers(at: Buying): Promise<number> {
  const { first, trust } = at.cast;
  const kept = await at.supplier('Sunrise Cleaning, described');
  const twice = await at.supplier('Sunrise Cleaning Limited, described');
  const named = { supplier_name: 'Sunrise Cleaning (described)', company_number: '', sme: false };
  await first.put(record(kept.self), { ...named, website: '', note: '' });
  await first.post(`${record(twice.self)}/merge`, { into: kept.id });
  await first.get('/suppliers?words=Sunrise');
  await first.get(record(kept.self));
  await at.contract('Cleaning by them', kept.id);
  const told = { delivered: 'on_time', price_held: 'yes', buy_again: 'with_changes' };
  const written = await first.post(`${record(kept.self)}/experience`, {
    ...told,
    organisation: at.school,
    category: 'cleaning_services',
    text: 'They know the building.',
  });
  const own = record(written.self);
  await first.put(own, { ...told, buy_again: 'yes', text: 'They know the building well.' });
  await trust.put(`${own}/reply`, { text: 'All our schools say so.' });
  await at.cast.elsewhere.get(`${record(kept.self)}/experience`);
  await at.cast.elsewhere.get(own);
  await first.remove(own);
  return kept.id;
}

/** A pool from a draft to its close, with one who leaves and one who is taken off; and one that is cancelled. */
async function poolNeeds(at: Buying): Promise<void> {
  const { first, second, trust, heads, elsewhere } = at.cast;
  const [mine = 0, theirs = 0, other = 0] = at.places;
  const pool = await at.pool('Cleaning together, described');
  await first.put(pool, { terms: at.terms('Cleaning bought together, described') });
  await first.post(`${pool}/open`);
  await first.post(`${pool}/schools`, { schools: [other] });
  await first.put(`${pool}/audience`, { shared_with: at.network });
  await at.sign(heads[0], pool, mine, 100);
  await at.sign(trust, pool, theirs, 50);
  await at.sign(elsewhere, pool, other, 70);
  const { items } = await first.get(`${pool}/participations`);
  await first.get(record(items[0].self));
  await elsewhere.post(`${pool}/schools/${other}/leave`, { reason: 'Our contract runs on.' });
  const { total } = await second.get(pool);
  expect(total).toMatchObject({ schools: 2, committed: 150, maximum: 170 });
  await first.post(`${pool}/schools`, { schools: [other] });
  await first.remove(`${pool}/schools/${other}`);
  await first.post(`${pool}/close`);
  await second.get('/pools');
  const { person } = await trust.get('/me');
  await first.put(`${pool}/owner`, { owner: person });
  const given_up = await at.pool('A pool that comes to nothing');
  await first.post(`${given_up}/cancel`, { reason: 'Nobody else needs it.' });
}

async function countSavings(at: Buying, contract: string): Promise<void> {
  const { first, trust } = at.cast;
  const bare = {
    from: at.calendar.day(-300),
    to: at.calendar.day(64),
    baseline_source: 'Invoices of last year',
  };
  const figures = {
    ...bare,
    method: 'previous_estimated',
    baseline: net(1_300_000),
    against: net(1_200_000),
  };
  const made = (title: string) => ({
    ...figures,
    organisation: at.school,
    title,
    category: 'cleaning_services',
  });
  const id = Number(contract.split('/').at(-1));
  const hoped = await first.post('/savings', { ...made('Fewer hours'), contract: id });
  await first.put(record(hoped.self), { ...figures, title: 'Fewer hours a week' });
  const { items: resources } = await trust.get('/resources?limit=1');
  const { from: _from, to: _to, ...had } = { ...figures, method: 'previous_award' };
  await trust.post(`${record(hoped.self)}/confirm`, { ...had, evidence: [resources[0].id] });
  const dropped = await first.post('/savings', made('Fewer windows'));
  await first.post(`${record(dropped.self)}/drop`, { reason: 'They were as many as before.' });
  const wrong = await first.post('/savings', made('Entered by mistake'));
  await first.post(`${record(wrong.self)}/void`, { reason: 'A trial.' });
  await first.get(`/savings?organisation=${at.school}`);
  await first.get(record(hoped.self));
  const overview = await first.get(`/organisations/${at.school}/buying-overview`);
  expect(overview.realised.pence).toBeGreaterThan(0);
}

async function lookAround(at: Buying): Promise<void> {
  const { first, administrator } = at.cast;
  await first.get('/radar');
  const { person } = await first.get('/me');
  await first.put(`/people/${person}/radar-plan`, { km: 40, days: 120 });
  expect((await first.get('/radar')).plan).toMatchObject({ km: 40, days: 120 });
  expect((await first.get('/thresholds')).rows.length).toBeGreaterThan(7);
  await administrator.post(`/organisations/${at.network}/thresholds`, {
    row: { type: 'works', from: '2029-01-01', pence: 510_000_000, source: 'A notice to come' },
  });
  await administrator.put(`/organisations/${at.network}/buying-bands`, {
    source: 'The network’s own scheme',
    bands: [
      { from_pence: 0, route: 'catalogue', quotes: 1, approved_by: 'The business manager' },
      { from_pence: 1_000_000, route: 'quotes', quotes: 3, approved_by: 'The head' },
    ],
  });
  expect((await first.get(`/organisations/${at.school}/buying-bands`)).of).toBe(at.network);
}

export async function buyTogether(cast: BuyingCast): Promise<void> {
  const at = new Buying(cast);
  await at.begin();
  const supplier = await knowSuppliers(at);
  const contract = await keepRegister(at, supplier);
  await exchangeRegister(at);
  await poolNeeds(at);
  await countSavings(at, contract);
  await lookAround(at);
}
