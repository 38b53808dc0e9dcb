// Made-up cycles for unit tests.
import type { CycleState, ReviewCycle } from '$generated/protocol';
import type { ReviewAsker } from './review_view';

export const cycleIn = (state: CycleState, over: Partial<ReviewCycle> = {}): ReviewCycle => ({
  kind: 'review_cycle',
  id: 3,
  self: '',
  version: 1,
  organisation: 5,
  title: 'Fellside cluster',
  school_year: 2025,
  state,
  owner: 8,
  framework: {
    name: 'Enquiry questions',
    headings: [
      { title: 'What is working', prompt: '' },
      { title: 'What could be better', prompt: '' },
    ],
    excellence: false,
  },
  phases: {
    join_by: '2026-01-09',
    visits_from: '2026-01-12',
    visits_to: '2026-04-24',
    reports_by: '2026-05-29',
    checks_by: '2027-06-30',
  },
  visit_days: 2,
  travel_km: 40,
  invited: [10, 11, 12],
  join_asked: false,
  created: 0,
  end_reason: '',
  ...over,
});

export const headOf = (organisation: number, person = 1): ReviewAsker => ({
  person,
  memberships: [
    {
      kind: 'membership',
      id: 1,
      self: '',
      version: 1,
      person,
      organisation,
      role: 'headteacher',
      state: 'current',
    },
  ],
});
