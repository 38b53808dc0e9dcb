// The pages of those who are not signed in: a forgotten password, and what stands behind a link in a mail.
import { count } from '$lib/format';

export const password = {
  help: 'At least 10 characters. Three random words work well.',
  show: 'Show password',
  hide: 'Hide password',
  short: (missing: number) => count(missing, 'more character', 'more characters'),
  enough: 'Long enough',
  tooShort: 'Use at least 10 characters',
  tooLong: 'Use at most 256 characters',
};

export const forgot = {
  title: 'Forgotten your password?',
  body: 'Enter your school email. If there is an account with it, we’ll send a link to set a new password.',
  submit: 'Send the link',
  need: 'Enter your school email',
  unlike: 'Enter a whole email address, such as name@school.example',
  sentTitle: 'Check your email',
  sent: (email: string) => `If ${email} has an account, a link is on its way. It works for one hour.`,
  nothing:
    'Nothing after a few minutes? Look in your junk folder, check the address, or ask your school office.',
  other: 'Use another address',
  back: 'Back to sign in',
};

export const link = {
  goneTitle: 'This link doesn’t work any more',
  gone: 'It has been used, it is too old, or a newer one was sent. Nothing was changed.',
  goneNext:
    'Invited by a colleague? Ask them to send it again. Setting a password? Ask for a new link on the sign-in page.',
  toSignIn: 'Go to sign in',
  toHome: 'Go to Home',
  unexpected: 'Not you, or not expected?',
  until: (date: string) => `The link works until ${date}.`,
  otherSignedIn: (name: string) => `You’re signed in as ${name}.`,
};

export const invitation = {
  join: (place: string) => `Join ${place}`,
  invited: (label: string | undefined) => (label ? `, ${label}, invited you.` : ' invited you.'),
  invitedByHub: 'You were invited.',
  email: 'Your email',
  emailHelp: 'The invitation is for this address. It can’t be changed here.',
  name: 'Your name, as colleagues know you',
  needName: 'Enter your name',
  choose: 'Choose a password',
  submit: 'Join Staffroom',
  accept: 'Accept the invitation',
  decline: 'No, thank you',
  declineTitle: 'Say no to this invitation?',
  declineBody: 'The link stops working, and the person who invited you is told. You can be invited again.',
  declineYes: 'Say no',
  declined: 'You’ve said no to the invitation.',
  declinedBody: 'The link doesn’t work any more. There’s nothing else to do.',
  happens: 'What happens when you join',
  joinTeam: (team: string) => `You join ${team}`,
  joinPlace: (place: string) => `You join ${place}`,
  asRole: (role: string) => `As ${role}`,
  asGuest: 'As a guest: you see the channels that were chosen for you',
  leave: 'You can leave at any time',
  ends: (date: string) => `Until ${date}`,
  sees: 'Colleagues see your name, role and place of work',
  seesMore: 'Not your email address',
  once: 'The link works once',
  onceMore: 'After that you sign in with your email and password',
  hasAccount: 'You already have an account with this address. Sign in, and accept the invitation then.',
  signIn: 'Sign in to accept',
  signedInAs: (name: string) => `You’re signed in as ${name}. Accept with this account.`,
  notThis: (name: string) =>
    `You’re signed in as ${name}, which is another address. Sign out first, then open the link again.`,
  signOut: 'Sign out',
  cancelIt: 'Tell us and we’ll cancel it',
  words: 'They wrote:',
};

export const setPassword = {
  title: 'Set your password',
  welcome: (name: string) => `Welcome, ${name}.`,
  body: (email: string) => `For the account ${email}.`,
  choose: 'New password',
  submit: 'Save password',
  done: 'Your password is set.',
  doneBody: 'Sign in with it now. If you were signed in elsewhere, you’ve been signed out there.',
  notMe: 'This wasn’t me',
  notMeTitle: 'Stop this link?',
  notMeBody: 'The link stops working and your password stays as it is. Nobody got into your account.',
  notMeYes: 'Stop the link',
  notMeDone: 'The link is stopped.',
  notMeDoneBody: 'Your password is as it was. There’s nothing else to do.',
  points: [
    { icon: 'key', title: 'A password of your own', text: 'Different from those you use elsewhere' },
    { icon: 'device', title: 'Signed out elsewhere', text: 'Every other device asks for the new password' },
    { icon: 'clock', title: 'The link works once', text: 'Ask for a new one if it runs out' },
  ],
} as const;

export const confirmEmail = {
  title: 'Confirm your new email',
  body: (email: string) => `From now on you would sign in with ${email}.`,
  submit: 'Confirm this address',
  done: 'Your new address is confirmed.',
  doneBody: (email: string) => `Sign in with ${email} from now on. Your password stays the same.`,
  ignore: 'Close this page. Your address stays as it is.',
};

export const unsubscribe = {
  title: {
    conversations: 'Stop mails about conversations?',
    teams: 'Stop mails about your teams?',
    library: 'Stop mails about the library?',
    practice: 'Stop mails about best practice?',
    support: 'Stop mails about support?',
    reviews: 'Stop mails about peer review?',
    buying: 'Stop mails about buying together?',
    actions: 'Stop mails about actions?',
    administration: 'Stop mails about administration?',
    digest: 'Stop the digest?',
  },
  body: 'What needs you there will not come as a mail of its own any more. You still find it on Home, and in your digest if you get one.',
  bodyDigest: 'It will not come any more. You still find everything on Home.',
  to: (email: string) => `For mail to ${email}.`,
  still: 'Mail about your account, such as a link to set a password, still comes.',
  submit: 'Stop these mails',
  submitDigest: 'Stop the digest',
  done: 'These mails are stopped.',
  doneDigest: 'The digest is stopped.',
  change: 'Change it in settings',
  ignore: 'Not what you wanted? Close this page. Nothing changes.',
  points: [
    { icon: 'home', title: 'Nothing is lost', text: 'What needs you waits on Home' },
    { icon: 'clock', title: 'Mail keeps to your hours', text: 'And to days on which your school is open' },
    { icon: 'settings', title: 'You choose what comes', text: 'At once, in a digest, or not at all' },
  ],
} as const;
