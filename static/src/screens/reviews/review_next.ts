// What a review waits for, and whether it is for me. Pure.
import type { Review } from '$generated/protocol';
import { isFrom, type ReviewPart, type Roles } from './review_view';

export type ReviewTodo =
  | 'scope'
  | 'team'
  | 'name'
  | 'declare'
  | 'clear'
  | 'accept'
  | 'self_review'
  | 'start_without'
  | 'visit_ahead'
  | 'start'
  | 'visit'
  | 'end_visit'
  | 'report'
  | 'check_report'
  | 'answer_report'
  | 'plan'
  | 'actions'
  | 'check'
  | 'check_later'
  | 'closed';

/** Who acts: by what they are to the review, since names are not always known. */
export type Seat = 'host' | 'organiser' | 'deciders' | 'candidates' | 'lead' | 'team' | 'nobody';

export interface ReviewNext {
  todo: ReviewTodo;
  seat: Seat;
  mine: boolean;
  due?: string;
  /** The part of the review where it is done. */
  part?: ReviewPart;
}

const wholeTeam = ({ team = [] }: Review): boolean => team.some(({ lead }) => lead) && team.length > 1;

/** What concerns people who have not been cleared, or places that nobody has. */
function ofTeam(review: Review, roles: Roles, me: number): ReviewNext[] {
  const { team = [], declare_by: due } = review;
  const found: ReviewNext[] = [];
  const asked = team.filter(({ state }) => state === 'asked');
  const mine = asked.some(({ person }) => person === me);
  const by = due ? { due } : {};
  if (mine) found.push({ todo: 'declare', seat: 'candidates', mine, ...by });
  const declared = team.filter(({ state }) => state === 'declared');
  if (declared.length) {
    const decides = (roles.organiser || roles.host) && declared.some(({ person }) => person !== me);
    found.push({ todo: 'clear', seat: 'deciders', mine: decides });
  }
  if (!wholeTeam(review)) found.push({ todo: 'name', seat: 'organiser', mine: roles.organiser });
  if (asked.length && !mine) found.push({ todo: 'declare', seat: 'candidates', mine: false, ...by });
  return found;
}

function beforeVisit(review: Review, roles: Roles, today: string): ReviewNext {
  const { state, first_day: first, self_review_by: by } = review;
  const begun = first !== undefined && first <= today;
  if (state === 'confirmed') {
    if (begun && roles.lead) return { todo: 'start_without', seat: 'lead', mine: true };
    const due = by ? { due: by } : {};
    return {
      todo: 'self_review',
      seat: 'host',
      mine: roles.host || roles.colleague,
      part: 'self_review',
      ...due,
    };
  }
  if (begun) return { todo: 'start', seat: 'lead', mine: roles.host || roles.lead };
  return { todo: 'visit_ahead', seat: 'nobody', mine: false, ...(first && { due: first }) };
}

function visiting({ last_day: last }: Review, roles: Roles, today: string): ReviewNext {
  const over = last !== undefined && last <= today;
  if (over && roles.lead) return { todo: 'end_visit', seat: 'lead', mine: true };
  return {
    todo: 'visit',
    seat: 'team',
    mine: roles.reviewer,
    ...(roles.reviewer && { part: 'notes' as const }),
    ...(last && { due: last }),
  };
}

function withReport({ check_by: due }: Review, roles: Roles): ReviewNext {
  const when = due ? { due } : {};
  if (roles.lead) return { todo: 'answer_report', seat: 'lead', mine: true, part: 'report', ...when };
  const mine = roles.host || roles.reads;
  return { todo: 'check_report', seat: 'host', mine, part: 'report', ...when };
}

function following(review: Review, roles: Roles, today: string): ReviewNext {
  const due = review.ninety_days_checked ? review.one_year_on : review.ninety_days_on;
  const when = due ? { due } : {};
  if (due !== undefined && due <= today)
    return { todo: 'check', seat: 'host', mine: roles.host, part: 'plan', ...when };
  return { todo: 'check_later', seat: 'nobody', mine: false, ...when };
}

function ofState(review: Review, roles: Roles, today: string): ReviewNext | undefined {
  const { report_by: reportBy, plan_by: planBy } = review;
  switch (review.state) {
    case 'draft':
    case 'requested':
      return { todo: 'scope', seat: 'host', mine: roles.host };
    case 'scoped':
      return { todo: 'team', seat: 'organiser', mine: roles.organiser };
    case 'team_proposed':
      return undefined;
    case 'interests_declared':
      return { todo: 'accept', seat: 'host', mine: roles.host };
    case 'confirmed':
    case 'self_review_submitted':
      return beforeVisit(review, roles, today);
    case 'visiting':
      return visiting(review, roles, today);
    case 'draft_report':
      return {
        todo: 'report',
        seat: 'team',
        mine: roles.reviewer,
        part: 'report',
        ...(reportBy && { due: reportBy }),
      };
    case 'factual_check':
      return withReport(review, roles);
    case 'final':
      return { todo: 'plan', seat: 'host', mine: roles.host, part: 'plan', ...(planBy && { due: planBy }) };
    case 'action_plan':
      return {
        todo: 'actions',
        seat: 'host',
        mine: roles.host,
        part: 'plan',
        ...(planBy && { due: planBy }),
      };
    case 'impact_check':
      return following(review, roles, today);
    case 'closed':
      return { todo: 'closed', seat: 'nobody', mine: false };
  }
}

/** What is mine goes before what others have to do; the team's affairs go before the rest of what is mine. */
export function nextOf(review: Review, roles: Roles, me: number, today: string): ReviewNext | undefined {
  const hasTeam = isFrom(review.state, 'team_proposed') && !isFrom(review.state, 'factual_check');
  const team = hasTeam ? ofTeam(review, roles, me) : [];
  const main = ofState(review, roles, today);
  const all = main ? [...team.filter(({ mine }) => mine), main, ...team] : team;
  return all.find(({ mine }) => mine) ?? all[0];
}
