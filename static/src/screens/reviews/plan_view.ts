// What comes next after a report is final, and what the plan page shows of it. Pure.
import type {
  Membership,
  Organisation,
  Review,
  ReviewAction,
  ReviewPlan,
  ReviewReport,
  ReviewTheme,
  SentenceType,
  Theme,
} from '$generated/protocol';
import type { Step } from '$components/Stepper.svelte';
import { civilDate } from '$lib/format';
import { lineage } from '$lib/state/organisations';
import { plan as words } from '$strings/reviews_plan';
import { dateOf, noonOf } from '../support/dates';

export type Stage = 'none' | 'write' | 'wait_ninety' | 'ninety' | 'wait_year' | 'year' | 'closed';

/** What the host has to do, and by when or on which day. */
export function stageOf(review: Review, today: string): { stage: Stage; due: string | undefined } {
  const { state, plan_by, ninety_days_on: ninety, one_year_on: year } = review;
  switch (state) {
    case 'final':
      return { stage: 'write', due: plan_by };
    case 'action_plan':
      return { stage: 'wait_ninety', due: ninety };
    case 'impact_check':
      if (!review.ninety_days_checked)
        return { stage: ninety !== undefined && today < ninety ? 'wait_ninety' : 'ninety', due: ninety };
      return { stage: year !== undefined && today < year ? 'wait_year' : 'year', due: year };
    case 'closed':
      return { stage: 'closed', due: undefined };
    default:
      return { stage: 'none', due: undefined };
  }
}

/** What may still be written: everything but what a closed review keeps. */
export const isOpen = ({ state }: Review): boolean =>
  state === 'final' || state === 'action_plan' || state === 'impact_check';

/** The dates from the signed report to the end. */
export function stepsOf(review: Review, plan: ReviewPlan | undefined, now = Date.now()): Step[] {
  const { steps } = words;
  const { stage } = stageOf(review, civilDate(now));
  const closed = stage === 'closed';
  const day = (date: string | undefined) => (date === undefined ? '' : dateOf(noonOf(date), now));
  const step = (label: string, note: string, done: boolean, isNow: boolean): Step => ({
    label,
    ...(note && { note }),
    state: done ? 'done' : isNow ? 'now' : 'todo',
  });
  const written = review.state !== 'final';
  const planned = plan?.workshop_on === undefined;
  return [
    step(steps.final, review.final_at === undefined ? '' : dateOf(review.final_at, now), true, false),
    step(
      planned ? steps.plan : steps.workshop,
      day(planned ? review.plan_by : plan.workshop_on),
      written,
      stage === 'write',
    ),
    step(
      steps.ninety,
      day(review.ninety_days_on),
      review.ninety_days_checked,
      stage === 'ninety' || stage === 'wait_ninety',
    ),
    step(
      steps.year,
      day(review.one_year_on),
      closed && (plan?.checks?.length ?? 0) > 1,
      stage === 'year' || stage === 'wait_year',
    ),
  ];
}

export interface Cited {
  number: number;
  /** "2.1", as the report counts. */
  label: string;
  type: SentenceType;
  /** Its place in the framework, and what it is called. */
  heading: number;
  under: string;
  text: string;
}

/** Every sentence of the report, in its order. */
export function sentencesOf(report: ReviewReport | undefined): Cited[] {
  const headings = report?.framework.headings ?? [];
  return (report?.sections ?? []).flatMap(({ heading, sentences = [] }) =>
    sentences.map(({ number, type, text }, at) => ({
      number,
      label: `${heading + 1}.${at + 1}`,
      type,
      heading,
      under: headings[heading]?.title ?? '',
      text,
    })),
  );
}

/** Strengths and needs: those of which something can be made. */
export const foundIn = (report: ReviewReport | undefined): Cited[] =>
  sentencesOf(report).filter(({ type }) => type !== 'finding');

export const hasEnded = ({ state }: ReviewAction): boolean => state === 'done' || state === 'cancelled';
export const isLate = (action: ReviewAction, now = Date.now()): boolean =>
  !hasEnded(action) && action.due < civilDate(now);

/** How many of those that were not cancelled are done. */
export function doneOf(actions: readonly ReviewAction[]): { done: number; all: number } {
  const counted = actions.filter(({ state }) => state !== 'cancelled');
  return { done: counted.filter(({ state }) => state === 'done').length, all: counted.length };
}

/** Who may own an action: people of the school, and of what stands above it. */
export function ownersAt(
  host: number,
  memberships: readonly Membership[],
  organisations: readonly Organisation[],
): number[] {
  const places = new Set(lineage(host, organisations).map(({ id }) => id));
  const fitting = memberships.filter(
    ({ organisation, state }) => state === 'current' && places.has(organisation),
  );
  // Those of the school itself first.
  fitting.sort((one, other) => Number(other.organisation === host) - Number(one.organisation === host));
  return [...new Set(fitting.map(({ person }) => person))];
}

export interface ThemeChoice {
  heading: number;
  under: string;
  strength: boolean;
  words: string;
  chosen: boolean;
}
const themeMost = 160;

/** What can be shared: what is shared already, and the report's strengths and needs. */
export function themeChoices(
  report: ReviewReport | undefined,
  shared: ReviewTheme | undefined,
): ThemeChoice[] {
  const headings = report?.framework.headings ?? [];
  const held = (shared?.shared ? (shared.themes ?? []) : []).map((theme) => ({
    ...theme,
    under: headings[theme.heading]?.title ?? '',
    chosen: true,
  }));
  const offered = foundIn(report).map(({ heading, under, type, text }) => ({
    heading,
    under,
    strength: type === 'strength',
    words: [...text].slice(0, themeMost).join(''),
    chosen: false,
  }));
  const isHeld = (offer: ThemeChoice) =>
    held.some((one) => one.words === offer.words && one.heading === offer.heading);
  return [...held, ...offered.filter((offer) => !isHeld(offer))];
}

export const themesOf = (choices: readonly ThemeChoice[]): Theme[] =>
  choices
    .filter(({ chosen }) => chosen)
    .map(({ heading, strength, words: said }) => ({ heading, strength, words: said.trim() }));
