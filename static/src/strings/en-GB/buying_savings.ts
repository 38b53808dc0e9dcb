// Savings, realised and potential apart, and the overview of buying. The two are never added.
import type { SavingMethod, SavingState } from '$generated/protocol';
import { count } from '$lib/format';

const savingsCount = (number: number) => count(number, 'saving', 'savings');

export const savingStates: Record<SavingState, string> = {
  potential: 'Potential',
  realised: 'Realised',
  unrealised: 'Not had',
  voided: 'Entered by mistake',
};

/** What was, less what is. */
export const methodWords: Record<SavingMethod, string> = {
  previous_cheapest: 'Previous price less the cheapest found',
  recommended_cheapest: 'Recommended price less the cheapest found',
  previous_estimated: 'Previous price less the estimate',
  recommended_estimated: 'Recommended price less the estimate',
  previous_award: 'Previous price less the award',
  alternative_award: 'Alternative price less the award',
  recommended_award: 'Recommended price less the award',
};
export const baselineWords: Record<SavingMethod, string> = {
  previous_cheapest: 'Previous price',
  recommended_cheapest: 'Recommended price',
  previous_estimated: 'Previous price',
  recommended_estimated: 'Recommended price',
  previous_award: 'Previous price',
  alternative_award: 'Alternative price',
  recommended_award: 'Recommended price',
};
export const againstWords: Record<SavingMethod, string> = {
  previous_cheapest: 'Cheapest price found',
  recommended_cheapest: 'Cheapest price found',
  previous_estimated: 'Estimate',
  recommended_estimated: 'Estimate',
  previous_award: 'Award price',
  alternative_award: 'Award price',
  recommended_award: 'Award price',
};

export const savings = {
  title: 'Savings',
  sub: 'What was hoped for, and what was had',
  none: 'No savings yet',
  noneBody:
    'Write down what a new price is measured against. It counts as potential until somebody else confirms it.',
  notYours: 'Savings are for business managers, leaders and governors.',
  add: 'Add a saving',
  place: 'Where',
  year: 'Year',
  allYears: 'All years',
  yearOf: (from: number) => `September ${from} to August ${from + 1}`,
  realised: 'Realised',
  potential: 'Potential',
  aYear: 'a year',
  realisedBody: (number: number, whole: string) =>
    number
      ? `From ${savingsCount(number)} that somebody else has confirmed. ${whole} over their whole periods, inc VAT.`
      : 'None yet. A saving is realised when somebody else than its author has confirmed it with evidence.',
  potentialBody: (number: number, whole: string) =>
    number
      ? `From ${savingsCount(number)} still to be had. ${whole} over their whole periods, inc VAT. Not banked, and never added to realised.`
      : 'None found. Potential savings are estimates, and are never added to realised ones.',
  by: (what: string) => `${what}, a year, inc VAT`,
  byWhat: 'Group savings by',
  byCategory: 'By category',
  bySchool: 'By school or trust',
  category: 'Category',
  school: 'School or trust',
  shape: 'Show savings as',
  chart: 'Chart',
  table: 'Table',
  chartLabel:
    'Savings a year, realised and potential in separate panels on one scale. The table view holds the same figures.',
  noneYet: 'None yet',
  noneFound: 'None found',
  list: 'All savings',
  shown: 'Show',
  everything: 'All',
  line: (category: string, organisation: string) => `${category} · ${organisation}`,
  lineYear: (amount: string) => `${amount} a year`,
  costsMore: 'It costs more',
  how: 'How these are worked out',
  howBody:
    'Every saving names its baseline and method, is spread over a year and is kept to the penny. All figures are inc VAT.',
  empty: 'None of these.',
};

export const saving = {
  fallback: 'Saving',
  back: 'Savings',
  options: 'What you can do with this saving',
  edit: 'Change',
  drop: 'It was not had',
  void: 'Entered by mistake',
  link: 'Copy link',
  expected: 'What was hoped for',
  had: 'What was had',
  /** The whole of it in words, to the penny. */
  formula: (before: string, now: string, is: string, year: string) =>
    `${before} before − ${now} now = ${is}, ${year} a year`,
  formulaMore: (before: string, now: string, is: string, year: string) =>
    `${before} before − ${now} now = ${is}: it costs more, ${year} a year`,
  method: 'Method',
  source: 'Measured against',
  evidence: 'Evidence',
  noEvidence: 'None yet',
  by: 'Worked out by',
  period: 'Period',
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  allInc: 'All figures are inc VAT.',
  category: 'Category',
  organisation: 'For',
  contract: 'Contract',
  pool: 'Pool',
  toContract: 'To the contract',
  toPool: 'To the pool',
  state: 'State',
  facts: 'Facts',
  next: {
    potential: 'Has it been had?',
    potentialText: 'Somebody else than its author confirms it with the price that was paid, and evidence.',
    own: 'Waiting for somebody else to confirm it',
    ownText: 'Another business manager or leader confirms it: nobody confirms a saving of their own.',
    realised: 'This saving was had',
    realisedText: (name: string, day: string) => `Confirmed by ${name}, ${day}.`,
    unrealised: 'This saving was not had',
    voided: 'This was entered by mistake',
    counted: 'It counts nowhere.',
  },
  confirm: 'Confirm it',
  who: { you: 'You can act next', other: 'Somebody else acts next', nobody: 'Nobody has to act now' },
  readers: 'Who sees this',
  readersBody: 'Business managers, leaders and governors of the organisation.',
};

export const savingForm = {
  title: 'Add a saving',
  editTitle: 'Change this saving',
  confirmTitle: 'Confirm this saving',
  confirmBody: 'Write what was really paid, and point to the evidence. It then counts as realised.',
  organisation: 'For whom',
  name: 'What is it called?',
  category: 'Category',
  from: 'Period from',
  to: 'Period to',
  method: 'How is it worked out?',
  before: 'Over the whole period',
  sourceHelp: 'An invoice, a contract or a price list: where the figure comes from.',
  source: 'Where does the first figure come from?',
  evidence: 'Evidence from the library',
  evidenceHelp: 'An invoice, the signed contract, the price list. Choose documents of the library.',
  evidenceNone: 'Confirming needs evidence: choose at least one document',
  preview: (formula: string) => `That is: ${formula}`,
  save: 'Save',
  add: 'Add the saving',
  confirm: 'Confirm the saving',
  saved: 'Saved',
  added: 'Added',
  confirmed: 'The saving is confirmed',
  errors: {
    title: 'Give it a name',
    category: 'Choose a category',
    date: 'Choose a date',
    order: 'The period ends before it begins',
    source: 'Say where the figure comes from',
    amount: 'Write an amount in pounds, such as 12,000.00',
  },
};

export const savingQuestions = {
  dropTitle: 'It was not had?',
  dropBody: 'It stays on the list as not had, and counts nowhere.',
  dropGo: 'Say so',
  dropDone: 'Kept as not had',
  voidTitle: 'Was it entered by mistake?',
  voidBody: 'It is kept, and counts nowhere.',
  voidGo: 'Yes, by mistake',
  voidDone: 'Kept as a mistake',
  reason: 'Why?',
};

export const overview = {
  title: 'Buying overview',
  sub: 'Savings, contracts that end, and who takes part',
  notYours: 'The overview is for business managers, leaders and governors.',
  where: 'Where',
  ending: 'Contracts ending in the next twelve months',
  endingLabel: 'Contracts by the month in which they end. The table view holds the same figures.',
  coverage: 'Taking part',
  register: (number: number, all: number) =>
    `${number} of ${count(all, 'school keeps', 'schools keep')} a register`,
  pools: (number: number, all: number) =>
    `${number} of ${count(all, 'school has', 'schools have')} joined a pool`,
  schools: 'Schools',
  school: 'School',
  contracts: 'Contracts in force',
  joined: 'Pools joined',
  asked: 'Asked, not joined',
  never: 'Never took part',
  neverBody: 'Named so that somebody helps, in no order of merit.',
  neverNone: 'Every school has joined a pool.',
  askedTimes: (number: number) => `Asked ${number === 1 ? 'once' : `${number} times`}.`,
  neverAsked: 'Never asked.',
  noContracts: 'No contracts in the register yet.',
  someContracts: (number: number) => `${count(number, 'contract', 'contracts')} in the register.`,
  askHelp: 'Ask what would help',
  offerImport: 'Offer help to import',
  startPool: 'Ask it into a pool',
  toSavings: 'See the savings',
  noSchools: 'No schools stand here.',
  bands: (name: string) => `Buying bands of ${name}`,
};
