// What Home says about actions, and about mail that does not arrive.
export const homeActions = {
  anAction: 'an action',
  given: (name: string, title: string) => `${name} gave you an action: ${title}`,
  due: (title: string) => `Your action is due soon: ${title}`,
  late: (title: string) => `Your action is late: ${title}`,
  finished: (name: string, title: string) => `${name} finished an action: ${title}`,
  done: 'Done',
  doneSaid: 'Marked as done.',
  later: 'Remind me',
  laterSaid: 'You’ll be reminded the working day before.',
  look: 'Look at it',
  emailOff: 'Email to you doesn’t arrive',
  emailOffWhy: 'Several came back, so none is sent for now. Check your address to start it again.',
  emailOffGo: 'Check the address',
};
