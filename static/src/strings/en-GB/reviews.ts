// Peer review: the list, the page of a review, its team and who may read what.
import type { ReportSeat, ReviewState } from '$generated/protocol';

export const reviewTabs = {
  label: 'Parts of this review',
  parts: {
    review: 'Review',
    self_review: 'Self-review',
    timetable: 'Timetable',
    notes: 'Notes',
    report: 'Report',
    plan: 'Actions',
  },
};

export const reviewStates: Record<ReviewState, string> = {
  draft: 'Not begun',
  requested: 'Asked for',
  scoped: 'Questions set',
  team_proposed: 'Team being asked',
  interests_declared: 'Team cleared',
  confirmed: 'Confirmed',
  self_review_submitted: 'Self-review sent',
  visiting: 'Visit',
  draft_report: 'Report being written',
  factual_check: 'Factual check',
  final: 'Report final',
  action_plan: 'Action plan',
  impact_check: 'Follow-up',
  closed: 'Closed',
};

export const reviews = {
  title: 'Peer review',
  newCycle: 'Set up a cycle',
  newCycleShort: 'New cycle',
  hosting: 'At your school',
  reviewing: 'You review',
  helping: 'You work on it with your head',
  reports: 'Reports open to you',
  reportsHelp: 'The school let you read these. It sees when you do.',
  cycles: 'Cycles',
  past: 'Closed',
  none: 'No peer review yet',
  noneBody:
    'In a cycle, three to seven schools look at each other’s work. The report belongs to the school that was looked at.',
  noneHead: 'When your school is asked to join a cycle, you’ll find it here and on Home.',
  of: (school: string) => `Peer review at ${school}`,
  report: (school: string) => `Report on ${school}`,
  visit: (when: string) => `Visit ${when}`,
  due: (when: string) => `Due ${when}`,
  dueLate: (when: string) => `Was due ${when}`,
  until: (when: string) => `Until ${when}`,
  joinBy: (when: string) => `Join by ${when}`,
  joinAsked: 'You are asked to join',
  joined: 'You take part',
  organised: 'You organise it',
};

export const seatWords: Record<ReportSeat, string> = {
  headteacher: 'Headteacher',
  trust_leader: 'Trust leader',
  governor: 'Governors',
  hub_manager: 'Hub manager',
};
