// What is held of peer review, and fetching it. A review's parts carry its id: scope, self-review, report, plan, themes.
import type {
  EvidenceNote,
  Interest,
  ReportComment,
  ReportGrant,
  ReportReading,
  Review,
  ReviewAction,
  ReviewActivity,
  ReviewCycle,
  ReviewPlan,
  ReviewReport,
  ReviewScope,
  ReviewTheme,
  SelfReview,
} from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { fetchOrganisations } from '$lib/state/held';
import { one, page, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { headsAt, type ReviewAsker } from './review_view';

export const asker = (): ReviewAsker => ({
  person: session.person,
  memberships: session.me?.memberships ?? [],
});

// ---- what is held

export const reviewOf = (id: number): Review | undefined => records.get('review', id);
export const cycleOf = (id: number): ReviewCycle | undefined => records.get('review_cycle', id);
export const scopeOf = (review: number): ReviewScope | undefined => records.get('review_scope', review);
export const selfReviewOf = (review: number): SelfReview | undefined => records.get('self_review', review);
export const reportOf = (review: number): ReviewReport | undefined => records.get('review_report', review);
export const planOf = (review: number): ReviewPlan | undefined => records.get('review_plan', review);
export const themeOf = (review: number): ReviewTheme | undefined => records.get('review_theme', review);

/** Newest first. */
export const reviewsOf = (cycle: number): Review[] =>
  records.within('review', cycle).sort((one, other) => other.id - one.id);

/** Oldest first, replaced ones too. */
export const interestsOf = (review: number): Interest[] =>
  records
    .within('review_interest', review)
    .sort((one, other) => one.declared - other.declared || one.id - other.id);

/** By day and hour; cancelled ones too. */
export const activitiesOf = (review: number): ReviewActivity[] =>
  records
    .within('review_activity', review)
    .sort(
      (one, other) => one.date.localeCompare(other.date) || one.starts - other.starts || one.id - other.id,
    );

/** Newest first. */
export const notesOf = (review: number): EvidenceNote[] =>
  records
    .within('evidence_note', review)
    .sort((one, other) => other.created - one.created || other.id - one.id);

/** Oldest first. */
export const commentsOf = (review: number): ReportComment[] =>
  records
    .within('report_comment', review)
    .sort((one, other) => one.created - other.created || one.id - other.id);

/** Newest first, ended ones too. */
export const grantsOf = (review: number): ReportGrant[] =>
  records
    .within('report_grant', review)
    .sort((one, other) => other.created - one.created || other.id - one.id);

/** Newest first. */
export const readingsOf = (review: number): ReportReading[] =>
  records.within('report_reading', review).sort((one, other) => other.at - one.at || other.id - one.id);

/** By day; what has ended last. */
export const actionsOf = (review: number): ReviewAction[] =>
  records
    .within('review_action', review)
    .sort(
      (one, other) =>
        Number(one.ended !== undefined) - Number(other.ended !== undefined) ||
        one.due.localeCompare(other.due) ||
        one.id - other.id,
    );

// ---- fetching. All of it: Errors: ApiError.

/** Most parts are readable for some and in some states: what is not for me is no fault of the page. */
export async function unlessHidden(fetching: Promise<unknown>): Promise<void> {
  try {
    await fetching;
  } catch (error) {
    if (!(error instanceof ApiError && (error.code === 'not_found' || error.code === 'forbidden')))
      throw error;
  }
}

/** The names of people whom a record alone does not bring; who may not be known stays without one. */
export async function fetchNames(people: readonly (number | undefined)[]): Promise<void> {
  const unknown = [...new Set(people)].filter((id): id is number => id !== undefined && !records.name(id));
  await Promise.all(
    unknown.map((id) => one(`/people/${id}`, () => records.get('person', id)).catch(() => {})),
  );
}

const peopleOf = ({ organiser, delegate, team = [], colleagues = [] }: Review) => [
  organiser,
  delegate,
  ...team.map(({ person }) => person),
  ...colleagues.map(({ person }) => person),
];

/** The header with the names in it; not_found when it is not there for me. */
export async function fetchHeader(review: number): Promise<void> {
  await Promise.all([fetchOrganisations(), one(`/peer-reviews/${review}`, () => reviewOf(review))]);
  const found = reviewOf(review);
  if (found) await fetchNames(peopleOf(found));
}

export const fetchScope = (review: number): Promise<void> =>
  unlessHidden(one(`/review-scopes/${review}`, () => scopeOf(review)));

export const fetchSelfReview = (review: number): Promise<void> =>
  unlessHidden(one(`/self-reviews/${review}`, () => selfReviewOf(review)));

export const fetchActivities = (review: number): Promise<void> =>
  unlessHidden(wholeList(`/peer-reviews/${review}/activities`));

export const fetchNotes = (review: number): Promise<void> =>
  unlessHidden(wholeList(`/peer-reviews/${review}/notes`));

const fetchInterests = async (review: number): Promise<void> => {
  await unlessHidden(wholeList(`/peer-reviews/${review}/interests`));
  await fetchNames(interestsOf(review).flatMap(({ person, decided_by: by }) => [person, by]));
};

const fetchReportAlone = async (review: number): Promise<void> => {
  await unlessHidden(one(`/review-reports/${review}`, () => reportOf(review)));
  const found = reportOf(review);
  if (!found) return;
  const { team = [], signatures = [], dissents = [] } = found;
  await fetchNames([...team, ...[...signatures, ...dissents].map(({ person }) => person)]);
};

/** With the comments on it. */
export const fetchReport = async (review: number): Promise<void> => {
  await Promise.all([
    fetchReportAlone(review),
    unlessHidden(wholeList(`/peer-reviews/${review}/report/comments`)),
  ]);
};

/** Who may read the report, and who has. */
export const fetchGrants = async (review: number): Promise<void> => {
  await Promise.all([
    unlessHidden(wholeList(`/peer-reviews/${review}/report/grants`)),
    unlessHidden(wholeList(`/peer-reviews/${review}/report/readings`)),
  ]);
  await fetchNames(grantsOf(review).map(({ reader }) => reader.person));
};

export const fetchActions = (review: number): Promise<void> =>
  unlessHidden(wholeList(`/peer-reviews/${review}/actions`));

/** The plan, its actions and what is shared of it. */
export const fetchPlan = async (review: number): Promise<void> => {
  await Promise.all([
    unlessHidden(one(`/review-plans/${review}`, () => planOf(review))),
    unlessHidden(one(`/review-themes/${review}`, () => themeOf(review))),
    fetchActions(review),
  ]);
};

/** What every page of a review begins with: the header, the scope and the self-review, as far as they are for me. */
export async function fetchReview(review: number): Promise<void> {
  await Promise.all([fetchHeader(review), fetchScope(review), fetchSelfReview(review)]);
}

/** Heads of its schools and the organiser read the cycle; reviewers need not. */
export const seesCycle = ({ organiser, host, visitors = [] }: Review): boolean =>
  organiser === session.person || [host, ...visitors].some((school) => headsAt(asker(), school));

/** The first page of a review: with who declared what, and the cycle, whose days it keeps to. */
export async function fetchTeamAndScope(review: number): Promise<void> {
  await Promise.all([fetchReview(review), fetchInterests(review)]);
  const found = reviewOf(review);
  if (found && seesCycle(found))
    await unlessHidden(one(`/review-cycles/${found.cycle}`, () => cycleOf(found.cycle)));
}

const pageSize = 200;

/** My reviews, the cycles that I may read, and the reports that are open to me. */
export async function fetchMine(): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    page('/peer-reviews', { limit: pageSize }),
    page('/review-cycles', { limit: pageSize }),
    wholeList('/report-grants'),
  ]);
}

/** A cycle, and its reviews as far as I may read them. */
export async function fetchCycle(cycle: number): Promise<void> {
  await Promise.all([
    fetchOrganisations(),
    one(`/review-cycles/${cycle}`, () => cycleOf(cycle)),
    page('/peer-reviews', { cycle, limit: pageSize }),
  ]);
  const found = cycleOf(cycle);
  if (found) await fetchNames([found.owner, ...(found.schools ?? []).map(({ by }) => by)]);
}
