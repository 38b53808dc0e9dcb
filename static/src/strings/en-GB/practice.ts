// Best practice: the list, a post, and what becomes of it.
import type { AdoptionState, PracticeSort } from '$generated/protocol';
import { count } from '$lib/format';
import { everywhere } from './everywhere';

const schools = (number: number) => count(number, 'school', 'schools');

export const practice = {
  title: 'Best practice',
  everything: 'Everything',
  mine: 'My posts',
  tabs: 'Parts of best practice',
  search: 'Search best practice',
  placeholder: 'What are you trying to improve?',
  share: 'Share',
  shareLong: 'Share practice',
  filter: 'Filter best practice',
  unit: 'posts',
  found: (number: number, more: boolean) =>
    more ? `The first ${count(number, 'post', 'posts')}` : count(number, 'post', 'posts'),
  foundFor: (number: number, words: string) => `${count(number, 'post', 'posts')} for “${words}”`,
  sort: 'Sort',
  sorts: { most_adopted: 'Most adopted', newest: 'Newest' } satisfies Record<PracticeSort, string>,
  facets: {
    subject: 'Subject',
    stage: 'Phase',
    problem: 'Problem',
    strength: 'Evidence',
    cost: 'Cost',
    visits: 'Visits',
    featured: 'Chosen',
  },
  atLeast: { early: 'Any', promising: 'Promising or better', strong: 'Strong' },
  visitsYes: 'You may visit',
  featuredYes: 'Featured by a lead',
  more: 'Show more posts',
  none: 'No posts match.',
  clear: 'Clear search and filters',
  empty: 'Nobody has shared practice yet.',
  emptyDo: 'Be the first to share what worked',
};

export const practiceRow = {
  featured: (name: string) => `Chosen by ${name}`,
  featuredBare: 'Chosen by a lead',
  visit: 'You may visit',
  evidence: {
    early: 'Early signs',
    promising: 'Promising evidence',
    strong: 'Strong evidence',
  },
  states: { draft: 'Draft', published: 'Shared', withdrawn: 'Withdrawn', deleted: 'Deleted' },
  stale: 'Needs another look',
  noneYet: 'Nobody has tried it yet',
  uptake: (adopted: number, trying: number, stopped: number) =>
    [adopted && `${adopted} adopted`, trying && `${trying} trying`, stopped && `${stopped} stopped`]
      .filter(Boolean)
      .join(', '),
};

export const minePractice = {
  title: 'My posts',
  invited: 'You are asked to be a co-author',
  due: 'Due for another look',
  drafts: 'Drafts',
  shared: 'Shared',
  withdrawn: 'Withdrawn',
  none: 'You have shared no practice yet.',
};

export const post = {
  fallback: 'Best practice',
  back: 'Best practice',
  actions: 'More to do with this post',
  gone: 'This post is not shared with you any more.',
  goneDo: 'Go to Best practice',
  by: (who: string, school: string) => `${who}, ${school}`,
  inShort: 'In short.',
  context: 'Context',
  pupils: 'With whom',
  did: 'What we did',
  impact: 'Impact',
  cannotClaim: 'What we can’t claim',
  differently: 'What we’d do differently',
  evidence: 'Evidence',
  evidenceLine: (strength: string, kind: string) => `${strength}: ${kind}`,
  missing: 'Not written yet.',
  glance: 'At a glance',
  facts: {
    evidence: 'Evidence',
    cost: 'Cost',
    time: 'Time',
    whom: 'For',
    problems: 'Answers',
    unit: 'Unit',
    contact: 'Contact',
    review: 'Look again',
    audience: 'Seen by',
    with: 'With',
    invited: 'Asked to join',
    owner: 'Looked after by',
  },
  byDate: (date: string) => `By ${date}`,
  sharedOn: (date: string) => `Shared on ${date}.`,
  passed: (date: string) => `${date}, which has passed`,
  seat: 'The subject leads and leaders',
  teamSeat: 'The team’s leads',
  visits: 'You may visit',
  visitsBody: (school: string) => `${school} is glad to show it.`,
  askVisit: 'Ask to visit',
  resources: 'Resources',
  uptake: (number: number) => (number === 0 ? 'Not tried yet' : `In ${schools(number)}`),
  noUptake: 'No school has said yet that it tries this.',
  tryThis: 'Try this',
  tryBody: 'Say that your school tries this. We ask what happened after six and after twelve weeks.',
};

export const postNotes = {
  draft: 'This is a draft. Nobody but its makers can see it.',
  finish: 'Finish and share it',
  withdrawn: 'This was withdrawn. Only those who work on it can see it.',
  shareAgain: 'Share it again',
  takenDown: (why: string) => `This was taken down: ${why}`,
  stale: (date: string) => `This should have been looked at again by ${date}. Check it before you try it.`,
  confirm: 'It still holds',
  invited: 'You are asked to be a co-author. Co-authors can change it.',
  accept: 'Accept',
  decline: 'Decline',
  accepted: 'You are a co-author now.',
  declined: 'Declined.',
};

export const trail = {
  title: 'How it’s going, school by school',
  yours: '(your school)',
  states: { trying: 'Trying this', adopted: 'Adopted', stopped: 'Stopped' } satisfies Record<
    AdoptionState,
    string
  >,
  started: (date: string) => `Started ${date}`,
  saidBy: (name: string) => `Said by ${name}`,
  weeks: { 6: 'Six weeks', 12: 'Twelve weeks' } as Record<number, string>,
  due: (week: string, date: string) => `${week}, due ${date}`,
  told: (week: string, date: string) => `${week}, ${date}`,
  notYet: 'Not yet',
  noAnswer: 'Nobody answered.',
  notAsked: 'Not asked any more.',
  say: 'Say what happened',
  change: 'Change what you said',
  withWhom: 'With',
  changed: 'Changed',
  why: 'Why we stopped',
  adopt: 'We’ve adopted it',
  stop: 'We’ve stopped',
  adopted: (school: string) => `${school} has adopted this.`,
  next: (school: string) => `${school} is trying this`,
  nextTitle: (week: string) => `${week} on: what happened?`,
  nextText: (date: string, late: number) =>
    late > 0
      ? `Due ${date}, ${count(late, 'day', 'days')} late. Two sentences are enough.`
      : `Due ${date}. Two sentences are enough.`,
};

export const practiceQuestions = {
  tryTitle: 'Try this',
  tryBody:
    'The school is named, you are not outside your trust. We ask what happened after six and twelve weeks.',
  trySchool: 'School',
  tryGo: 'We try this',
  tried: (school: string) => `${school} tries this. We’ll ask in six weeks what happened.`,

  tell: (week: string) => `${week} on: what happened?`,
  tellBody: 'Everyone who sees the post reads this with your school’s name.',
  happened: 'What happened?',
  happenedHelp: 'Two sentences are enough. Say it honestly: what did not work helps most.',
  withWhom: 'With whom?',
  withWhomHelp: 'For example “Two Year 4 classes”.',
  changed: 'What did you change?',
  tellGo: 'Share it',
  told: 'Thank you. Others can read it now.',

  adopt: 'Adopt it?',
  adoptBody: 'It shows that your school keeps doing this.',
  adoptGo: 'We’ve adopted it',

  stop: 'Stop trying this?',
  stopBody: 'Stopping is worth knowing. The reason stands beside your school’s name.',
  stopWhy: 'Why you stopped',
  stopGo: 'We’ve stopped',
  stopped: 'Noted. Thank you for saying why.',

  comment: 'Write a comment or ask',
  commentBody: 'Everyone who can see this post can read and answer it.',
  commentTitle: 'In a line',
  commentText: 'Your comment or question',
  commentGo: 'Post',

  withdraw: 'Withdraw this post?',
  withdrawBody:
    'Only those who work on it will see it. Schools that tried it keep a note that they did. You can share it again later.',
  withdrawGo: 'Withdraw',
  withdrawDone: 'Withdrawn.',
  takeDown: 'Take this post down?',
  takeDownBody: 'Only those who work on it will see it. Its author is told why.',
  remove: 'Delete this post?',
  removeBody: 'The comments and what schools said about it go with it. This can’t be undone.',
  removeDone: 'Deleted.',
  coauthorBody: 'They can change it once they accept. They see the draft at once.',
};

export const comments = {
  title: 'Comments',
  none: 'No comments yet.',
  write: 'Comment or ask',
  line: (messages: number, when: string) => `${everywhere.messages(messages)}, latest ${when}`,
};

export const practiceActions = {
  goOn: 'Go on with the draft',
  edit: 'Change it, or who can see it',
};
