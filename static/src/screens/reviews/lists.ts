// Which reviews, cycles and reports stand where in my list. Pure.
import type { ReportGrant, Review, ReviewCycle } from '$generated/protocol';
import { joined, mySchools } from './cycle_view';
import { isReader, rolesIn, type ReviewAsker } from './review_view';

export interface MyReviews {
  hosting: Review[];
  helping: Review[];
  reviewing: Review[];
  past: Review[];
}

const byDay = (one: Review, other: Review) =>
  (one.first_day ?? '9').localeCompare(other.first_day ?? '9') || other.id - one.id;

/** Without those that I only organise: they stand with their cycle. */
export function groupsOf(asker: ReviewAsker, all: readonly Review[]): MyReviews {
  const found: MyReviews = { hosting: [], helping: [], reviewing: [], past: [] };
  for (const review of [...all].sort(byDay)) {
    const roles = rolesIn(review, asker);
    const onTeam = roles.reviewer || roles.candidate || roles.keptLead;
    if (review.state === 'closed') {
      if (roles.host) found.past.push(review);
    } else if (roles.host) found.hosting.push(review);
    else if (onTeam) found.reviewing.push(review);
    else if (roles.colleague) found.helping.push(review);
  }
  return found;
}

export interface MyCycles {
  /** Those where my answer is wanted first. */
  now: ReviewCycle[];
  past: ReviewCycle[];
}

export const wantsAnswer = (cycle: ReviewCycle, asker: ReviewAsker): boolean =>
  cycle.state === 'open' && mySchools(cycle, asker).some((school) => !joined(cycle, school));

export function cyclesOf(asker: ReviewAsker, all: readonly ReviewCycle[]): MyCycles {
  const newest = [...all].sort((one, other) => other.id - one.id);
  const over = ({ state }: ReviewCycle) => state === 'closed' || state === 'cancelled';
  const now = newest.filter((cycle) => !over(cycle));
  return {
    now: [
      ...now.filter((cycle) => wantsAnswer(cycle, asker)),
      ...now.filter((cycle) => !wantsAnswer(cycle, asker)),
    ],
    past: newest.filter(over),
  };
}

/** Reports that others opened to me, newest first. */
export const openReports = (asker: ReviewAsker, grants: readonly ReportGrant[]): ReportGrant[] =>
  grants
    .filter(({ state, reader }) => state === 'current' && isReader(reader, asker))
    .sort((one, other) => other.created - one.created);
