// Words of a resource's own page.
import { count } from '$lib/format';
import { everywhere } from './everywhere';

export const resourcePage = {
  fallback: 'Resource',
  back: 'the library',
  download: 'Download',
  downloadAll: 'Download all files',
  downloadFile: (name: string) => `Download ${name}`,
  openAddress: 'Open the page',
  actions: 'More to do with this resource',
  gone: 'This resource is not shared with you any more.',
  goneDo: 'Go to the library',
  facts: 'About this resource',
  type: 'Kind',
  sharedBy: 'Shared by',
  subject: 'Subject',
  forWhom: 'For',
  unit: 'Unit',
  exam: 'Exam',
  curriculum: 'In the curriculum',
  threads: 'Threads',
  keywords: 'Keywords',
  usedIn: 'Used in',
  schools: (number: number) => count(number, 'school', 'schools'),
  licence: 'Licence',
  attribution: 'Who to name',
  copyAttribution: 'Copy these words',
  attributionCopied: 'Copied',
  thirdParty: 'Inside it',
  audience: 'Who can see it',
  origin: 'Where it comes from',
  by: 'Made by',
  owner: 'Looked after by',
  seat: 'The subject leads and leaders',
  teamSeat: 'The team’s leads',
  coauthors: 'With',
  invited: 'Asked to join',
  reviewBy: 'Review by',
  reviewPassed: (date: string) => `${date}, which has passed`,
  shared: 'First shared',
  approval: 'Approval',
  approvedShort: 'By a subject lead',
  notApproved: 'Not yet',
  files: 'Files',
};

export const audienceWords = {
  draft: 'Only you and those who work on it',
  withdrawn: 'Only those who work on it, until it is shared again',
  team: (name: string) => `The team ${name}`,
  aTeam: 'A team',
  school: (name: string) => `Everyone at ${name}`,
  trust: (name: string) => `Every school of ${name}`,
  network: 'Every school of the network',
  nobody: 'Nobody yet',
};

export const notes = {
  draft: 'This is a draft. Nobody else can see it.',
  finish: 'Finish and share it',
  withdrawn: 'This was withdrawn. Only those who work on it can see it.',
  shareAgain: 'Share it again',
  takenDown: (why: string) => `This was taken down: ${why}`,
  stale: (date: string) => `This should have been looked at again by ${date}. Check it before you use it.`,
  confirm: 'It still holds',
  checking: 'We are reading the new files. Others see them when that is done, usually within a minute.',
  held: 'A new version waits for you: something in it looks like details of a pupil.',
  quarantined: 'The files of a new version could not be accepted.',
  heldDo: 'See where and what to do',
  invited: 'You are asked to be a co-author. Co-authors can change it and share new versions.',
  accept: 'Accept',
  decline: 'Decline',
  accepted: 'You are a co-author now',
  declined: 'Declined',
  oldVersion: (number: number, current: number) =>
    `You are looking at version ${number}. The current one is version ${current}.`,
  toCurrent: 'See the current version',
  purged: 'The files of this version were removed. What was written about it stays.',
};

export const filesWords = {
  look: 'Look at it',
  read: 'Read the text',
  hide: 'Hide the text',
  text: (name: string) => `Text of ${name}`,
  noText: 'There is no text in this file.',
  noFiles: 'There are no files yet.',
  more: 'More pages',
  contents: 'Pages',
  empty: 'Nothing but pictures.',
  failed: 'The text could not be loaded.',
};

export const approvalWords = {
  title: 'Approval',
  by: (name: string, when: string) => `Approved by ${name} ${when}`,
  bound: (number: number) =>
    `This holds for version ${number} exactly as it is. A new version needs a new look.`,
  none: 'No subject lead has approved this version yet.',
  asked: (name: string, when: string) => `${name} asked for approval ${when}.`,
  ask: 'Ask for approval',
  askedDone: 'Asked. Subject leads are told.',
  approve: 'Approve this version',
  approved: 'Approved',
  refuse: 'Not yet',
  withdraw: 'Withdraw approval',
  changed: 'It has changed since you opened this page. Look at it again before you approve it.',
  earlier: 'Earlier decisions',
  states: {
    asked: 'Asked',
    approved: 'Approved',
    refused: 'Not yet',
    withdrawn: 'Withdrawn',
    fallen: 'Ended with a change',
  },
  line: (state: string, version: number, who: string, when: string) =>
    [`${state}, version ${version}`, who, when].filter(Boolean).join(', '),
};

export const usesWords = {
  title: 'In use',
  none: 'No school has said yet that it uses this.',
  count: (number: number) => `Used in ${count(number, 'school', 'schools')}`,
  use: 'We use this',
  done: (school: string) => `${school} uses this. We’ll ask in six weeks how it went.`,
  yours: (school: string) => `${school} uses this`,
  since: (date: string) => `since ${date}`,
  tell: 'How did it go?',
  change: 'Change what you said',
  told: 'Thank you. Others can read it now.',
  stop: 'We don’t use it any more',
  again: 'We use it again',
  stopped: (school: string) => `Noted: ${school} doesn’t use it any more`,
  stoppedTag: 'No longer',
  story: { what: 'What for', with_whom: 'With whom', changed: 'What we changed', happened: 'What happened' },
  storyTold: (when: string) => `Told ${when}`,
};

export const scoreWords = {
  title: 'What colleagues think',
  scales: {
    clear: 'Easy to teach from',
    accurate: 'Subject knowledge is right',
    adaptable: 'Easy to change',
    inclusive: 'Works for all pupils',
  },
  value: (mean: string) => `${mean} of 4`,
  from: (number: number) => `From ${count(number, 'colleague', 'colleagues')}`,
  few: 'Shown when three colleagues have scored it.',
  score: 'Score it',
  change: 'Change my score',
  take: 'Take my score back',
  taken: 'Taken back',
};

export const questionsWords = {
  title: 'Questions',
  none: 'Nobody has asked anything yet.',
  ask: 'Ask a question',
  line: (messages: number, when: string) => `${everywhere.messages(messages)}, latest ${when}`,
};

export const versionsWords = {
  trouble: (said: string) => `For its editors: ${said} Search does not find the words inside.`,
  title: 'Versions',
  tag: (number: number) => `v${number}`,
  first: 'First version.',
  by: (name: string, when: string) => `${name}, ${when}`,
  restoredFrom: (number: number) => `restored from version ${number}`,
  look: 'Look at it',
  restore: 'Restore',
  label: 'Label',
  remove: 'Remove the files',
  of: (number: number) => `version ${number}`,
  states: {
    checking: 'Being checked',
    held: 'Held',
    quarantined: 'Not accepted',
    ready: '',
    purged: 'Files removed',
  },
  current: 'Current',
  actions: (number: number) => `Actions for version ${number}`,
};

export const relatedWords = {
  from: 'Made from',
  fromVersion: (number: number) => `version ${number}`,
  into: 'Adapted by others',
  collections: 'In collections',
};

export const reportsWords = {
  title: 'Reported problems',
  reasons: {
    mistake: 'There is a mistake in it',
    out_of_date: 'It is out of date',
    rights: 'Something in it may not be shared',
    pupil_details: 'There are details of a pupil in it',
    other: 'Something else',
  },
  by: (name: string, when: string) => `${name}, ${when}`,
  answer: 'Answer and close',
  answered: (name: string) => `${name} answered`,
  open: 'Open',
  resolved: 'Closed',
};
