// Words used on many screens. Another language is another folder beside en-GB with the same shape.
import { count } from '$lib/format';

export const everywhere = {
  product: 'Staffroom',
  skipToMain: 'Skip to the main part',
  mainNavigation: 'Main',
  mobileNavigation: 'Main, mobile',
  unread: 'unread',
  needsYou: 'waiting for you',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  delete: 'Delete',
  show: 'Show',
  hide: 'Hide',
  retry: 'Try again',
  loading: 'Loading…',
  more: 'More',
  back: (to: string) => `Back to ${to}`,
  actionsFor: (what: string) => `Actions for ${what}`,
  opensInNewTab: '(opens in a new tab)',
  people: (number: number) => count(number, 'person', 'people'),
  messages: (number: number) => count(number, 'message', 'messages'),
  pupils: 'Please don’t name pupils.',
  formerMember: 'Former member',
  unsaved: 'Discard what you wrote?',
};

export const nav = {
  home: 'Home',
  teams: 'Teams',
  library: 'Library',
  practice: 'Best practice',
  reviews: 'Peer review',
  support: 'Support',
  buying: 'Buying',
  organisations: 'Our schools',
  people: 'People',
  admin: 'Administration',
  invitations: 'Invitations',
  settings: 'Settings',
  help: 'Help',
  signOut: 'Sign out',
  more: 'More',
  search: 'Search',
  searchAll: 'Search everything',
  notices: 'Notices',
  userMenu: (name: string) => `Your menu, ${name}`,
};

export const failures = {
  notFound: 'Page not found',
  missing: 'This page does not exist or is not shared with you.',
  goHome: 'Go to Home',
  title: 'We couldn’t load this',
  body: 'Nothing you wrote is lost.',
  unreachable: 'We can’t reach Staffroom',
  unreachableBody: 'Check your connection. Nothing you wrote is lost.',
  problems: (number: number) => `There ${number === 1 ? 'is 1 problem' : `are ${number} problems`} to fix`,
  error: 'Error:',
  /** For a command that was refused; the server's own sentence follows when it has one. */
  refused: 'That didn’t work.',
  forbidden: 'You can’t do this here.',
  offline: 'You’re offline. Try again when you’re back.',
  changedMeanwhile:
    'Somebody changed this while you were editing. Your text is still here; check theirs first.',
  tooMany: 'That was a lot at once. Wait a moment and try again.',
  noSpace: 'Staffroom can’t save anything just now. Your administrator has been told.',
};

export const connection = {
  offline: 'You’re offline.',
  offlineBody: 'Keep writing. We’ll send it when you’re back.',
  back: 'You’re back online.',
};
