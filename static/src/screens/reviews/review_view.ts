// What a person is to a review, and which of its parts they have, as the permission table and the states say it, so
// that only what can be read is shown. The hub decides again. Pure.
import type { Membership, ReportReader, Review, ReviewState } from '$generated/protocol';

export interface ReviewAsker {
  person: number;
  memberships: readonly Membership[];
}

export interface Roles {
  /** The head of the school, or who acts for the head. */
  host: boolean;
  /** The head, who alone may name somebody to act. */
  head: boolean;
  organiser: boolean;
  colleague: boolean;
  /** A colleague who also reads the report that the host was sent. */
  reads: boolean;
  lead: boolean;
  /** Of the active team, the lead too. */
  reviewer: boolean;
  candidate: boolean;
  /** The lead reviewer whom the host lets go on reading the report. */
  keptLead: boolean;
}

const states: ReviewState[] = [
  'draft',
  'requested',
  'scoped',
  'team_proposed',
  'interests_declared',
  'confirmed',
  'self_review_submitted',
  'visiting',
  'draft_report',
  'factual_check',
  'final',
  'action_plan',
  'impact_check',
  'closed',
];
const rank = (state: ReviewState): number => states.indexOf(state);
export const isFrom = (state: ReviewState, first: ReviewState): boolean => rank(state) >= rank(first);
export const isBetween = (state: ReviewState, first: ReviewState, last: ReviewState): boolean =>
  rank(state) >= rank(first) && rank(state) <= rank(last);

/** On exactly this school: leading its trust is not enough. */
export const headsAt = ({ memberships }: ReviewAsker, school: number | undefined): boolean =>
  memberships.some(
    ({ state, organisation, role }) =>
      state === 'current' && organisation === school && (role === 'headteacher' || role === 'trust_leader'),
  );

/** Whether it is me whom it names: by name, or by a seat that I hold on exactly that organisation. */
export function isReader({ person, seat, organisation }: ReportReader, asker: ReviewAsker): boolean {
  if (person !== undefined || seat === undefined) return person === asker.person;
  if (seat === 'headteacher' || seat === 'trust_leader') return headsAt(asker, organisation);
  return asker.memberships.some(
    (one) =>
      one.state === 'current' &&
      one.organisation === organisation &&
      (seat === 'governor' ? one.role === 'governor' : (one.duties ?? []).includes('hub_manager')),
  );
}

export function rolesIn(review: Review, asker: ReviewAsker): Roles {
  const { person } = asker;
  const { state, team = [], colleagues = [] } = review;
  const mine = team.find((one) => one.person === person);
  const active = mine?.state === 'active';
  const assigned = active && isBetween(state, 'confirmed', 'action_plan');
  const colleague = colleagues.find((one) => one.person === person);
  const head = headsAt(asker, review.host);
  return {
    host: head || review.delegate === person,
    head,
    organiser: review.organiser === person,
    colleague: colleague !== undefined,
    reads: colleague?.report === true,
    lead: assigned && mine.lead,
    reviewer: assigned,
    candidate: mine !== undefined && !active && isBetween(state, 'team_proposed', 'factual_check'),
    keptLead: active && mine.lead && review.lead_kept && state === 'impact_check',
  };
}

export type ReviewPart = 'review' | 'self_review' | 'timetable' | 'notes' | 'report' | 'plan';

/**
 * The parts of a review that this person has a page for, in order; the first is always there for whoever reads the
 * header. `submitted`: of the self-review, where it is known.
 */
export function partsFor(review: Review, asker: ReviewAsker, submitted?: boolean): ReviewPart[] {
  const roles = rolesIn(review, asker);
  const { state } = review;
  const confirmed = isFrom(state, 'confirmed');
  const colleague = roles.colleague && isBetween(state, 'confirmed', 'impact_check');
  const sent = isFrom(state, 'factual_check');
  const visited = roles.reviewer && isFrom(state, 'visiting');
  const seesSelfReview =
    (roles.host && confirmed) ||
    colleague ||
    (roles.reviewer && (submitted ?? isFrom(state, 'self_review_submitted')));
  const has: Record<ReviewPart, boolean> = {
    review: true,
    self_review: seesSelfReview,
    timetable: (roles.host && confirmed) || colleague || roles.reviewer,
    notes: visited,
    report: visited || roles.keptLead || (sent && (roles.host || (colleague && roles.reads))),
    plan: roles.host && isFrom(state, 'final'),
  };
  return (Object.keys(has) as ReviewPart[]).filter((part) => has[part]);
}

const paths: Record<ReviewPart, string> = {
  review: '',
  self_review: '/self-review',
  timetable: '/timetable',
  notes: '/notes',
  report: '/report',
  plan: '/plan',
};
export const partHref = (review: number, part: ReviewPart): string => `/reviews/${review}${paths[part]}`;
