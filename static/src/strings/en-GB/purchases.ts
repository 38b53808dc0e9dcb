// Purchases: their list, and what the page of one says at every stage.
import type {
  AgreementType,
  BuyingRoute,
  PurchaseInterestState,
  PurchaseRole,
  PurchaseStage,
  ValueType,
} from '$generated/protocol';
import { count } from '$lib/format';

const schools = (number: number) => count(number, 'school', 'schools');

export const stageWords: Record<PurchaseStage, string> = {
  need: 'Need',
  market_analysis: 'Market analysis',
  sourcing_options: 'Sourcing options',
  go_to_market: 'Go to market',
  evaluation: 'Evaluation',
  contract_award: 'Contract award',
  handover: 'Handover',
  complete: 'Complete',
  cancelled: 'Cancelled',
};

export const roleWords: Record<PurchaseRole, string> = {
  chair: 'Chair',
  evaluator: 'Evaluator',
  price_evaluator: 'Price evaluator',
};

export const interestWords: Record<PurchaseInterestState, string> = {
  asked: 'Not declared yet',
  declared: 'Waits for a decision',
  cleared: 'Cleared',
  refused: 'Refused',
};

export const valueTypes: Record<ValueType, string> = {
  price: 'Price',
  extension: 'Option to extend',
  delivery: 'Delivery',
  maintenance: 'Maintenance',
  running: 'Running costs',
  disposal: 'Disposal',
  other: 'Other',
};

export const agreements: Record<AgreementType, string> = {
  one_off: 'Bought once',
  ongoing: 'A contract over time',
};

export const routes: Record<BuyingRoute, string> = {
  catalogue: 'Catalogue or one quote',
  quotes: 'Written quotes',
  framework: 'Framework',
  tender: 'Advertise and tender',
  full_procedure: 'Full procedure under the Procurement Act',
};

/** What a stage asks for: when it is there, and when it is not. */
export const wants = {
  what: ['What is needed is written', 'Say what is needed'],
  why: ['Why it is needed is written', 'Say why it is needed'],
  value: ['Its whole-life value is worked out', 'Work out its whole-life value'],
  starts: ['The day on which it starts is set', 'Set the day on which it starts'],
  splitting: ['Buying it apart is explained', 'Explain why it is bought apart'],
  notes: ['The market is described', 'Describe the market'],
  related: ['Related parties are checked', 'Check for related parties'],
  route: ['The route is chosen', 'Choose the route'],
  specification: ['The specification is written', 'Write the specification'],
  criteria: ['Criteria and weights add up to 100%', 'Set criteria and weights that add up to 100%'],
  scale: ['The scale is written', 'Write the scale for points'],
  deadline: ['The deadline is a working day ahead', 'Set a deadline on a working day ahead'],
  people: ['Chair and evaluators are named', 'Name a chair, two evaluators and a price evaluator'],
  interests: ['All interests are declared and cleared', 'All interests declared and cleared'],
  tender: ['Every school has signed the tender pack', 'Every school signs the tender pack'],
  approval: ['A leader has approved it', 'A leader approves it'],
  deadline_over: ['The deadline has passed', 'The deadline passes'],
} as const;

export const purchases = {
  title: 'Purchases',
  sub: 'One school’s or many’s, in seven stages',
  open: 'New purchase',
  wanted: 'Yours to do',
  now: 'Going on',
  past: 'Over',
  none: 'No purchases yet',
  noneBody:
    'A purchase leads from the need to the contract, one stage after the other, and keeps the record of how it was decided.',
  line: (category: string, place: string) => `${category} · ${place}`,
  stageOf: (at: number, name: string) => `Stage ${at} of 7: ${name}`,
  worth: (amount: string) => `${amount} inc VAT over its whole life`,
  forSchools: (number: number) => `for ${schools(number)}`,
  deadline: (day: string) => `Quotes until ${day}`,
};

/** What is next, in a row of the list and over the page. */
export const purchaseNext = {
  you: 'You act next',
  next: 'Next',
  owner: (name: string) => `${name} acts next`,
  others: 'Others act next',
  nobody: 'Nobody has to act now',
  more: 'Also yours to do',
  titles: {
    declare: 'Declare your interests',
    refused: 'Replace whoever was refused',
    decide: 'Decide on declarations',
    approve: 'Approve it, or say what is missing',
    open: 'Open the quotes',
    advance: 'Everything for this stage is there',
    invite: 'Ask suppliers for quotes',
    score: 'Evaluation is going on',
    price: 'Score the prices',
    moderate: 'Agree on the scores',
    award: 'The contract is being awarded',
    standstill: 'The award stands still',
    handover: 'The contract is being handed over',
    over: 'This purchase is over',
  },
  mineTitles: {
    score: 'Score the quotes',
    award: 'Award the contract',
    handover: 'Hand over and complete it',
  },
  sign: (school: string) => `Sign the tender pack for ${school}`,
  waits: {
    interests: 'Interests have to be declared and cleared',
    tender: 'Schools have to sign the tender pack',
    approval: 'A leader has to approve it',
    deadline_over: 'Suppliers are writing their quotes',
  },
  texts: {
    declare:
      'You are named in this purchase, or own it. Say whether you have anything to do with a likely supplier. “Nothing” is an answer, too.',
    refused: 'Their interests were refused. Name somebody else in their place, who declares as well.',
    decide: 'Somebody has declared. Clear it, or refuse it: nobody decides on their own.',
    approve: 'Read the pack and the value first. What you approve is exactly what goes to suppliers.',
    sign: 'Read the pack first. You sign exactly what goes to suppliers; any change makes signatures fall.',
    open: 'The deadline has passed and all interests are cleared. All quotes are opened at once.',
    openOthers: 'The deadline has passed. The owner or the chair opens all quotes at once.',
    invite: 'Each is sent the pack, with a private link. They need no account.',
    interests: 'Nobody sees what is sealed before their interests are cleared.',
    tender: (done: number, of: number) => `${done} of ${schools(of)} signed.`,
    approval: 'A leader of the organisation who does not own the purchase approves the pack and its value.',
    deadline_over: (until: string) =>
      `Quotes are sealed until ${until}. Until then nobody sees whether any has come, administrators included.`,
    advance: (next: string) => `It can go on to: ${next}.`,
    missing: (left: number) =>
      left > 1
        ? `${left} things are missing for the next stage.`
        : 'One thing is missing for the next stage.',
    standstill: (until: string) =>
      `Suppliers have their letters and may object until the end of ${until}. The award can be confirmed after that.`,
    cancelled: (reason: string) => `It was cancelled: “${reason}”`,
    complete: 'The contract stands in the register.',
    general: '',
  },
  go: {
    declare: 'Declare',
    refused: 'Change who is named',
    decide: 'Decide',
    approve: 'Approve',
    sign: 'Sign',
    open: 'Open the quotes',
    invite: 'Ask a supplier',
    advance: (next: string) => `Go on to ${next.toLocaleLowerCase('en-GB')}`,
    market: 'Send it to the market',
    missing: 'Go there',
  },
};

export const purchase = {
  back: 'purchases',
  fallback: 'Purchase',
  sub: (category: string, place: string) => `${category} · ${place}`,
  options: 'Options of this purchase',
  stages: 'Stages of this purchase',
  stageOf: (at: number, all: number, name: string) => `Stage ${at} of ${all}: ${name}`,
  done: (day: string) => `Done ${day}`,
  until: (day: string) => `Until ${day}`,
  soFar: 'Decided so far',
  ahead: 'To be prepared',
  aheadText: 'You can write these before their stage comes.',
  gate: (next: string) => `Before ${next.toLocaleLowerCase('en-GB')}`,
  ok: 'Done',
  open: 'To do',
  counted: (done: number, of: number) => `${done} of ${of} done`,
  gateNote: 'A stage is left only when all of this is true. What it rested on is kept.',
  side: 'What has to be true, dates and record',
  dates: 'Dates',
  starts: 'Starts',
  marketOn: 'To the market, as planned',
  deadline: 'Quotes until',
  opened: 'Quotes opened',
  created: 'Begun',
  ended: 'Ended',
  people: 'Who has to do with it',
  owner: 'Owner',
  schools: 'Schools',
  schoolLine: (committed: number, most: number) =>
    `${committed.toLocaleString('en-GB')} committed, at most ${most.toLocaleString('en-GB')}`,
  single: 'It is bought for the organisation itself.',
  pool: 'From the pool',
  record: 'Record of its stages',
  recordText: 'Each step holds the fingerprint of the one before, so a later change would show.',
  holds: (number: number) => `Checked: the chain of ${count(number, 'step', 'steps')} holds`,
  broken: 'Checked: the chain is broken. Tell your administrator.',
  noGates: 'It is still at its first stage.',
  step: (from: string, to: string) => `${from} → ${to}`,
  stepBy: (name: string, when: string) => `${name}, ${when}`,
  facts: 'What it rested on',
  fingerprint: (hash: string) => `Fingerprint ${hash}`,
  readers: 'Who can see this',
  readersText:
    'Its owner, those named in it, who signs for its schools, and the business managers, leaders and governors of its organisation.',
  cancelled: (reason: string) => `It was cancelled: “${reason}”`,
  noAdvice: 'This is not legal advice.',
  menu: {
    edit: 'Change what is needed',
    handOver: 'Hand it over',
    cancel: 'Cancel the purchase',
    back: 'Back to sourcing options',
    link: 'Copy link',
  },
};
