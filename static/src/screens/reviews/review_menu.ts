// What somebody can do with a review, besides what is next. Pure but for what it is given.
import type { MenuItem } from '$components/Menu.svelte';
import type { Review } from '$generated/protocol';
import { review as words } from '$strings/reviews_page';
import type { ReviewAsk } from './asks';
import { isBetween, isFrom, type Roles } from './review_view';

export type ReviewForm = 'scope' | 'team' | 'declare';

interface Can {
  ask: (wanted: ReviewAsk) => void;
  open: (form: ReviewForm) => void;
  copyLink: () => void;
  /** Whether I read the cycle. */
  seesCycle: boolean;
  today: string;
}

type Plain = Exclude<ReviewAsk['what'], 'replace' | 'release' | 'clear' | 'refuse'>;

export function menuOf(
  review: Review,
  roles: Roles,
  { ask, open, copyLink, seesCycle, today }: Can,
): MenuItem[] {
  const { menu } = words;
  const { state } = review;
  const found: MenuItem[] = [];
  const asks =
    (what: Plain): (() => void) =>
    () =>
      ask({ what, review } as ReviewAsk);
  const before = !isFrom(state, 'visiting');
  const staffed = isBetween(state, 'team_proposed', 'draft_report');
  const begun = review.first_day !== undefined && review.first_day <= today;

  if (roles.host && !isFrom(state, 'confirmed'))
    found.push({ label: menu.scope, icon: 'edit', run: () => open('scope') });
  if ((roles.host || roles.lead) && before && review.first_day !== undefined)
    found.push({ label: menu.dates, icon: 'calendar', run: asks('dates') });
  if (roles.organiser && isBetween(state, 'team_proposed', 'interests_declared'))
    found.push({ label: menu.team, icon: 'people', run: () => open('team') });
  if ((roles.organiser || roles.lead) && staffed)
    found.push({ label: menu.name, icon: 'user-plus', run: asks('name') });
  if ((roles.host || roles.lead) && state === 'self_review_submitted' && begun)
    found.push({ label: menu.start, icon: 'play', run: asks('start') });
  if (roles.lead && state === 'visiting') found.push({ label: menu.end, icon: 'check', run: asks('end') });
  if (roles.host && before) found.push({ label: menu.delegate, icon: 'users', run: asks('delegate') });
  if (roles.host && review.delegate !== undefined)
    found.push({ label: menu.undelegate, icon: 'user-x', run: asks('undelegate') });
  if ((roles.reviewer || roles.candidate) && isBetween(state, 'team_proposed', 'factual_check'))
    found.push({ label: menu.declare, icon: 'scale', run: () => open('declare') });
  if (seesCycle) found.push({ label: menu.cycle, icon: 'reviews', href: `/reviews/cycles/${review.cycle}` });
  found.push({ label: menu.link, icon: 'link', run: copyLink });
  if ((roles.reviewer || roles.candidate) && staffed)
    found.push({ label: menu.step_down, icon: 'leave', run: asks('step_down'), danger: true });
  if (roles.host && before)
    found.push({ label: menu.withdraw, icon: 'x', run: asks('withdraw'), danger: true });
  return found;
}
