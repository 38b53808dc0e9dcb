// What buying is measured against: thresholds of the law by date, and an organisation's own bands.
import { count } from '$lib/format';

export const thresholds = {
  title: 'Thresholds',
  sub: 'Of the Procurement Act 2023, with VAT, over the whole life',
  back: 'Buying overview',
  intro:
    'The row that holds on the day a purchase starts decides. A value that reaches the amount counts as over. This is not legal advice.',
  type: 'Type',
  from: 'From',
  amount: 'Amount, inc VAT',
  source: 'Source',
  now: 'Holds now',
  later: 'Later',
  before: 'Earlier',
  add: 'Add a row',
  addTitle: 'Add a threshold',
  addBody: 'Rows are never changed, only followed by newer ones. They hold for the whole network.',
  amountLabel: 'Amount in pounds, inc VAT',
  sourceHelp: 'Where the figure is published.',
  go: 'Add the row',
  done: 'Added',
  none: 'No thresholds are known.',
  wrong: 'Write an amount above £0, such as 207,720',
  needDate: 'Choose a date',
  needSource: 'Say where the figure is published',
};

export const bands = {
  title: 'Buying bands',
  sub: (name: string) => name,
  intro: (name: string) =>
    `From which value on ${name} buys in which way: its own scheme of delegation. Values are with VAT, over the whole life.`,
  own: 'Its own bands.',
  of: (name: string) => `From ${name}, because it has none of its own.`,
  dfe: 'The Department for Education’s bands, because no bands of its own are set.',
  source: 'Source',
  from: 'From, inc VAT',
  route: 'Way of buying',
  quotes: 'Quotes wanted',
  quotesOf: (number: number) => (number ? count(number, 'quote', 'quotes') : 'None'),
  approved: 'Approved by',
  edit: 'Set its own bands',
  change: 'Change the bands',
  remove: 'Use those from above',
  removed: 'Now those from above hold',
  addBand: 'Add a band',
  removeBand: (number: number) => `Remove band ${number}`,
  band: (number: number) => `Band ${number}`,
  sourceLabel: 'Where is this laid down?',
  sourceHelp: 'For example “Scheme of delegation, section 4.2”.',
  save: 'Save the bands',
  saved: 'Saved',
  back: 'Organisation',
  errors: {
    from: 'Write an amount, such as 10,000',
    first: 'The first band begins at £0',
    order: 'Each band begins above the one before',
    quotes: 'A whole number from 0 to 20',
    source: 'Say where this is laid down',
  },
};

/** Where else one is led to them. */
export const limitLinks = {
  bands: 'Buying bands: from which value on one buys in which way',
  thresholds: 'Thresholds of the Procurement Act',
};
