export const myData = {
  title: 'Your data',
  email: 'Your email',
  emailNow: (email: string) => `You sign in with ${email}.`,
  pending: (email: string) =>
    `A link to confirm ${email} is on its way. Until you use it, you sign in with the old address.`,
  newEmail: 'New email',
  newEmailHelp: 'We send a link to it. It counts once you’ve used the link; the old address is told.',
  change: 'Change email',
  sent: 'A link is on its way to the new address.',
  need: 'Enter an email address',
  download: 'What the hub holds about you',
  downloadHelp:
    'One zip file with everything: a page to read, and the same as data for machines. Made at the moment that you ask.',
  downloadGo: 'Download your data',
  done: 'What you have done here',
  doneHelp: 'The entries of the audit that are about you.',
  doneGo: 'See your entries',
  erase: 'Be erased',
  eraseHelp:
    'You can ask to be forgotten. An administrator of your organisation approves it; until then you can take it back.',
  eraseGo: 'Ask to be erased',
  asked: (when: string) => `You asked to be erased ${when}. It waits for an administrator.`,
  decided: 'Your request is being carried out.',
  withdraw: 'Take it back',
  withdrawn: 'Your request is withdrawn.',
  you: 'your account',
};
