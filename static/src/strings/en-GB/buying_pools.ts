// Pools: schools that need the same add up what they need, sign for it, and buy together.
import type { BuyingRoute, PoolCapacity, PoolState, ThresholdType } from '$generated/protocol';
import { count } from '$lib/format';

const schools = (number: number) => count(number, 'school', 'schools');
const days = (number: number) => count(number, 'day', 'days');
const months = (number: number) => count(number, 'month', 'months');
const whole = (number: number) => number.toLocaleString('en-GB');

export const poolStates: Record<PoolState, string> = {
  draft: 'Draft',
  open: 'Open to join',
  closed: 'Closed',
  purchasing: 'Buying',
  done: 'Done',
  cancelled: 'Cancelled',
};

export const capacities: Record<PoolCapacity, string> = {
  headteacher: 'headteacher',
  trust_leader: 'trust leader',
  signatory: 'authorised signatory',
};

export const thresholdTypes: Record<ThresholdType, string> = {
  goods_services: 'Goods and services',
  light_touch: 'Light touch',
  works: 'Works',
  concessions: 'Concessions',
};

export const routeWords: Record<BuyingRoute, string> = {
  catalogue: 'Choose from catalogues or one quote',
  quotes: 'Written quotes',
  framework: 'Framework',
  tender: 'Advertise and tender',
  full_procedure: 'Full procedure under the Procurement Act',
};

export const pools = {
  title: 'Pools',
  sub: 'Buy the same thing together',
  open: 'Start a pool',
  wanted: 'Your answer is wanted',
  now: 'Going on',
  past: 'Over',
  none: 'No pools yet',
  noneBody:
    'When schools need the same thing, a pool adds up what each needs, so that they can buy it together.',
  joinBy: (day: string) => `join by ${day}`,
  signed: (signed: number, all: number) => `${signed} of ${schools(all)} signed`,
  line: (category: string, organisation: string) => `${category} · ${organisation}`,
  worth: (value: string) => `${value} whole life, inc VAT`,
};

export const pool = {
  fallback: 'Pool',
  back: 'Pools',
  options: 'What you can do with this pool',
  sub: (category: string, organisation: string) => `${category} · started by ${organisation}`,
  live: 'Live total',
  nobodyYet: 'Nobody has signed yet',
  range: (committed: number, maximum: number, unit: string, number: number) =>
    committed === maximum
      ? `${whole(committed)} ${unit}, ${schools(number)}`
      : `${whole(committed)} to ${whole(maximum)} ${unit}, ${schools(number)}`,
  committedYear: 'Committed, each year, ex VAT',
  mostYear: 'At most, each year, ex VAT',
  committedOnce: 'Committed, ex VAT',
  mostOnce: 'At most, ex VAT',
  life: 'Whole life, inc VAT',
  estimate: (price: string, vat: string, unit: string) =>
    `Estimated at ${price} ${vat} for one, counted in ${unit}.`,
  lifeCounts: 'Whole life counts the most that each school may take, every option to extend, and VAT.',
  lifeOnce: 'Whole life counts the most that each school may take, once, with VAT.',
  signedOf: (signed: number, all: number) =>
    signed === all
      ? `All ${schools(all)} have signed.`
      : `${signed} of ${schools(all)} ${signed === 1 ? 'has' : 'have'} signed; the others count for nothing here.`,
  volumes: 'Volumes',
  volumesHidden: 'Single quantities are shown to those who take part. You see the total and the names.',
  school: 'School',
  committed: 'Committed',
  most: 'At most',
  yearEx: 'Committed a year, ex VAT',
  onceEx: 'Committed, ex VAT',
  state: 'State',
  all: 'All that have signed',
  unsigned: 'Not signed',
  hidden: '–',
  needed: 'What is needed',
  noSpecification: 'Nothing is written yet.',
  facts: {
    what: 'Category',
    unit: 'Counted in',
    times: 'Paid',
    starts: 'From',
    term: 'For',
    price: 'Estimated price',
    limit: 'Price limit',
  },
  once: 'bought once',
  term: (term: number, more: number) =>
    more ? `${months(term)}, with up to ${months(more)} more` : months(term),
  times: (number: number) => (number === 1 ? 'once a year' : `${whole(number)} times a year`),
  vat: (amount: string, basis: string, rate: string) => `${amount} ${basis}, VAT ${rate}`,
  part: 'Participation',
  binds: (limit: string, vat: string) =>
    `Signing commits a school to what it commits to if the price of one is at or under ${limit} ${vat}.`,
  bindsAll: 'Signing commits a school to what it commits to. No price limit is set.',
  tags: {
    signed: 'Signed',
    waiting: 'Waiting',
    again: 'Sign again',
    left: 'Left',
    removed: 'Not taking part',
  },
  signedBy: (name: string, capacity: string) => `${name}, ${capacity}`,
  signedAt: (when: string, committed: number, most: number, unit: string) =>
    `Signed ${when}: ${whole(committed)} committed, at most ${whole(most)} (${unit})`,
  askedAt: (when: string) => `Asked ${when}. Has not signed yet.`,
  againAt: (name: string) => `The terms have changed since ${name} signed. That signature no longer counts.`,
  leftWhy: (reason: string) => `“${reason}”`,
  earlier: (number: number) => `${count(number, 'earlier signature', 'earlier signatures')}`,
  remove: 'Remove',
  noSchools: 'No school has been asked yet.',
  next: {
    specify: { title: 'Say what is needed', go: 'Write the specification' },
    open: { title: 'Ask the schools', go: 'Open the pool' },
    close: { title: 'Close it, or wait for more schools', go: 'Close the pool' },
    few: { title: 'Too few schools have signed', go: 'Give them more time' },
    wait: { title: 'Schools are deciding whether they join', go: '' },
    closed: { title: 'Nobody joins any more', go: '' },
    standing: { title: 'What was signed stands', go: 'Start the purchase' },
    buying: { title: 'It is being bought', go: '' },
    over: { title: 'This pool is over', go: '' },
  },
  nextText: {
    specify: 'Everyone signs for the same, so it has to be written before schools are asked.',
    open: (number: number) =>
      number
        ? `${schools(number)} will be asked to sign. You can still change the terms; then they sign again.`
        : 'Schools that see it can sign. You can ask more at any time.',
    close: (day: string) => `Two schools or more have signed. It closes by itself at the end of ${day}.`,
    few: 'A pool needs two signatures. Move the day to join by, ask more schools, or cancel it.',
    wait: (signed: number, all: number, day: string) =>
      `${signed} of ${schools(all)} ${signed === 1 ? 'has' : 'have'} signed. They have until ${day}.`,
    closed: (day: string) => `Schools that signed can change how much, or leave, until the end of ${day}.`,
    standing:
      'The day to leave has passed, so each school’s quantity stands. The organiser can start the purchase.',
    buying: 'Seven stages lead from here to the contract. Each is left only when what it asks for is there.',
    cancelled: (reason: string) => `It was cancelled: “${reason}”`,
    done: 'What it was for has been bought.',
  },
  who: {
    you: 'You act next',
    organiser: (name: string) => `${name} acts next`,
    schools: 'The schools act next',
    nobody: 'Nobody has to act now',
  },
  signTitle: (school: string) => `Will ${school} take part?`,
  signText: (day: string) => `Say how much, and sign, by ${day}.`,
  sign: 'Sign',
  signAgainTitle: (school: string) => `The terms have changed: will ${school} sign again?`,
  signAgainText: 'Read what is needed once more. Your quantities are kept below until you change them.',
  inTitle: (school: string) => `${school} takes part`,
  inText: (committed: number, most: number, unit: string) =>
    `${whole(committed)} committed, at most ${whole(most)} (${unit}).`,
  lateText: 'Leaving and changing the quantity are no longer possible.',
  change: 'Change quantity',
  leave: 'Leave the pool',
  mayJoinTitle: 'You can sign for a school that was not asked',
  mayJoinText: 'Anyone who sees this pool and may sign for a school can join it.',
  joinWith: 'Join with this school',
  joinSchool: 'School that joins',
  mine: 'Your schools',
  invite: 'Ask more schools',
  toPurchase: 'To the purchase',
  notYours: 'Only a headteacher, a trust leader or an authorised business manager signs for a school.',
};

export const poolSide = {
  title: 'Dates and limits',
  leaveTitle: (day: string) => `Leave by ${day}`,
  leaveLeft: (left: number) =>
    left === 0
      ? 'Today is the last day. After it, what was signed stands.'
      : `${days(left)} left. Until then a school can leave without cost. After that what it signed stands.`,
  leaveGone: (day: string) => `The day to leave was ${day}. What was signed stands.`,
  joinTitle: (day: string) => `Join by ${day}`,
  against: 'Against the threshold',
  limit: 'threshold',
  threshold: (amount: string, type: string) => `${amount}, ${type}`,
  from: (day: string, source: string) => `Valid on ${day}, the planned start. ${source.replace(/\.$/, '')}.`,
  under: (room: string) => `${room} under.`,
  over: (past: string) => `Over by ${past}. The full procedure applies.`,
  exactly: 'Exactly at the threshold, which counts as over.',
  together: 'All schools count together, inc VAT.',
  noThreshold: 'No threshold is known for this start date.',
  otherTypes: 'Works and concessions have thresholds of their own.',
  table: 'All thresholds',
  meter: (value: string, limit: string, over: boolean, by: string) =>
    `Whole-life value ${value} inc VAT, ${over ? 'over' : 'under'} the threshold of ${limit} by ${by}`,
  band: 'The strictest rules of those who take part',
  bandOf: (name: string) => `Of ${name}.`,
  bandDfe: 'The Department for Education’s bands, where a trust has none of its own.',
  quotes: (number: number) => count(number, 'quote at least', 'quotes at least'),
  approved: (who: string) => `Approved by: ${who}`,
  nextBand: (room: string, route: string) => `${room} more, and another rule applies: ${route}.`,
  whatIf: 'What if another school joins?',
  whatIfHelp: 'Nothing is changed or sent.',
  whatIfSchool: 'School',
  whatIfMost: (unit: string) => `At most (${unit})`,
  whatIfUnder: (school: string, number: number, value: string, room: string) =>
    `If ${school} joins with ${whole(number)}, the value is ${value} inc VAT: ${room} under the threshold.`,
  whatIfOver: (school: string, number: number, value: string) =>
    `If ${school} joins with ${whole(number)}, the value is ${value} inc VAT. That is over, and the full procedure applies.`,
  whatIfPlain: (school: string, number: number, value: string) =>
    `If ${school} joins with ${whole(number)}, the value is ${value} inc VAT.`,
  another: 'another school',
  tooLarge: 'That is more than can be reckoned with.',
  dates: 'Next',
  lastJoin: 'Last day to join',
  lastLeave: 'Last day to leave',
  start: (what: string) => `${what} starts`,
  readers: 'Who can see this',
  readersAsked: 'Its organiser, and those who sign for the schools above.',
  readersShared: (name: string) =>
    `Everyone at ${name} sees the total and the schools’ names. Single quantities are for those who take part.`,
  readersDraft: 'Only you, until you open it.',
  suppliers: 'Suppliers see nothing.',
  organiser: 'Organiser',
};

export const poolSign = {
  title: (school: string) => `Sign for ${school}`,
  changeTitle: (school: string) => `Change the quantity of ${school}`,
  school: 'School',
  committed: (unit: string) => `Committed (${unit})`,
  committedHelp: 'The school takes at least so many.',
  most: (unit: string) => `At most (${unit})`,
  mostHelp: 'The school may take up to so many. This counts against the threshold.',
  costs: (year: string, most: string) => `${year} committed and ${most} at most, each year, ex VAT.`,
  costsOnce: (year: string, most: string) => `${year} committed and ${most} at most, ex VAT.`,
  promise: (school: string, capacity: string) =>
    `I sign for ${school} as ${capacity}, for the terms on this page.`,
  leaveUntil: (day: string) => `The school can leave until the end of ${day}.`,
  changed: 'The terms have changed since you opened this form. Read what is needed again, then sign.',
  haveRead: 'I have read them',
  go: 'Sign',
  done: (school: string) => `Signed for ${school}`,
  errors: {
    quantity: 'A whole number above 0',
    order: 'It can’t be less than what is committed',
    tooMany: (most: number) => `At most ${whole(most)}`,
    promise: 'Tick this to sign',
  },
};

export const poolForm = {
  title: 'Start a pool',
  editTitle: 'Change the pool',
  sub: 'Say what is bought and until when schools can join. They sign for exactly this.',
  back: 'Pools',
  fall: 'Changing the terms makes all signatures fall. Schools that signed are asked to sign again.',
  organisation: 'For whom',
  name: 'What is it called?',
  nameHelp: 'For example “Cleaning from April 2027”.',
  category: 'Category',
  specification: 'What is needed?',
  specificationHelp: 'What, where, when and to what standard, so that everyone signs for the same.',
  count: 'How it is counted',
  unit: 'Counted in',
  unitHelp: 'For example “hours a week”, “devices” or “meals a day”.',
  units: 'How often is one paid in a year?',
  unitsHelp: '52 for hours a week all year, 39 in school weeks, 12 for a monthly price, 1 for a yearly one.',
  price: 'Estimated price of one',
  limit: 'Price limit of one, if there is one',
  limitHelp: 'Above it no signature binds. With the same VAT as the estimate.',
  dates: 'Dates',
  starts: 'Starts on',
  months: 'For how many months?',
  monthsHelp: '0 when it is bought once.',
  more: 'Months of all options to extend',
  join: 'Schools join by',
  joinHelp: 'It closes at the end of this day.',
  leave: 'Schools can leave until the end of',
  leaveHelp: 'Not after the last day to join.',
  schools: 'Which schools are asked?',
  schoolsHelp: 'You can ask more later.',
  shared: 'Who else sees it, and can join?',
  sharedHelp: 'They see the total and the schools’ names, never a single school’s quantity.',
  sharedNone: 'Only the schools that are asked',
  sharedWith: (name: string) => `Everyone at ${name}`,
  fromRadar: (number: number) =>
    `Filled in from ${count(number, 'contract', 'contracts')} that end close together. Look it over before you save.`,
  save: 'Save draft',
  saveAndOpen: 'Save and ask the schools',
  saveChanges: 'Save changes',
  saved: 'Draft saved',
  opened: 'The schools have been asked.',
  changed: 'Changed',
  cannot: 'Only business managers and leaders start a pool.',
  cannotChange: 'This pool can’t be changed any more.',
  fallbackTitle: (category: string, month: string) => `${category} from ${month}`,
  errors: {
    title: 'Give it a name',
    category: 'Choose a category',
    specification: 'Say what is needed',
    unit: 'Say what is counted',
    units: 'A whole number from 1 to 366',
    price: 'Write a price above £0, such as 18.60',
    limit: 'Write a price above £0, or leave it empty',
    date: 'Choose a date',
    past: 'This day has passed',
    months: 'A whole number of months from 0 to 600',
    order: 'The last day to leave can’t be after the last day to join',
    starts: 'It has to start after the last day to join',
    many: (most: number) => `At most ${most} schools`,
  },
};

export const poolMenu = {
  edit: 'Change the terms',
  invite: 'Ask more schools',
  share: 'Who sees it',
  handOver: 'Hand it over',
  close: 'Close the pool',
  cancel: 'Cancel the pool',
  link: 'Copy link',
};

export const poolQuestions = {
  purchaseTitle: 'Start the purchase?',
  purchaseBody: (schools: number) =>
    `It is for ${count(schools, 'school', 'schools')}, with the quantities that they signed for. Title, category, value and specification are taken from the pool; you can change them.`,
  purchaseGo: 'Start the purchase',
  purchaseDone: 'The purchase has begun.',
  openTitle: 'Open this pool?',
  openBody: 'Those who sign for the schools are asked to read it and sign. Others who see it can join.',
  openGo: 'Open the pool',
  openDone: 'The schools have been asked.',
  closeTitle: 'Close this pool?',
  closeBody: 'Nobody joins any more. Schools that signed can still leave until the day to leave.',
  closeGo: 'Close the pool',
  closeDone: 'The pool is closed.',
  cancelTitle: 'Cancel this pool?',
  cancelBody: 'The schools are told. It cannot be opened again.',
  cancelGo: 'Cancel the pool',
  cancelDone: 'The pool is cancelled.',
  reason: 'Why?',
  leaveTitle: (school: string) => `Take ${school} out of this pool?`,
  leaveBody: 'What it signed for no longer counts. The organiser is told why.',
  leaveGo: 'Leave the pool',
  leaveDone: (school: string) => `${school} has left the pool.`,
  removeTitle: (school: string) => `Remove ${school} from this pool?`,
  removeBody: 'It has not signed. It can be asked again.',
  removeGo: 'Remove',
  removeDone: (school: string) => `${school} is removed.`,
  handOverTitle: 'Hand this pool over',
  handOverBody: 'They organise it from then on. You keep what you may see by your role.',
  handOverNone: 'Nobody else is business manager or leader there.',
  handOverTo: 'To whom',
  handOverGo: 'Hand over',
  handOverDone: 'Handed over',
  shareTitle: 'Who sees this pool?',
  shareGo: 'Save',
  shareDone: 'Changed',
  inviteTitle: 'Ask more schools',
  inviteGo: 'Ask them',
  inviteDone: (number: number) => `${schools(number)} asked`,
  inviteNone: 'Choose at least one school',
};
