// Words of the page on which people give programs a key of their own.
import type { TokenScope } from '$generated/protocol';

export const apiTokens = {
  title: 'Programs',
  intro:
    'A program, such as a timetable export, can work here in your name. It gets a token instead of your password, and with it only what you tick.',
  yours: 'Your tokens',
  none: 'No program has a token of yours.',
  may: (scopes: string) => `May ${scopes}`,
  until: (day: string) => `Ends on ${day}`,
  used: (when: string) => `last used ${when}`,
  unused: 'not used yet',
  revoke: 'Revoke',
  revokeLong: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeBody: 'The program that has it is shut out at once. This can’t be undone.',
  revoked: 'The token is revoked.',
  make: 'New token',
  name: 'What is it for?',
  nameHelp: 'So that you know it again, such as “Timetable export”.',
  scopes: 'What it may do',
  days: 'How long it lasts',
  daysOf: { 7: 'A week', 30: 'A month', 90: 'Three months', 366: 'A year' } as Record<number, string>,
  caution:
    'Whoever has the token can do these things as you. Tick as little as will do. Nothing it does can change your account.',
  go: 'Make the token',
  needName: 'Say what it is for',
  needScope: 'Tick at least one thing',
  madeTitle: 'Copy your token now',
  madeBody:
    'It is shown this once. When you leave this page, nobody can see it again, not even an administrator.',
  secret: 'Token',
  copy: 'Copy',
  copied: 'Token copied.',
  copyFailed: 'Copy the token from the field.',
  done: 'I have copied it',
};

/** In a list after “May”, and by itself beside a tick box. */
export const scopeWords: Record<TokenScope, { box: string; may: string }> = {
  read: { box: 'Read what I can read', may: 'read' },
  talk: { box: 'Write in teams and topics', may: 'write in teams and topics' },
  share: { box: 'Share resources and practice', may: 'share resources and practice' },
  support: { box: 'Work on support requests', may: 'work on support requests' },
  review: { box: 'Work on peer reviews', may: 'work on peer reviews' },
  buy: { box: 'Work on contracts and purchases', may: 'work on contracts and purchases' },
  administer: {
    box: 'Administer people and schools, where I may',
    may: 'administer people and schools',
  },
};
