// Words of "This week" on Home: dates, days without school, when mail comes.
import type { DateOf } from '$generated/protocol';

export const week = {
  title: 'This week',
  calendar: 'Calendar',
  calendarLong: 'Add to your own calendar',
  today: 'Today',
  none: 'Nothing planned',
  closed: (name: string) => `No school: ${name}`,
  what: {
    visit: 'Visit',
    visit_record: 'Record of a visit due',
    agreement_ends: 'The agreement ends',
    midterm: 'Half-way check due',
    answer_match: 'Answer due: can you help?',
    resource_review: 'Review due',
    practice_review: 'Review due',
    adoption_story: 'Say how it went',
    action: 'Your action is due',
  } satisfies Record<DateOf, string>,
  hours: (from: string, to: string) => `${from} to ${to}`,
  from: (time: string) => `from ${time}`,
  later: (day: string) => `After this week, your next date is ${day}.`,
  nextClosed: (name: string, day: string) => `The next day without school is ${day}: ${name}.`,
  termEnds: (name: string, day: string) => `${name} ends ${day}.`,
  termStarts: (name: string, day: string) => `${name} starts ${day}.`,
  on: (day: string) => `on ${day}`,
  quiet: (to: string, from: string, days: string) =>
    `No email from ${to} to ${from}, ${days} or when school is closed.`,
  weekends: 'at weekends',
  alsoOff: (days: string) => `on ${days}, at weekends`,
  weekdays: {
    monday: 'Mondays',
    tuesday: 'Tuesdays',
    wednesday: 'Wednesdays',
    thursday: 'Thursdays',
    friday: 'Fridays',
    saturday: 'Saturdays',
    sunday: 'Sundays',
  } as Record<string, string>,
  changeQuiet: 'Change your working hours',

  actions: 'Your actions',
  allActions: 'All your actions',
  actionsMore: (number: number) => `and ${number} more`,
  noActions: 'None open.',

  nextDate: (title: string, when: string) => `Your next date is ${title}, ${when}.`,
  nextDigest: (when: string) => `Your next digest: ${when}.`,
  noDigest: 'You get no digest by email.',
  changeDigest: 'Change',
  failed: 'Your dates could not be loaded.',
};
