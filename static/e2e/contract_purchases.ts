// Purchases from a pool to the registers by the API alone: each operation of it at least once, for the contract's test.
import { expect } from 'vitest';
import { Client } from './client';
import type { Contract } from './contract';
import { barred, Buyers, chair, evaluators, owner, pricer, schools, type Bidder } from './purchase_stage';
import type { Server } from './server';
import type { Stage } from './stage';

const line = (pence: number, times = 27) => ({
  what: 'One site, for a year',
  amount: { pence, basis: 'net', vat: 'standard' },
  times,
});
const answered = ['Our own desk, all night.', 'In March and in September.'];
const head = schools[0].head;

/** A hub of its own in place of a stage: nobody sits at a browser. */
function stageOf(server: Server, contract: Contract): Stage {
  const clients = new Map<string, Client>();
  const as = async (name: string): Promise<Client> => {
    const made = clients.get(name) ?? new Client(server, contract, name);
    if (!clients.has(name)) await made.signIn();
    clients.set(name, made);
    return made;
  };
  return { server, contract, as } as unknown as Stage;
}

class Described {
  readonly buyers: Buyers;
  readonly outside: Client;

  constructor(server: Server, contract: Contract) {
    this.buyers = new Buyers(stageOf(server, contract));
    this.outside = new Client(server, contract);
  }
  get path(): string {
    return this.buyers.path;
  }
  by = (who: string): Promise<Client> => this.buyers.client(who);
  does = async (who: string, method: 'post' | 'put' | 'get', place: string, body?: unknown) => {
    const client = await this.by(who);
    return client[method](this.path + place, body ?? (method === 'get' ? undefined : {}));
  };
  async link(bidder: Bidder): Promise<string> {
    return this.buyers.link(bidder);
  }
  /** Writes a quote and sends it. */
  async quotes(at: string, pence: number): Promise<void> {
    const { draft } = await this.outside.put(at, { answers: answered, lines: [line(pence)], remarks: '' });
    await this.outside.post(`${at}/submit`, { content_hash: draft.content_hash });
  }

  // ---- to the market

  /** Named, cleared, signed and approved: nothing is missing any more. */
  async readies(): Promise<void> {
    const { buyers } = this;
    // One has an interest that rules them out, and is replaced.
    await buyers.names([evaluators[0], barred]);
    const client = await this.by(barred);
    const mine = { nil: false, words: 'My husband works for one of them.' };
    const { id } = await client.post(`${this.path}/declarations`, mine);
    const decides = await this.by(owner);
    await decides.post(`/purchase-declarations/${id}/refuse`, { reason: 'Too close to a bidder.' });
    await buyers.names(evaluators);
    for (const who of [owner, chair, ...evaluators, pricer]) await buyers.clears(who);
    const { pack_hash: content_hash, schools: joined = [] } = await this.does(owner, 'get', '');
    for (const { name, head: signs } of joined.length ? schools : [])
      await this.does(signs, 'put', `/schools/${buyers.organisation(name)}/tender`, { content_hash });
    await this.does(head, 'post', '/approval', { note: 'Within the budget.' });
    await this.does(owner, 'post', '/advance', { reason: '' });
  }

  /** One school’s, to which nothing comes: back, handed over, and cancelled. */
  async comesToNothing(): Promise<void> {
    const { buyers } = this;
    const angela = await this.by(owner);
    const { id } = await angela.post('/purchases', {
      organisation: buyers.organisation(schools[0].name),
      title: 'Bicycle stands',
      category: 'furniture',
      law: 'goods_services',
      agreement: 'one_off',
    });
    buyers.purchase = id;
    const value = { what: 'Stands', type: 'price', amount: line(90_000).amount, times: 4, per_unit: false };
    await this.does(owner, 'put', '/value', { lines: [value] });
    const it = await this.does(owner, 'get', '');
    await angela.put(this.path, { ...this.#details(it), starts: buyers.calendar.day(90) });
    await this.does(owner, 'get', '/splitting');
    await buyers.describes();
    await this.readies();
    await buyers.invites('silent');
    const { pack } = await this.does(owner, 'get', '');
    await buyers.comesAfter(pack.deadline);
    await this.does(owner, 'post', '/return', { reason: 'Nobody sent a quote.' });
    const { person } = await (await this.by(head)).get('/me');
    await this.does(owner, 'put', '/owner', { owner: person });
    await this.does(head, 'post', '/cancel', { reason: 'Parents have built some.' });
  }
  #details(it: Record<string, unknown>) {
    const { title, category, law, agreement, months, what, why, market_notes, splitting_answer } = it;
    return { title, category, law, agreement, months, what, why, market_notes, splitting_answer };
  }

  /** Three schools’, with a file of the library in its pack. */
  async reachesMarket(): Promise<void> {
    const { buyers } = this;
    const angela = await this.by(owner);
    buyers.purchase = (await angela.post(`/pools/${buyers.pool}/purchase`)).id;
    await buyers.describes();
    const { pack } = await this.does(owner, 'get', '');
    const { items } = await angela.get('/resources?limit=1');
    const deadline = buyers.calendar.working(14);
    await this.does(owner, 'put', '/pack', { pack: { ...pack, files: [items[0].id], deadline } });
    await this.readies();
    await angela.get(`/purchases?pool=${buyers.pool}`);
    const { items: declared } = await this.does(owner, 'get', '/declarations');
    await angela.get(`/purchase-declarations/${declared[0].id}`);
    const { items: gates } = await this.does(owner, 'get', '/gates');
    await angela.get(`/purchase-gates/${gates[0].id}`);
    expect((await this.does(owner, 'get', '/gates-check')).holds).toBe(true);
  }

  // ---- quotes

  async sendsFiles(at: string): Promise<void> {
    const { outside } = this;
    await outside.file(`${at}/files`, 'method.txt', 'How we watch.\n');
    await outside.get(`${at}/files/0`);
    await outside.remove(`${at}/files/0`);
    await outside.file(`${at}/files`, 'method.txt', 'How we watch, again.\n');
  }
  async gathersQuotes(): Promise<void> {
    const { buyers, outside } = this;
    const angela = await this.by(owner);
    for (const bidder of ['owlwatch', 'lantern'] as const) await buyers.invites(bidder);
    const taken = await buyers.invites('silent');
    await angela.post(`/supplier-links/${taken}/revoke`);
    const { supplier } = await angela.get(`/supplier-links/${taken}`);
    await this.does(owner, 'get', '/supplier-links');
    const { pack } = await this.does(owner, 'get', '');
    const deadline = buyers.calendar.workingAfter(pack.deadline, 2);
    await this.does(owner, 'put', '/deadline', { deadline, reason: 'One asked for two days more.' });

    const owlwatch = await this.link('owlwatch');
    const { pack_files: files } = await outside.get(owlwatch);
    expect(files.length).toBe(1);
    await outside.get(`${owlwatch}/pack/0`);
    await this.quotes(owlwatch, 440_000);
    await outside.post(`${owlwatch}/withdraw`);
    await this.sendsFiles(owlwatch);
    await this.quotes(owlwatch, 421_000);
    await outside.get(`${owlwatch}/sent/0`);

    // On paper, and sealed from whoever enters it.
    const scan = await angela.file(`${this.path}/quote-scans`, 'scan.txt', 'A quote on paper.\n');
    await angela.get(`/quote-scans/${scan.id}`);
    const received = buyers.calendar.now;
    const entered = { supplier, answers: answered, lines: [line(500_000)], received, scan: scan.id };
    await this.does(owner, 'post', '/quotes', entered);
    const lantern = await this.link('lantern');
    await buyers.comesAfter(deadline);
    await this.quotes(lantern, 405_000);
    await this.does(owner, 'post', '/open');
  }
  async judgesQuotes(): Promise<number[]> {
    const angela = await this.by(owner);
    const { items } = await this.does(owner, 'get', '/quotes');
    const late = items.find(({ state }: { state: string }) => state === 'late');
    const byHand = items.find(({ entered_by: by }: { entered_by?: number }) => by !== undefined);
    await angela.post(`/quotes/${late.id}/admit`, { reason: 'Our mail had been down.' });
    await angela.post(`/quotes/${byHand.id}/reject`, { reason: 'It leaves the nights out.' });
    const scored = items.map(({ id }: { id: number }) => id).filter((id: number) => id !== byHand.id);
    const leanne = await this.by(evaluators[0]);
    for (const id of scored) {
      const quote = await leanne.get(`/quotes/${id}`);
      if (quote.files?.length) await leanne.get(`/quotes/${id}/files/0`);
    }
    return scored;
  }

  // ---- evaluation

  async evaluates(quotes: number[]): Promise<void> {
    for (const who of evaluators) {
      const client = await this.by(who);
      for (const quote of quotes) {
        const scores = [0, 1].map((criterion) => ({ criterion, points: 2, reason: 'As they write.' }));
        const { id } = await client.put(`/quotes/${quote}/score`, { scores });
        await client.get(`/quote-scores/${id}`);
      }
      await this.does(who, 'post', '/scores');
      await this.does(who, 'get', '/scores');
    }
    const janet = await this.by(pricer);
    const { items } = await this.does(pricer, 'get', '/quote-prices');
    const prices = (items as { id: number; gross: number }[]).filter(({ id }) => quotes.includes(id));
    await janet.get(`/quotes/${prices[0]?.id}/price`);
    const lowest = Math.min(...prices.map(({ gross }) => gross));
    const scores = prices.map(({ id, gross }) => ({
      quote: id,
      basis_points: Math.round((4_000 * lowest) / gross),
    }));
    await this.does(pricer, 'post', '/price-scores', { scores });
    await this.does(evaluators[0], 'put', '/dissent', { text: 'The visits are worth more.' });
    const agreed = quotes.flatMap((quote) =>
      [0, 1].map((criterion) => ({ quote, criterion, points: 2, reason: '' })),
    );
    await this.does(chair, 'put', '/moderation', { agreed });
    await this.does(chair, 'post', '/moderation/close', { reason: '' });
    expect((await this.does(chair, 'get', '/moderation')).ranking.length).toBe(quotes.length);
  }

  // ---- award

  async awards(): Promise<void> {
    const { buyers } = this;
    await this.does(owner, 'post', '/award', { reasons: 'It is the cheapest, and good.' });
    await this.does(owner, 'post', '/award/abandon', { reason: 'A reason was missing.', cancel: false });
    await this.does(chair, 'post', '/moderation/close', { reason: '' });
    await this.does(owner, 'post', '/award', { reasons: 'It is the cheapest, and as good.' });
    const [first, second, third] = schools;
    const out = `/schools/${buyers.organisation(third.name)}/award/refuse`;
    await this.does(third.head, 'post', out, { reason: 'We stay with ours.' });
    for (const { name, head: signs } of [first, second]) {
      const { content_hash } = await this.does(signs, 'get', '/award');
      await this.does(signs, 'put', `/schools/${buyers.organisation(name)}/award`, { content_hash });
    }
    const { letters } = await this.does(owner, 'get', '/letters');
    await this.does(owner, 'put', '/letters', { letters });
    await this.does(owner, 'post', '/award/publish');
    await this.does(owner, 'post', '/award/challenges', { what: 'One asks how visits were scored.' });
    await this.does(owner, 'post', '/award/challenges/resolve', { answer: 'It was explained to them.' });
    const { standstill_ends: ends } = await this.does(owner, 'get', '/award');
    await buyers.comesAfter(ends);
    await this.does(owner, 'post', '/award/confirm');
    await this.does(owner, 'post', '/complete', {
      starts: buyers.calendar.day(60),
      ends: buyers.calendar.day(1_154),
      notice: { count: 3, unit: 'months' },
      extension_months: 0,
      extensions: 0,
      saving: {
        method: 'previous_estimated',
        baseline: { pence: 6_000_000, basis: 'net', vat: 'standard' },
        baseline_source: 'Invoices of last year',
      },
    });
    expect((await this.does(owner, 'get', '')).stage).toBe('complete');
    await this.does(owner, 'get', '/file.zip');
  }
}

export async function buyInStages(server: Server, contract: Contract): Promise<void> {
  const described = new Described(server, contract);
  await described.buyers.pools();
  await described.comesToNothing();
  await described.reachesMarket();
  await described.gathersQuotes();
  await described.evaluates(await described.judgesQuotes());
  await described.awards();
}
