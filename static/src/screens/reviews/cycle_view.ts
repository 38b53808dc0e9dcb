// A cycle of reviews as one looks at it: what I am to it, who visits whom, and what the rota breaks. Pure.
import type {
  CycleSchool,
  Organisation,
  OverviewLine,
  ReviewCycle,
  ReviewState,
  RotaPair,
  RotaProblem,
} from '$generated/protocol';
import { lineage } from '$lib/state/organisations';
import { headsAt, type ReviewAsker } from './review_view';

export const schoolsLeast = 3;
export const schoolsMost = 7;

/** "2025–26" */
export const schoolYear = (begins: number): string =>
  `${begins}–${String((begins + 1) % 100).padStart(2, '0')}`;
/** The school year that a date falls in, as the year in which it begins. */
export const yearOf = (date: string): number =>
  Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < 9 ? 1 : 0);

/** Networks and trusts that I lead, for which I may set up a cycle: from the top down. */
export function cyclePlaces(
  { memberships }: ReviewAsker,
  organisations: readonly Organisation[],
): Organisation[] {
  const led = new Set(
    memberships
      .filter(({ state, role }) => state === 'current' && (role === 'headteacher' || role === 'trust_leader'))
      .map(({ organisation }) => organisation),
  );
  return organisations
    .filter(({ type, state }) => state === 'joined' && (type === 'network' || type === 'trust'))
    .filter(({ id }) => lineage(id, organisations).some((above) => led.has(above.id)))
    .sort(
      (one, other) =>
        Number(other.type === 'network') - Number(one.type === 'network') ||
        one.name.localeCompare(other.name, 'en-GB'),
    );
}

export const joined = ({ schools = [] }: ReviewCycle, school: number): CycleSchool | undefined =>
  schools.find((one) => one.school === school);

/** Everybody who was asked or takes part. */
export const schoolsOf = ({ invited = [], schools = [] }: ReviewCycle): number[] => [
  ...new Set([...schools.map(({ school }) => school), ...invited]),
];

/** Schools of the cycle that I head. */
export const mySchools = (cycle: ReviewCycle, asker: ReviewAsker): number[] =>
  schoolsOf(cycle).filter((school) => headsAt(asker, school));

// ---- the rota

const isPair = (pair: RotaPair, host: number, visitor: number) =>
  pair.host === host && pair.visitor === visitor;
export const visits = (rota: readonly RotaPair[], host: number, visitor: number): boolean =>
  rota.some((pair) => isPair(pair, host, visitor));
export const visitorsOf = (rota: readonly RotaPair[], host: number): number[] =>
  rota.filter((pair) => pair.host === host).map(({ visitor }) => visitor);
export const hostsOf = (rota: readonly RotaPair[], visitor: number): number[] =>
  rota.filter((pair) => pair.visitor === visitor).map(({ host }) => host);

export const turned = (rota: readonly RotaPair[], host: number, visitor: number): RotaPair[] =>
  visits(rota, host, visitor)
    ? rota.filter((pair) => !isPair(pair, host, visitor))
    : [...rota, { host, visitor, reason: '' }];

export const withReason = (
  rota: readonly RotaPair[],
  { host, visitor }: RotaPair,
  reason: string,
): RotaPair[] => rota.map((pair) => (isPair(pair, host, visitor) ? { ...pair, reason } : pair));

/** What is broken of one pair, or of one school: said together, and kept by one reason. */
export interface Stretched {
  key: string;
  words: string[];
  state: 'refused' | 'open' | 'kept';
  /** Whose reason keeps it. */
  pair?: RotaPair;
}

/** The pair that a problem is about; of a school's days, one of its visits. */
function pairOf({ host, visitor }: RotaProblem, rota: readonly RotaPair[]): RotaPair | undefined {
  if (visitor === undefined) return undefined;
  if (host !== undefined) return rota.find((pair) => isPair(pair, host, visitor));
  const own = rota.filter((pair) => pair.visitor === visitor);
  return own.find(({ reason }) => reason) ?? own[0];
}

const weight = { refused: 0, open: 1, kept: 2 };

/** What can never be kept first, then what waits for a reason, then what has one. */
export function stretchedBy(problems: readonly RotaProblem[], rota: readonly RotaPair[]): Stretched[] {
  const found = new Map<string, Stretched>();
  for (const problem of problems) {
    const { rule, host, visitor, words, refused, kept } = problem;
    const state = refused ? 'refused' : kept ? 'kept' : 'open';
    const pair = refused ? undefined : pairOf(problem, rota);
    const key = pair ? `${pair.host}/${pair.visitor}` : `${rule}/${host ?? 0}/${visitor ?? 0}`;
    const before = found.get(key);
    if (!before) found.set(key, { key, words: [words], state, ...(pair && { pair }) });
    else {
      before.words.push(words);
      if (weight[state] < weight[before.state]) before.state = state;
    }
  }
  return [...found.values()].sort((one, other) => weight[one.state] - weight[other.state]);
}

// ---- where each review is

export const phaseNames = [
  'scope',
  'team',
  'self_review',
  'visit',
  'draft_report',
  'factual_check',
  'final',
  'follow_up',
] as const;
export type PhaseName = (typeof phaseNames)[number];

const phaseOfState: Record<Exclude<ReviewState, 'closed'>, PhaseName> = {
  draft: 'scope',
  requested: 'scope',
  scoped: 'team',
  team_proposed: 'team',
  interests_declared: 'team',
  confirmed: 'self_review',
  self_review_submitted: 'visit',
  visiting: 'visit',
  draft_report: 'draft_report',
  factual_check: 'factual_check',
  final: 'final',
  action_plan: 'final',
  impact_check: 'follow_up',
};

/** From 0; a closed review is past the last. */
export const phaseAt = (state: ReviewState): number =>
  state === 'closed' ? phaseNames.length : phaseNames.indexOf(phaseOfState[state]);

/** Late ones first, the latest of them on top; then by what is due next; what has ended last. */
export const byLateness = (lines: readonly OverviewLine[]): OverviewLine[] =>
  [...lines].sort(
    (one, other) =>
      Number(one.review === undefined) - Number(other.review === undefined) ||
      Number(one.state === 'closed') - Number(other.state === 'closed') ||
      other.days_late - one.days_late ||
      (one.due ?? '9').localeCompare(other.due ?? '9'),
  );

/** What a line waits for, as the organiser is told. */
export type CycleTodo = 'invite' | 'wait' | 'rota' | 'start' | 'running' | 'close' | 'closed' | 'cancelled';

export function cycleTodo(cycle: ReviewCycle, ready: boolean, allClosed: boolean): CycleTodo {
  switch (cycle.state) {
    case 'draft':
      return 'invite';
    case 'open': {
      if (ready) return 'start';
      return (cycle.schools ?? []).length < schoolsLeast ? 'wait' : 'rota';
    }
    case 'running':
      return allClosed ? 'close' : 'running';
    default:
      return cycle.state;
  }
}
