// The later stages of a purchase, drawn from records as the hub would give them to each person.
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AnyRecord, Me, Purchase, Quote, QuotePrice, QuoteScore } from '$generated/protocol';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import type { PurchasePart } from './purchase_view';
import StageAward from './StageAward.svelte';
import StageEvaluation from './StageEvaluation.svelte';
import StageHandover from './StageHandover.svelte';

const [owner, chair, ruth, dan, price] = [1, 2, 3, 4, 5];
const base = { self: '', version: 1 };
const purchase: Purchase = {
  ...base,
  kind: 'purchase',
  id: 10,
  organisation: 100,
  owner,
  title: 'Cleaning',
  category: 'cleaning_services',
  law: 'goods_services',
  agreement: 'ongoing',
  stage: 'evaluation',
  what: 'Cleaning',
  why: 'It ends',
  starts: '2026-09-01',
  months: 36,
  schools: [
    { school: 101, committed: 2, maximum: 3, tender_signed: true, award_signed: true },
    { school: 102, committed: 1, maximum: 1, tender_signed: true, award_signed: false },
  ],
  value: { net: 0, gross: 0 },
  market_notes: '',
  splitting: false,
  splitting_answer: '',
  asked: { route: 'quotes', quotes: 3, band: { from_pence: 0, quotes: 3 } as never, over: true },
  route: { route: 'quotes', reason: 'fits', deviates: false },
  pack: {
    specification: 'Daily',
    criteria: [
      { title: 'Quality', question: 'How?', weight: 3_500 },
      { title: 'Staff', question: 'Who?', weight: 2_500 },
    ],
    price_weight: 4_000,
    scale: ['none', 'some', 'all'],
    contact: 'Owen',
  },
  pack_hash: 'aa',
  people: [
    { person: chair, role: 'chair' },
    { person: ruth, role: 'evaluator' },
    { person: dan, role: 'evaluator' },
    { person: price, role: 'price_evaluator' },
  ],
  deadline_told: true,
  opened: 1_000,
  gates: 4,
  last_gate: 'ff',
  created: 0,
  reason: '',
};
const part = (over: Partial<PurchasePart>): PurchasePart => ({
  owner: false,
  chair: false,
  evaluator: false,
  price: false,
  interest: 'cleared',
  approves: false,
  leads: false,
  schools: [],
  ...over,
});
const quote = (id: number, over: Partial<Quote> = {}): Quote => ({
  ...base,
  kind: 'quote',
  id,
  purchase: 10,
  organisation: 100,
  supplier: 200 + id,
  state: 'opened',
  answers: [`quality of ${id}`, `staff of ${id}`],
  remarks: '',
  content_hash: `hash${id}`,
  received: 900,
  reason: '',
  ...over,
});
const priced = (id: number, gross: number): QuotePrice => ({
  ...base,
  kind: 'quote_price',
  id,
  purchase: 10,
  lines: [{ what: 'All', amount: { pence: gross, basis: 'gross', vat: 'standard' }, times: 1 }],
  net: gross,
  gross,
});
const scored = (id: number, of: number, author: number, points: number[]): QuoteScore => ({
  ...base,
  kind: 'quote_score',
  id,
  purchase: 10,
  quote: of,
  author,
  state: 'submitted',
  scores: points.map((one, criterion) => ({ criterion, points: one, reason: `why ${one}` })),
});
const supplier = (id: number, name: string) =>
  ({
    ...base,
    kind: 'supplier',
    id,
    name,
    company_number: '',
    sme: false,
    website: '',
    note: '',
  }) as AnyRecord;
const gate = {
  ...base,
  kind: 'purchase_gate',
  id: 30,
  purchase: 10,
  number: 4,
  from: 'go_to_market',
  to: 'evaluation',
  by: owner,
  at: 1_000,
  reason: '',
  facts: '{"quotes":[{"id":21,"state":"opened"},{"id":22,"state":"opened"},{"id":23,"state":"late"}]}',
  previous: '',
  content_hash: '',
} as AnyRecord;

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('It is not there.');
  return one;
}

/** What was sent: method, path, body. */
let sent: [string, string, unknown][] = [];
/** Refuses a path once. */
let refusal: { path: string; problem: object } | undefined;

beforeEach(() => {
  sent = [];
  refusal = undefined;
  records.clear();
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = url.replace('/api/v1', '');
    if (method !== 'GET') sent.push([method, path, JSON.parse(String(body ?? '{}'))]);
    if (refusal && path === refusal.path && method !== 'GET') {
      const { problem } = refusal;
      refusal = undefined;
      return new Response(JSON.stringify(problem), {
        status: 422,
        headers: { 'Content-Type': 'application/problem+json' },
      });
    }
    if (method !== 'GET') return new Response(null, { status: 204 });
    const isList = /\/(quotes|quote-prices|scores)\?/.test(path);
    return isList
      ? new Response(JSON.stringify({ items: [], seq: 0 }), {
          headers: { 'Content-Type': 'application/json' },
        })
      : new Response('{"code":"not_found"}', {
          status: 404,
          headers: { 'Content-Type': 'application/problem+json' },
        });
  });
});
afterEach(() => {
  cleanup();
  session.me = undefined;
});

function signIn(person: number, held: readonly AnyRecord[]) {
  session.me = { person, memberships: [] } as unknown as Me;
  records.accept({
    items: [...held, gate],
    seq: 1,
    names: [
      { id: owner, name: 'Olive Owner' },
      { id: chair, name: 'Grace Chair' },
      { id: ruth, name: 'Ruth Fell' },
      { id: dan, name: 'Dan Whitlock' },
      { id: price, name: 'Owen Price' },
    ],
  } as never);
}
const suppliers = [supplier(221, 'Larkfell'), supplier(222, 'Penmarsh')];

it('lets an evaluator score answers without prices, and send them once all have points and a reason', async () => {
  signIn(ruth, [quote(21), quote(22), ...suppliers]);
  render(StageEvaluation, { purchase, part: part({ evaluator: true }) });
  await screen.findByRole('heading', { name: 'Your scores' });
  expect(screen.getByText('quality of 21')).toBeTruthy();
  expect(document.body.textContent).not.toContain('£');
  await fireEvent.click(screen.getByRole('button', { name: 'Send all my scores' }));
  expect((await screen.findByRole('alert')).textContent).toContain('4 scores are still without');
  const points = screen.getAllByRole('radio', { name: /2\s*all/ });
  await fireEvent.click(the(points[0]));
  await fireEvent.input(the(screen.getAllByLabelText('Reason for this score')[0]), {
    target: { value: 'proven' },
  });
  await fireEvent.click(screen.getByRole('button', { name: 'Next supplier' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual([
    'PUT',
    '/quotes/21/score',
    { scores: [{ criterion: 0, points: 2, reason: 'proven' }] },
  ]);
  expect(await screen.findByText('quality of 22')).toBeTruthy();
});

it('shows a price evaluator numbers without suppliers, and leaves late ones out', async () => {
  signIn(price, [priced(21, 300_00), priced(22, 100_00), priced(23, 50_00)]);
  render(StageEvaluation, { purchase, part: part({ price: true }) });
  expect(await screen.findByRole('heading', { name: 'Quote 1' })).toBeTruthy();
  expect(document.body.textContent).not.toContain('Larkfell');
  expect(screen.getByText(/The lowest price is £100.00/)).toBeTruthy();
  expect(screen.queryByLabelText('Points of Quote 3')).toBeNull();
  await fireEvent.input(screen.getByLabelText('Points of Quote 1'), { target: { value: '13.34' } });
  await fireEvent.input(screen.getByLabelText('Points of Quote 2'), { target: { value: '40' } });
  refusal = {
    path: '/purchases/10/price-scores',
    problem: { code: 'unprocessable', path: 'body.scores[0].basis_points', detail: 'Work it out again' },
  };
  await fireEvent.click(screen.getByRole('button', { name: 'Send the price points' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Quote 1: work it out again');
  expect(sent[0]?.[2]).toEqual({
    scores: [
      { quote: 21, basis_points: 1_334 },
      { quote: 22, basis_points: 4_000 },
    ],
  });
});

const open = {
  ...base,
  kind: 'moderation',
  id: 10,
  state: 'open',
  priced_by: price,
  prices: [
    { quote: 21, basis_points: 1_333 },
    { quote: 22, basis_points: 4_000 },
  ],
  scored_by: [ruth, dan],
  dissents: [{ person: dan, text: 'I would keep 1.', at: 5 }],
  tie_reason: '',
} as AnyRecord;
const panel = [
  quote(21),
  quote(22),
  ...suppliers,
  priced(21, 300_00),
  priced(22, 100_00),
  scored(41, 21, ruth, [2, 1]),
  scored(42, 21, dan, [2, 2]),
  scored(43, 22, ruth, [1, 1]),
  scored(44, 22, dan, [1, 1]),
  open,
];

it('lets the chair agree, with a reason where a single score differs', async () => {
  signIn(chair, panel);
  render(StageEvaluation, { purchase, part: part({ chair: true }) });
  await screen.findByRole('heading', { name: 'Moderation' });
  expect(screen.getByText('Dan Whitlock: “I would keep 1.”')).toBeTruthy();
  expect(screen.getByText('3 of 4 agreed')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Close moderation' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Agree every score first');
  await fireEvent.change(screen.getByLabelText('Agreed score for Staff'), { target: { value: '2' } });
  await fireEvent.input(await screen.findByLabelText('Why this score for Staff'), {
    target: { value: 'References confirm it.' },
  });
  expect(await screen.findByText('4 of 4 agreed')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Save agreed scores' }));
  const agreed = () => sent.filter(([, path]) => path.endsWith('/moderation'));
  await vi.waitFor(() => expect(agreed()).toHaveLength(1));
  expect(agreed()[0]).toEqual([
    'PUT',
    '/purchases/10/moderation',
    {
      agreed: [
        { quote: 21, criterion: 0, points: 2, reason: '' },
        { quote: 21, criterion: 1, points: 2, reason: 'References confirm it.' },
        { quote: 22, criterion: 0, points: 1, reason: '' },
        { quote: 22, criterion: 1, points: 1, reason: '' },
      ],
    },
  ]);
});

it('shows evaluators every single score once all are in, and no field to agree', async () => {
  signIn(ruth, panel);
  render(StageEvaluation, { purchase, part: part({ evaluator: true }) });
  expect(await screen.findByText(/Grace Chair enters the agreed scores/)).toBeTruthy();
  expect(screen.queryByLabelText('Agreed score for Staff')).toBeNull();
  expect(screen.getByText('1 apart')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Record a dissent' })).toBeTruthy();
});

it('shows nothing of quotes to who is neither named nor cleared', async () => {
  signIn(9, []);
  render(StageEvaluation, { purchase, part: part({ interest: undefined, leads: true }) });
  expect(await screen.findByText(/Quotes are read and scored by those who were named/)).toBeTruthy();
});

const award = {
  ...base,
  kind: 'award',
  id: 10,
  state: 'proposed',
  winner: 22,
  supplier: 222,
  reasons: 'Best of all',
  gross: 100_00,
  shares: [
    { school: 101, quantity: 2, pence: 66_67 },
    { school: 102, quantity: 1, pence: 33_33 },
  ],
  content_hash: 'c0ffee00c0ffee',
  standstill_told: false,
  reason: '',
};
const letters = {
  ...base,
  kind: 'award_letters',
  id: 10,
  letters: [
    { quote: 21, text: 'Thank you, Larkfell.' },
    { quote: 22, text: 'You win, Penmarsh.' },
  ],
} as AnyRecord;
const awarding: Purchase = { ...purchase, stage: 'contract_award' };

it('lets the owner propose the best ranked quote', async () => {
  const closed = {
    ...open,
    state: 'closed',
    ranking: [{ quote: 22, quality: 3_000, price: 4_000, total: 7_000 }],
  };
  signIn(owner, [...panel.slice(0, -1), closed as AnyRecord]);
  render(StageAward, { purchase: awarding, part: part({ owner: true }) });
  await fireEvent.click(await screen.findByRole('button', { name: 'Propose the award' }));
  await fireEvent.input(await screen.findByLabelText('Why this quote, in a few sentences'), {
    target: { value: 'Best of all' },
  });
  await fireEvent.click(screen.getByRole('button', { name: 'Propose it' }));
  await vi.waitFor(() => expect(sent).toEqual([['POST', '/purchases/10/award', { reasons: 'Best of all' }]]));
});

it('lets a school sign or refuse, and the owner publish only when all have signed', async () => {
  signIn(owner, [...panel, award as AnyRecord, letters]);
  const { unmount } = render(StageAward, { purchase: awarding, part: part({ owner: true, schools: [102] }) });
  expect(await screen.findByText(/Waiting for the signature of/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Publish the award' })).toBeNull();
  expect(screen.getByText('£66.67')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: /^Sign/ }));
  await fireEvent.click(the((await screen.findAllByRole('button', { name: 'Sign' })).at(-1)));
  await vi.waitFor(() =>
    expect(sent).toEqual([['PUT', '/purchases/10/schools/102/award', { content_hash: 'c0ffee00c0ffee' }]]),
  );
  unmount();
  const all = (awarding.schools ?? []).map((one) => ({ ...one, award_signed: true }));
  render(StageAward, { purchase: { ...awarding, schools: all }, part: part({ owner: true }) });
  expect(await screen.findByRole('button', { name: 'Publish the award' })).toBeTruthy();
  expect(screen.getByText(/Publishing begins a standstill/)).toBeTruthy();
  // Letters that are not saved hold it back.
  await fireEvent.input(screen.getByLabelText('Letter to Larkfell'), { target: { value: 'Thank you all.' } });
  expect(screen.queryByRole('button', { name: 'Publish the award' })).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Save the letters' }));
  await vi.waitFor(() =>
    expect(sent[1]).toEqual([
      'PUT',
      '/purchases/10/letters',
      {
        letters: [
          { quote: 21, text: 'Thank you all.' },
          { quote: 22, text: 'You win, Penmarsh.' },
        ],
      },
    ]),
  );
});

it('says the last day of the standstill and why, and offers to confirm only after it', async () => {
  const published = { ...award, state: 'published', published: Date.parse('2026-03-25T10:12:00Z') };
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-04-07T20:00:00Z') });
  signIn(owner, [{ ...published, standstill_ends: '2026-04-07' } as AnyRecord, letters, ...suppliers]);
  render(StageAward, { purchase: awarding, part: part({ owner: true }) });
  expect(
    await screen.findByRole('heading', { name: 'Standstill until the end of Tuesday 7 April 2026' }),
  ).toBeTruthy();
  expect(screen.getByText(/over the threshold/)).toBeTruthy();
  expect(screen.getByText(/confirmed from Wednesday 8 April 2026/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Confirm the award' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Record a challenge' })).toBeTruthy();
  cleanup();
  vi.setSystemTime(Date.parse('2026-04-08T06:00:00Z'));
  render(StageAward, { purchase: awarding, part: part({ owner: true }) });
  expect(await screen.findByRole('button', { name: 'Confirm the award' })).toBeTruthy();
  vi.useRealTimers();
});

it('completes with the contract’s details and what is saved', async () => {
  signIn(owner, [{ ...award, state: 'confirmed' } as AnyRecord, ...suppliers]);
  render(StageHandover, { purchase: { ...purchase, stage: 'handover' }, part: part({ owner: true }) });
  expect((screen.getByLabelText('Last day of service') as HTMLInputElement).value).toBe('2029-08-31');
  await fireEvent.click(screen.getByLabelText('Write down what is saved'));
  await fireEvent.click(screen.getByRole('button', { name: 'Complete the purchase' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Write the baseline');
  await fireEvent.input(screen.getByLabelText('Previous price, of the whole'), { target: { value: '150' } });
  await fireEvent.input(screen.getByLabelText('Where that figure is from'), {
    target: { value: 'invoices' },
  });
  await fireEvent.click(screen.getByRole('button', { name: 'Complete the purchase' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual([
    'POST',
    '/purchases/10/complete',
    {
      starts: '2026-09-01',
      ends: '2029-08-31',
      notice: { count: 3, unit: 'months' },
      extensions: 0,
      extension_months: 0,
      saving: {
        method: 'previous_estimated',
        baseline: { pence: 150_00, basis: 'net', vat: 'standard' },
        baseline_source: 'invoices',
      },
    },
  ]);
});

it('leads from a complete purchase to its contracts', async () => {
  const done = {
    ...gate,
    id: 31,
    number: 7,
    from: 'handover',
    to: 'complete',
    facts: '{"contracts":[51],"savings":[]}',
  };
  signIn(owner, [
    done as AnyRecord,
    { ...base, kind: 'contract', id: 51, organisation: 101 } as unknown as AnyRecord,
  ]);
  render(StageHandover, { purchase: { ...purchase, stage: 'complete' }, part: part({ owner: true }) });
  const link = await screen.findByRole('link', { name: /Contract of/ });
  expect(link.getAttribute('href')).toBe('/buying/contracts/51');
});
