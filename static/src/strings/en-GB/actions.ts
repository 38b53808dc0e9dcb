// Words of actions: what somebody is to do by a day, agreed on in a topic.
import { count } from '$lib/format';

export const actions = {
  title: 'Your actions',
  sub: 'What you’ve agreed to do, by when.',
  inTopic: 'Actions',
  make: 'Make an action',
  makeNew: 'New action',
  change: 'Change action',
  changeDo: 'Change',
  what: 'What is to be done',
  whatHelp: 'In a few words, such as “Order the counters for both schools”.',
  who: 'Who does it',
  whoHelp: 'Somebody who reads this topic. They’re told at once.',
  choose: 'Choose a person',
  me: (name: string) => `${name} (you)`,
  when: 'By when',
  weekend: 'That’s at a weekend.',
  readers: 'Everyone who reads this topic sees it.',
  go: 'Make action',
  needTitle: 'Say what is to be done.',
  needOwner: 'Choose who does it.',
  needDue: 'Choose a day.',
  needNotPast: 'Choose today or a later day.',
  notReader: 'This person can’t read the topic. Choose somebody who does.',
  made: (name: string) => `Action made for ${name}.`,
  madeForMe: 'Added to your actions.',
  saved: 'Action changed.',

  summary: (open: number, late: number) => {
    if (!open) return 'none open';
    return late ? `${open} open, ${late} late` : `${open} open`;
  },
  ended: (number: number) => `${count(number, 'action', 'actions')} done or cancelled`,
  fromMessage: 'From this message',
  by: (name: string) => `Asked by ${name}`,
  topicGone: 'Its topic was deleted, or is no longer shared with you.',
  done: 'Done',
  doneSaid: 'Marked as done.',
  reopen: 'Reopen',
  reopenedSaid: 'Open again.',
  cancel: 'Cancel action',
  cancelledSaid: 'Action cancelled.',
  options: (title: string) => `Options for ${title}`,

  open: 'To do',
  openRule: (number: number) => `${count(number, 'action', 'actions')}, the earliest first`,
  none: 'Nothing to do here',
  noneBody: 'An action is made in a topic, from the menu of a message.',
  past: 'Done and cancelled',
  pastNone: 'Nothing yet.',
  older: 'Show older ones',
};
