// Words for how a person hears of things: by mail, in the digest or here alone; and their calendar's address.
import type { DigestPace, FollowLevel, MailPace, NoticeKind } from '$generated/protocol';

export const settingsParts = {
  label: 'Parts of the settings',
  account: 'Account',
  mail: 'Mail',
  calendar: 'Calendar',
  programs: 'Programs',
};

/** What can be chosen by; the same words stand in the link that stops a kind's mails. */
export const kindWords: Record<NoticeKind, { name: string; help: string }> = {
  conversations: { name: 'Conversations', help: 'Somebody names you, answers you or accepts your answer.' },
  teams: { name: 'Teams', help: 'Requests to join, messages to the leads, being added or made a lead.' },
  library: { name: 'Library', help: 'Approvals, reviews that are due, checks of files, reports.' },
  practice: { name: 'Best practice', help: 'Schools that try what you wrote, and when to say how it went.' },
  support: { name: 'Support', help: 'Requests, being asked to help, agreements and visits.' },
  reviews: { name: 'Peer review', help: 'Cycles, visits, reports to check and sign, and what follows.' },
  buying: { name: 'Buying together', help: 'Contracts to keep or leave, pools to sign, savings to confirm.' },
  actions: { name: 'Actions', help: 'What you are to do by a day.' },
  administration: { name: 'Administration', help: 'Invitations, imports and erasures.' },
};

export const paceWords: Record<MailPace, { name: string; means: string }> = {
  at_once: {
    name: 'By mail at once',
    means:
      'What needs you comes as a mail of its own after two minutes, unless you have seen it by then. News waits for the digest.',
  },
  digest: { name: 'In the digest', means: 'No mail of its own. It stands in your next digest.' },
  hub: { name: 'Only here', means: 'No mail at all. You find it on Home.' },
};

export const levelWords: Record<
  FollowLevel,
  { name: string; means: string; said: (team: string) => string }
> = {
  follow: {
    name: 'Everything',
    means: 'Home and the digest tell of all its topics.',
    said: (team) => `You hear everything from ${team}.`,
  },
  normal: {
    name: 'What I take part in',
    means: 'Home tells of all its topics, the digest of those that you follow or wrote in.',
    said: (team) => `Your digest tells of what you take part in at ${team}.`,
  },
  mute: {
    name: 'Only when I’m named',
    means: 'Neither Home nor the digest tells of its topics. You still hear what concerns you by name.',
    said: (team) => `You hear from ${team} only when you’re named.`,
  },
};

export const hearing = {
  title: 'How you hear of things',
  suggested: 'Nothing is chosen yet: this is what your roles suggest. Change what you like.',
  saved: 'Saved.',
  mailOff: (email: string) =>
    `Mail to ${email} came back several times, so nothing but mail about your account is sent there.`,
  mailOffGo: 'Give another address',
  digest: 'Digest',
  digestHelp:
    'One mail with what you have not seen yet: what needs you, what is new, and the next seven days. When there is nothing to say, there is no mail.',
  digestPaces: {
    daily: 'Every working day',
    weekly: 'Once a week',
    never: 'Never',
  } satisfies Record<DigestPace, string>,
  day: 'On which day',
  dayHelp: 'When you are off that day, it comes on your next day at work.',
  next: (day: string, time: string) => `Next digest: ${day} at ${time}.`,
  tomorrow: 'tomorrow',
  today: 'today',
  kinds: 'What comes by mail',
  kindsHelp: 'Everything stands on Home, whatever you choose.',
  paceOf: (kind: string) => `${kind}: how it comes`,
  noDigest: 'You get no digest, so what is set to “In the digest” is only here.',
  teams: 'Your teams',
  teamsHelp: 'How much you hear of their topics. For a single topic, choose “Follow” or “Mute” in its menu.',
  noTeams: 'You’re not in a team yet.',
  levelOf: (team: string) => `${team}: how much you hear`,
  teamLevel: 'What you hear of it',
  hours: 'When mail comes',
  hoursHelp:
    'Mail waits for your working days and hours, and for days on which your school is open. Only mail about your account, such as a link to set a password, comes at any time.',
  span: (first: string, last: string) => `${first} to ${last}`,
  window: (days: string, from: string, to: string) => `For you that is ${days}, ${from} to ${to}.`,
  usual: 'That is what holds as long as your profile says nothing else.',
  toDays: 'Change your working days and hours',
  calendarOf: (place: string) => `When ${place} is open`,
  noTerms: 'No terms are entered yet, so every day from Monday to Friday counts, but for bank holidays.',
  terms: 'Terms',
  term: (name: string, from: string, to: string) => `${name}: ${from} to ${to}`,
  closed: 'Next bank holidays',
  closedDay: (name: string, day: string) => `${name}: ${day}`,
};

export const calendarAddress = {
  title: 'Your calendar elsewhere',
  intro:
    'Have your visits and the days on which something is due in Outlook, Google or on your phone. Only titles, places and times go there.',
  none: 'You have no address yet.',
  make: 'Make an address',
  made: 'Your address is ready.',
  since: (when: string) => `Your address was made ${when}.`,
  show: 'Show the address',
  hide: 'Hide it',
  address: 'Address for your calendar',
  copy: 'Copy',
  copied: 'Address copied.',
  copyFailed: 'Copy the address from the field.',
  caution:
    'Whoever knows the address can read these dates without signing in. Give it to nobody; if it got about, make a new one.',
  renew: 'New address',
  renewTitle: 'Make a new address?',
  renewBody: 'The one before stops working at once. Calendars that use it need the new one.',
  renewYes: 'Make a new address',
  remove: 'Take it away',
  removeTitle: 'Take the address away?',
  removeBody: 'It stops working at once, and calendars that use it show your dates no more.',
  removed: 'The address is taken away.',
  how: 'How to add it',
  programs: [
    { name: 'Outlook', steps: 'Calendar, Add calendar, Subscribe from web. Paste the address, then Import.' },
    {
      name: 'Google Calendar',
      steps: 'On a computer: Other calendars, the plus sign, From URL. Paste the address.',
    },
    { name: 'iPhone', steps: 'Calendar, Calendars, Add Calendar, Add Subscription Calendar.' },
  ],
  slow: 'Calendars look for changes every few hours, some once a day.',
};
