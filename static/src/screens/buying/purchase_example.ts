// A purchase for tests: nothing of it is written yet.
import type { Purchase, TenderPack } from '$generated/protocol';

export const emptyPack: TenderPack = { specification: '', price_weight: 4_000, contact: '' };

export const examplePurchase = (over: Partial<Purchase> = {}): Purchase => ({
  kind: 'purchase',
  id: 1,
  self: '/purchases/1',
  version: 1,
  organisation: 10,
  owner: 5,
  title: 'Cleaning from April 2026',
  category: 'cleaning_services',
  law: 'goods_services',
  agreement: 'ongoing',
  stage: 'need',
  what: '',
  why: '',
  months: 36,
  value: { net: 0, gross: 0 },
  market_notes: '',
  splitting: false,
  splitting_answer: '',
  asked: {
    route: 'quotes',
    quotes: 3,
    band: { from_pence: 1_000_000, route: 'quotes', quotes: 3, approved_by: '' },
    over: false,
  },
  pack: emptyPack,
  pack_hash: 'aa',
  deadline_told: false,
  gates: 0,
  last_gate: '',
  created: 0,
  reason: '',
  ...over,
});

/** All that is signed and approved is there; nobody has signed. */
export const readyPurchase = (over: Partial<Purchase> = {}): Purchase =>
  examplePurchase({
    stage: 'sourcing_options',
    route: { route: 'quotes', reason: 'As the rules ask.', deviates: false },
    what: 'Cleaning.',
    why: 'The contracts end.',
    starts: '2026-04-13',
    value: {
      lines: [
        {
          what: 'Hours',
          type: 'price',
          amount: { pence: 1_860, basis: 'net', vat: 'standard' },
          times: 78,
          per_unit: true,
        },
      ],
      net: 2_176_200,
      gross: 2_611_440,
    },
    market_notes: 'Three offer it.',
    related: { related: false, approval: '' },
    pack: {
      ...emptyPack,
      specification: 'Classrooms and halls.',
      criteria: [{ title: 'Quality', question: 'How?', weight: 6_000 }],
      scale: ['Nothing', 'All of it'],
      deadline: '2026-03-04',
    },
    people: [
      { person: 5, role: 'chair' },
      { person: 6, role: 'evaluator' },
      { person: 7, role: 'evaluator' },
      { person: 8, role: 'price_evaluator' },
    ],
    interests: [5, 6, 7, 8].map((person) => ({ person, state: 'cleared' as const })),
    schools: [
      { school: 11, committed: 5, maximum: 8, tender_signed: false, award_signed: false },
      { school: 12, committed: 5, maximum: 7, tender_signed: false, award_signed: false },
    ],
    ...over,
  });
