// What peer review has to tell a person, and where each of it leads. Changes nothing.
import type { Notification } from '$generated/protocol';
import { bring } from './bring';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { homeReviews as words } from '$strings/home_reviews';
import type { IconName } from '../../assets/icons';
import type { Told } from './told';

interface About {
  /** Of the cycle, or of the action. */
  title: string;
  who: string;
  school: string;
  /** Whether it waits for this person. */
  needs: boolean;
}
interface Said extends Omit<Told, 'href'> {
  /** Where on the pages of the review it is done. */
  part?: string;
}
type Says = (about: About) => Said;

const tells =
  (icon: IconName, text: (about: About) => string, part = ''): Says =>
  (about) => ({ icon, text: text(about), part });

const asks =
  (icon: IconName, text: (about: About) => string, why: string, go: string, part = ''): Says =>
  (about) => ({ icon, text: text(about), part, ...(about.needs && { why, go }) });

const { wants, news } = words;
const selfReview = '/self-review';
const report = '/report';
const plan = '/plan';
const sayings: Partial<Record<Notification['because'], Says>> = {
  cycle_opened: asks('reviews', ({ title }) => wants.opened(title), wants.openedWhy, words.answer),
  cycle_joined: tells('school', ({ who, title }) => news.joined(who, title)),
  cycle_to_start: asks('clock', ({ title }) => wants.toStart(title), wants.toStartWhy, words.look),
  cycle_started: asks(
    'reviews',
    ({ title, needs }) => (needs ? wants.started(title) : news.started(title)),
    wants.startedWhy,
    words.look,
  ),
  cycle_ended: tells('archive', ({ title }) => news.ended(title)),
  review_requested: asks('school', ({ school }) => wants.requested(school), wants.requestedWhy, words.look),
  review_scoped: tells('list', ({ school }) => news.scoped(school)),
  interest_wanted: asks('scale', ({ school }) => wants.interest(school), wants.interestWhy, words.declare),
  interest_declared: asks(
    'scale',
    ({ who, school }) => wants.declared(who, school),
    wants.declaredWhy,
    words.look,
  ),
  interest_refused: tells('minus', ({ school }) => news.refused(school)),
  team_to_accept: asks('people', ({ school }) => wants.team(school), wants.teamWhy, words.look),
  review_confirmed: tells('calendar', ({ school }) => news.confirmed(school)),
  review_dates_changed: tells('calendar', ({ school }) => news.dates(school)),
  self_review_due: asks(
    'edit',
    ({ school }) => wants.selfReview(school),
    wants.selfReviewWhy,
    words.write,
    selfReview,
  ),
  self_review_submitted: tells('file', ({ school }) => news.selfReview(school), selfReview),
  visit_started: tells('map', ({ school }) => news.visit(school)),
  report_wanted: asks('edit', ({ school }) => wants.report(school), wants.reportWhy, words.write, report),
  report_sent: asks('eye', ({ school }) => wants.check(school), wants.checkWhy, words.check, report),
  report_commented: asks(
    'message',
    ({ who, school }) => wants.commented(who, school),
    wants.commentedWhy,
    words.answer,
    report,
  ),
  comment_answered: tells('reply', ({ school }) => news.answered(school), report),
  report_returned: asks(
    'reply',
    ({ school }) => wants.returned(school),
    wants.returnedWhy,
    words.look,
    report,
  ),
  report_to_sign: asks('edit', ({ school }) => wants.sign(school), wants.signWhy, words.sign, report),
  report_final: tells('check-circle', ({ school }) => news.final(school), report),
  report_granted: tells('eye', ({ school }) => news.granted(school)),
  grant_end_wanted: asks('lock', ({ school }) => wants.endGrant(school), wants.endGrantWhy, words.answer),
  plan_wanted: asks('list', ({ school }) => wants.plan(school), wants.planWhy, words.write, plan),
  review_action_given: asks('check-circle', ({ title }) => wants.action(title), wants.actionWhy, words.look),
  review_action_late: asks('alert', ({ title }) => wants.late(title), wants.lateWhy, words.tell),
  check_wanted: asks('help', ({ school }) => wants.impact(school), wants.impactWhy, words.tell, plan),
  review_checked: tells('check-circle', ({ school }) => news.checked(school)),
  reviewer_left: tells('leave', ({ school }) => news.left(school)),
  reviewer_wanted: asks(
    'user-plus',
    ({ school, needs }) => (needs ? wants.reviewer(school) : news.reviewer(school)),
    wants.reviewerWhy,
    words.find,
  ),
  review_closed: tells('archive', ({ school }) => news.closed(school)),
};

const held = {
  cycle: (id: number | undefined) => (id === undefined ? undefined : records.get('review_cycle', id)),
  review: (id: number | undefined) => (id === undefined ? undefined : records.get('review', id)),
  grant: (id: number | undefined) => (id === undefined ? undefined : records.get('report_grant', id)),
  action: (id: number | undefined) => (id === undefined ? undefined : records.get('review_action', id)),
};

/** The school that is reviewed. */
const hostOf = ({ review, report_grant: grant, review_action: action }: Notification): number | undefined =>
  held.review(review)?.host ?? held.grant(grant)?.host ?? held.action(action)?.host;

/** By when, as far as what it is about says so. */
function dueOf({ because, review_cycle, review: id, review_action }: Notification): string | undefined {
  const review = held.review(id);
  switch (because) {
    case 'cycle_opened':
      return held.cycle(review_cycle)?.phases.join_by;
    case 'interest_wanted':
    case 'interest_declared':
      return review?.declare_by;
    case 'self_review_due':
      return review?.self_review_by;
    case 'report_wanted':
    case 'report_returned':
      return review?.report_by;
    case 'report_sent':
      return review?.check_by;
    case 'plan_wanted':
      return review?.plan_by;
    case 'check_wanted':
      return review?.ninety_days_checked ? review.one_year_on : review?.ninety_days_on;
    case 'review_action_given':
    case 'review_action_late':
      return held.action(review_action)?.due;
    default:
      return undefined;
  }
}

function pageOf(note: Notification, part: string): string {
  if (note.review_action !== undefined) return `/actions/reviews/${note.review_action}`;
  // Who reads the report by a permission, or is asked to agree to its end.
  const { report_grant: grant } = note;
  if (grant !== undefined) return `/reviews/reports/${grant}`;
  if (note.review !== undefined) return `/reviews/${note.review}${part}`;
  const cycle = note.review_cycle;
  return cycle === undefined ? '/reviews' : `/reviews/cycles/${cycle}`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Undefined for what is not about peer review. */
export function note(note: Notification): Told | undefined {
  const { because, by, needs } = note;
  const cycle = held.cycle(note.review_cycle);
  const review = held.review(note.review);
  const grant = held.grant(note.report_grant);
  const action = held.action(note.review_action);
  const host = hostOf(note);
  const ofAction = because === 'review_action_given' || because === 'review_action_late';
  const said = sayings[because]?.({
    title: ofAction ? (action?.title ?? words.anAction) : ((cycle ?? review ?? grant)?.title ?? words.aCycle),
    who: (by === undefined ? '' : nameOf(by)) || home.somebody,
    school: records.get('organisation', host ?? 0)?.name ?? words.aSchool,
    needs,
  });
  if (!said) return undefined;
  const { part = '', ...told } = said;
  const due = needs ? dueOf(note) : undefined;
  return { href: pageOf(note, part), ...told, text: sentence(told.text), ...(due && { due }) };
}

/** Brings what it is about, as far as the person may read it. */
export function fetchFor(note: Notification): void {
  const { review_cycle: cycle, review, report_grant: grant, review_action: action } = note;
  if (cycle !== undefined) bring(`/review-cycles/${cycle}`, () => held.cycle(cycle));
  if (review !== undefined) bring(`/peer-reviews/${review}`, () => held.review(review));
  if (grant !== undefined) bring(`/report-grants/${grant}`, () => held.grant(grant));
  if (action !== undefined) bring(`/review-actions/${action}`, () => held.action(action));
  // Once it is known which school it is.
  const host = hostOf(note);
  if (host !== undefined) bring(`/organisations/${host}`, () => records.get('organisation', host));
}
