// Awarding the contract, and handing it over.
import { count } from '$lib/format';

const days = (number: number) => count(number, 'working day', 'working days');
const schools = (number: number) => count(number, 'school', 'schools');

export const award = {
  title: 'Award',
  states: { proposed: 'Proposed', published: 'Published', confirmed: 'Confirmed', abandoned: 'Given up' },
  notYet: 'No award is proposed yet. The ranking is fixed; the owner proposes the best ranked quote.',
  propose: 'Propose the award',
  winner: (name: string) => `To ${name}`,
  gross: 'Of the whole, inc VAT',
  reasons: 'Why',
  fingerprint: 'Fingerprint',
  fingerprintHelp: 'Of the award with all scores, prices and shares. It is what each school signs.',
  givenUp: (reason: string) => `An earlier award was given up: “${reason}”`,
  shares: 'What each school will pay',
  sharesHelp: 'Shared by what each has committed itself to; the shares add up to the penny.',
  school: 'School',
  quantity: 'Committed',
  pays: 'Share, inc VAT',
  all: 'All',
  single: 'The organisation buys for itself, so no school has to sign.',
  signed: 'Signed by each school',
  tags: { signed: 'Signed', waiting: 'Waiting', refused: 'Refused, and out' },
  signedBy: (name: string, capacity: string, when: string) => `${name}, ${capacity}, ${when}`,
  sign: 'Sign',
  refuse: 'Refuse',
  of: (school: string) => `: ${school}`,
};

export const letters = {
  title: 'Letters to bidders',
  body: 'Each bidder is sent its own scores and reasons, and of the others only who won, with what total. Change the words where you must; the letters go out when the award is published.',
  sent: 'They went out with the award.',
  to: (name: string) => `Letter to ${name}`,
  save: 'Save the letters',
  saved: 'The letters are saved.',
  empty: (name: string) => `Write the letter to ${name}: every bidder gets one`,
  waiting: 'Not saved yet. Kept on this device.',
};

export const course = {
  publishTitle: 'Publish the award',
  publish: 'Publish the award',
  publishBody: 'The letters are mailed, and everyone who has to do with the purchase is told.',
  unsigned: (names: string) => `Waiting for the signature of ${names}.`,
  unsaved: 'Save the letters first.',
  willStand: 'Publishing begins a standstill of eight working days.',
  willNotStand: 'This route has no standstill: the award can be confirmed once the letters are out.',
  standstill: (day: string) => `Standstill until the end of ${day}`,
  over: (day: string) => `The standstill ended with ${day}`,
  because: {
    threshold: 'The value is over the threshold, and so the contract waits.',
    route: (route: string) => `For the route “${route}” a standstill is kept.`,
  },
  counts: (published: string) =>
    `The letters went out on ${published}. That day counts when it is a working day, and is the first of ${days(8)}; weekends and bank holidays in England don’t count.`,
  ownRule: 'Under the threshold a standstill is a rule of your own, not the law.',
  noAdvice: 'This is not legal advice.',
  from: (day: string) => `The award can be confirmed from ${day}.`,
  none: 'This award has no standstill.',
  challenges: 'Challenges',
  noChallenges: 'Nobody has challenged it.',
  challenged: (when: string, what: string) => `Challenged ${when}: “${what}”`,
  resolved: (when: string, answer: string) => `Resolved ${when}: “${answer}”`,
  challengeOpen: 'A challenge is open: the award can’t be confirmed before it is resolved.',
  challenge: 'Record a challenge',
  resolve: 'Resolve it',
  related:
    'A related party above £40,000: the DfE’s approval has to be entered first, under market analysis.',
  confirm: 'Confirm the award',
  confirmNote: 'Nothing stands in the way any more.',
  abandon: 'Give the award up',
  file: 'Download the whole file',
  fileHelp:
    'A zip with everything that was decided, and the quotes with their files, as far as you may read them. It asks for your password.',
  fileGoing: 'Your download begins.',
};

export const awardQuestions = {
  reason: 'Why?',
  proposeTitle: (name: string) => `Propose the award to ${name}?`,
  proposeBody:
    'Only the best ranked quote can be proposed. Each school signs exactly this award; letters to all bidders are drafted.',
  proposeReasons: 'Why this quote, in a few sentences',
  proposeGo: 'Propose it',
  proposeDone: 'Proposed. The schools are asked to sign.',
  signTitle: (school: string) => `Sign the award for ${school}?`,
  signBody: (share: string, supplier: string, hash: string, capacity: string) =>
    `${share}, inc VAT, to ${supplier}. You sign as ${capacity}, for exactly this award: its fingerprint begins ${hash}.`,
  signBodyPlain: (share: string, supplier: string, hash: string) =>
    `${share}, inc VAT, to ${supplier}, for exactly this award: its fingerprint begins ${hash}.`,
  signGo: 'Sign',
  signDone: (school: string) => `Signed for ${school}`,
  refuseTitle: (school: string) => `Refuse the award for ${school}?`,
  refuseBody:
    'The school is out of this purchase for good. Shares are worked out anew, and the other schools sign again.',
  refuseGo: 'Refuse, and leave',
  refuseDone: (school: string) => `${school} is out`,
  publishTitle: 'Publish the award?',
  publishBody: (number: number) =>
    `${count(number, 'letter is', 'letters are')} mailed now, and can’t be changed afterwards.`,
  publishGo: 'Publish it',
  publishDone: 'Published. The letters are on their way.',
  challengeTitle: 'Record a challenge',
  challengeBody: 'The award can’t be confirmed until it is resolved.',
  challengeWhat: 'Who challenges what',
  challengeGo: 'Record it',
  challengeDone: 'Recorded',
  resolveTitle: 'Resolve the challenge',
  resolveAnswer: 'How it was resolved, and why',
  resolveGo: 'Resolve it',
  resolveDone: 'Resolved',
  confirmTitle: 'Confirm the award?',
  confirmBody:
    'The contract is the supplier’s from now on. What was scored is shown to the schools that take part.',
  confirmGo: 'Confirm it',
  confirmDone: 'Confirmed. Now the contract is handed over.',
  abandonTitle: 'Give this award up?',
  abandonBody: 'What was decided stays in the record. Signatures fall.',
  abandonTo: 'What then?',
  abandonBack: 'Back to moderation: another award can follow',
  abandonCancel: 'Cancel the purchase for good; suppliers are told',
  abandonGo: 'Give it up',
  abandonDone: 'Given up',
};

export const handover = {
  title: 'Handover',
  body: (number: number) =>
    number > 1
      ? `Completing it enters one contract in the register of each of ${schools(number)}, with its share of the money.`
      : 'Completing it enters the contract in the register.',
  notYours: (owner: string) => `${owner} completes it: the contract is entered in the register then.`,
  contract: 'The contract',
  starts: 'First day of service',
  ends: 'Last day of service',
  notice: 'Notice to end it',
  noticeUnit: 'Unit of the notice',
  units: { days: 'days', months: 'months' },
  extensions: 'Options to extend',
  extensionMonths: 'Months of each option',
  saving: 'Savings',
  savingAdd: 'Write down what is saved',
  savingHelp:
    'As a potential saving of each school, shared out as the award is. It counts as realised only when somebody else confirms it with evidence.',
  method: 'What it is measured against',
  baseline: (what: string) => `${what}, of the whole`,
  baselineHelp: (from: string, to: string, price: string) =>
    `For the same time as the award, ${from} to ${to}. The award is ${price}, inc VAT.`,
  source: 'Where that figure is from',
  sourceHelp: 'Such as: invoices of last year; the list price of 3 March.',
  complete: 'Complete the purchase',
  completeTitle: 'Complete this purchase?',
  done: 'Complete. The contracts stand in the registers.',
  completed: 'The purchase is complete',
  completedBody: 'What it came to:',
  contracts: (number: number) => count(number, 'contract in the register', 'contracts in the registers'),
  savings: (number: number) => count(number, 'potential saving', 'potential savings'),
  contractOf: (school: string) => `Contract of ${school}`,
  savingOf: (school: string) => `Saving of ${school}`,
  hidden: 'Those of other schools are shown to them.',
  toContracts: 'Contracts',
  toSavings: 'Savings',
  errors: {
    starts: 'Choose the first day of service',
    ends: 'Choose a last day that is not before the first',
    notice: (most: number) => `Write the notice as a whole number from 0 to ${most}`,
    extensions: (most: number) => `Write a whole number from 0 to ${most}`,
    months: 'With options, write how many months each lasts',
    baseline: 'Write the baseline in pounds, such as 12,500',
    source: 'Say where the baseline is from',
  },
};
