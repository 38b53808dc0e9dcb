// Words of the questions that a resource's page asks.
import { everywhere } from './everywhere';

export const questions = {
  pupils: everywhere.pupils,
  needText: 'Write something here.',
  needDate: 'Choose a date.',
  needNumber: 'Enter a number',
  needTime: 'Enter a time',
  needPerson: 'Choose somebody from the list.',
  needScale: 'Choose one of the four.',
  person: 'Name',
  personHelp: 'Begin to type and choose from the list.',
  notPupil: 'Why it is not about a pupil',
  notPupilHelp:
    'Part of what you wrote looks like a pupil’s details. Take it out, or say here why it is none.',

  confirm: 'Still right?',
  confirmBody: 'Say until when it holds. We remind you a month before.',
  confirmDate: 'Look at it again by',
  confirmGo: 'It still holds',
  confirmDone: 'Thank you. It shows as up to date again.',

  withdraw: 'Withdraw this resource?',
  withdrawBody:
    'Only those who work on it will see it. Schools that use it keep a note that they did. You can share it again later.',
  withdrawGo: 'Withdraw',
  withdrawDone: 'Withdrawn',

  takeDown: 'Take this resource down?',
  takeDownBody: 'Only those who work on it will see it. Its author is told why.',
  takeDownWhy: 'Why',
  takeDownGo: 'Take down',
  takeDownDone: 'Taken down',

  remove: 'Delete this resource?',
  removeBody:
    'Its files, versions, questions and what schools said about it go with it. This can’t be undone.',
  removeGo: 'Delete for good',
  removeDone: 'Deleted',

  transfer: 'Pass it on',
  transferBody: 'Whoever looks after it is reminded when it should be reviewed, and decides about it.',
  transferSeat: 'To the leads or subject leads, whoever they are',
  transferPerson: 'To a person',
  transferTo: 'To whom',
  transferGo: 'Pass on',
  transferDone: 'Passed on',

  coauthor: 'Ask a co-author',
  coauthorBody: 'They can change it and share new versions once they accept. They see the draft at once.',
  coauthorGo: 'Ask',
  coauthorDone: 'Asked',

  leave: 'Stop being a co-author?',
  leaveBody: 'You can’t change it any more.',
  leaveGo: 'Stop',
  leaveDone: 'You are no co-author any more',

  refuse: 'What should change first?',
  refuseWhy: 'Your reason',
  refuseHelp: 'Its makers read this.',
  refuseGo: 'Say so',
  refuseDone: 'Said. Its makers are told.',

  unapprove: 'Withdraw the approval?',
  unapproveGo: 'Withdraw approval',
  unapproveDone: 'The approval is withdrawn',

  report: 'Report a problem',
  reportBody: 'Those who look after it are told, and answer you.',
  reportReason: 'What is wrong?',
  reportText: 'Where, and what',
  reportGo: 'Report',
  reportDone: 'Reported. Thank you.',

  resolve: 'Answer the report',
  resolveText: 'What you did',
  resolveGo: 'Answer and close',
  resolveDone: 'Answered',

  copy: 'Make a copy to adapt',
  copyBody:
    'You get a draft of your own with the same description and files. It says where it comes from, and the original says that you adapted it.',
  copyWhere: 'Where your copy belongs',
  copyGo: 'Make my copy',
  copyDone: 'Your copy is a draft now',

  restore: (number: number) => `Restore version ${number}?`,
  restoreBody: 'Its files become the newest version. Nothing is lost: the present one stays below.',
  restoreNote: 'What changes by it',
  restoreGo: 'Restore',
  restoreDone: 'Restored as a new version',

  label: (number: number) => `Label version ${number}`,
  labelText: 'Label',
  labelHelp: 'For example “Autumn 2026”. Leave it empty to take it away.',
  labelDone: 'Saved',

  removeVersion: (number: number) => `Remove the files of version ${number}?`,
  removeVersionBody: 'The files go for good. Its note and date stay.',
  removeVersionGo: 'Remove the files',
  removeVersionDone: 'Removed',

  use: 'We use this',
  useBody: 'The school is named, you are not.',
  useWhere: 'School',
  useGo: 'We use this',

  story: 'How did it go?',
  storyBody: 'This is shown with your school’s name to everyone who sees the resource.',
  storyWhat: 'What did you use it for?',
  storyWhom: 'With whom?',
  storyWhomHelp: 'For example “Two Year 8 classes, mixed prior attainment”.',
  storyChanged: 'What did you change?',
  storyHappened: 'What happened?',
  storyGo: 'Share it',

  score: 'Score this resource',
  scoreBody: 'Only the average of all is shown, from three scores on.',
  scoreAsked: {
    clear: 'Is it easy to pick up and teach from?',
    accurate: 'Is the subject knowledge right?',
    adaptable: 'Is it easy to change for another class?',
    inclusive: 'Does it work for all pupils?',
  },
  scoreLow: 'Not yet',
  scoreHigh: 'Very much',
  scoreGo: 'Save',

  ask: 'Ask a question',
  askBody: 'Everyone who can see this resource can read and answer it.',
  askTitle: 'Your question in a line',
  askText: 'Tell a little more',
  askGo: 'Ask',

  collect: 'Add to a collection',
  collectWhere: 'Collection',
  collectNone: 'You have no collection yet. Make one under Collections first.',
  collectNote: 'A note beside it',
  collectGo: 'Add',
  collectDone: 'Added',
  collectHas: 'It is in that collection already.',
};

export const actions = {
  goOn: 'Go on with the draft',
  edit: 'Description and who can see it',
  newVersion: 'New version',
  confirm: 'It still holds',
  coauthor: 'Ask a co-author',
  transfer: 'Pass it on',
  withdraw: 'Withdraw',
  remove: 'Delete',
  takeDown: 'Take down',
  leave: 'Stop being a co-author',
  feature: 'Show it as featured',
  unfeature: 'Don’t feature it any more',
  featured: 'Featured',
  unfeatured: 'Not featured any more',
  copy: 'Copy to adapt',
  collect: 'Add to a collection',
  report: 'Report a problem',
  link: 'Copy link',
};
