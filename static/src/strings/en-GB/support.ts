// Support from school to school: the lists, and asking for it.
import { count } from '$lib/format';
import type {
  Confidentiality,
  Funding,
  OutcomesMet,
  SigningCapacity,
  SupportState,
  SupportWay,
  VisitKind,
} from '$generated/protocol';

export const support = {
  title: 'Support',
  tabs: 'Parts of Support',
  mine: 'Mine',
  queue: 'To look after',
  overview: 'Overview',
  ask: 'Ask for support',
  askShort: 'Ask',
  asked: 'You’re asked to help',
  askedHelp: 'Saying no is fine. Please answer soon, so that somebody else can be asked.',
  requests: 'Your requests',
  supporting: 'You help with',
  schools: 'At your schools',
  past: 'Finished',
  none: 'No support asked for yet',
  noneBody: 'When your school needs a hand, somebody in another school has often been there already.',
  noneShown: 'Nobody has asked you for support',
  noneShownBody: 'When a school asks you to help, its request stands here.',
  answer: 'Answer',
  loaded: 'Only the newest are shown.',
};

export const supportStates: Record<SupportState, string> = {
  draft: 'Draft',
  open: 'Open',
  matched: 'Somebody said yes',
  agreed: 'Agreed',
  active: 'Under way',
  evaluated: 'Evaluated',
  closed: 'Closed',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  handed_on: 'Handed on',
};

export const wayWords: Record<SupportWay, { name: string; help: string }> = {
  visit: { name: 'Visits', help: 'You go there, or somebody comes' },
  call: { name: 'Calls', help: 'By telephone or video' },
  coaching: { name: 'Coaching', help: 'The same person over some weeks' },
  documents: { name: 'Documents', help: 'Plans or papers to look at together' },
};

export const confidentialityWords: Record<Confidentiality, { name: string; help: string; short: string }> = {
  brokers: {
    name: 'Brokers only',
    help: 'Those who find help for schools, your head, and whoever is asked to help',
    short: 'Brokers only',
  },
  trust: { name: 'My trust', help: 'Everyone in our trust can read it too', short: 'The trust too' },
  team: { name: 'A team', help: 'Everyone in a team of mine can read it too', short: 'A team too' },
};

export const capacityWords: Record<SigningCapacity, string> = {
  requester: 'For the request',
  requester_head: 'As head of the school that asks',
  supporter: 'As the person who helps',
  supporter_head: 'As head who releases them',
};

export const fundingWords: Record<Funding, string> = {
  none: 'No money changes hands',
  school_pays: 'The school that asks pays',
  trust_pays: 'Its trust pays',
  funded_programme: 'A funded programme pays',
};

export const visitKinds: Record<VisitKind, string> = {
  visit: 'Visit',
  call: 'Call',
  coaching: 'Coaching',
};

export const outcomeWords: Record<OutcomesMet, string> = {
  fully: 'Fully',
  mostly: 'Mostly',
  partly: 'Partly',
  not_yet: 'Not yet',
};

export const supportRow = {
  from: (school: string, subject: string) => [school, subject].filter(Boolean).join(' · '),
  helps: (name: string) => `${name} helps`,
  sent: (when: string) => `Sent ${when}`,
  begun: (when: string) => `Begun ${when}`,
  answerBy: (date: string) => `First answer owed by ${date}`,
  answerLate: (date: string) => `First answer was due ${date}`,
  firstAnswer: (after: string) => `First answer after ${after}`,
  takenBy: (name: string) => `${name} looks after it`,
  waits: (names: string) => `Waits for ${names}`,
  until: (date: string) => `Answer by ${date}`,
  ended: (when: string) => `Ended ${when}`,
};

export const queue = {
  title: 'Support to look after',
  none: 'Nothing waits for you',
  noneBody: 'New requests from your schools will show here.',
  groups: {
    new: 'New',
    late: 'Late',
    waiting: 'Looking for somebody',
    running: 'Under way',
    ended: 'Finished',
  },
  groupsLabel: 'Requests by what they wait for',
  empty: {
    new: 'No new requests.',
    late: 'Nothing is late.',
    waiting: 'No request is looking for somebody.',
    running: 'No case is under way.',
    ended: 'None has finished yet.',
  },
  answered: (time: string) => `Time to a first answer, middle of all shown: ${time}.`,
  noAnswer: 'No request has had a first answer yet.',
};

/** How long something took, as people say it. */
export function duration(ms: number): string {
  const hours = Math.round(ms / 3_600_000);
  if (hours < 1) return 'less than an hour';
  if (hours < 24) return count(hours, 'hour', 'hours');
  return count(Math.round(hours / 24), 'day', 'days');
}

export const days = (number: number): string => count(number, 'day', 'days');

export const requestForm = {
  title: 'Ask for support',
  editTitle: 'Change your request',
  sub: 'About 5 minutes. We keep a draft as you write.',
  back: 'Support',
  quick: 'Only a quick question?',
  quickDo: 'Ask a team instead',
  quickHelp: 'It’s often answered the same day.',
  organisation: 'For which school?',
  name: 'What do you need help with, in a line?',
  nameHelp: 'Such as “Fractions in a mixed Year 3 and 4 class”.',
  need: 'What is it like now?',
  needHelp: 'Two or three sentences. Please don’t name pupils.',
  outcomes: 'What should be different at the end?',
  subject: 'Subject',
  noSubject: 'None in particular',
  stages: 'Phase',
  stagesHelp: 'Tick all that it is about.',
  board: 'Exam board',
  noBoard: 'Doesn’t matter',
  send: 'Is it about special educational needs?',
  priority: 'Which priority does it serve?',
  priorityHelp: 'From your school’s plan. You may leave this empty.',
  ways: 'How would you like help?',
  waysHelp: 'Choose what would suit you. The broker suggests the rest.',
  days: 'How many days might it take?',
  daysHelp: (most: number) => `A guess is fine: 1 to ${most}.`,
  from: 'From when?',
  to: 'By when?',
  wanted: 'Do you have somebody in mind?',
  wantedHelp: 'You may leave this empty. The broker decides whom to ask first.',
  wantedName: (name: string) => `You have ${name} in mind. The broker decides whom to ask first.`,
  wantedClear: 'Nobody in particular',
  who: 'Who can see this request?',
  team: 'Which team?',
  noTeams: 'You’re not in a team yet.',
  send_now: 'Send request',
  save: 'Save draft',
  saveChanges: 'Save changes',
  delete: 'Delete draft',
  deleteTitle: 'Delete this draft?',
  deleteBody: 'Nobody has seen it. It can’t be brought back.',
  deleted: 'Draft deleted.',
  saved: 'Draft saved.',
  changed: 'Request changed.',
  sent: 'Sent. A broker will answer.',
  cannot: 'Support is asked for by schools and trusts of the network.',
  contact: (name: string, place: string) => `You ask as ${name}${place ? `, ${place}` : ''}.`,
  cameOf: 'It keeps a link to the message it came from.',
  aboutReview: 'It will say that it came of the peer review, for those who may read both.',
  aboutPractice: (title: string) => `About “${title}”. The request will link to it.`,
  about: (title: string) => `Ask about “${title}”`,
  restored: 'This is what you wrote here before.',
  startAfresh: 'Start afresh',
  next: 'What happens next',
  nextLabel: 'After you send',
  steps: [
    { label: 'You send it', note: 'Your head is told' },
    { label: 'A broker answers', note: 'Within 3 working days' },
    { label: 'Somebody is asked', note: 'They and their head must both say yes' },
    { label: 'You agree the days', note: 'Both heads sign' },
  ],
  private: 'It isn’t part of appraisal or inspection. You can withdraw it until the first visit.',
  readers: 'Who reads it',
  readersBody:
    'Your school’s leaders, the brokers of your trust and network, and whoever is asked to help. You choose whether others may.',
  errors: {
    name: 'Say what you need help with',
    need: 'Say what it is like now',
    outcomes: 'Say what should be different at the end',
    stages: 'Choose at least one phase',
    ways: 'Choose at least one way',
    from: 'Choose from when you could use help',
    to: 'Choose a date from tomorrow',
    order: 'The last date can’t be before the first',
    days: (most: number) => `Enter a number from 1 to ${most}`,
    team: 'Choose a team',
    organisation: 'Choose a school',
  },
};
