// What is said in a post: the form, what is sent, and what is still missing before it can be shared. Pure.
import type { FormError } from '$components/ErrorSummary.svelte';
import type {
  Commands,
  CostBand,
  EvidenceKind,
  EvidenceStrength,
  KeyStage,
  Pin,
  PracticePost,
  TimeBand,
} from '$generated/protocol';
import { keyStages } from '$lib/vocabulary';
import { editor as words } from '$strings/practice_editor';

type Body = Commands['edit_practice']['body'];

export interface Description {
  title: string;
  result: string;
  context: string;
  pupils: string;
  /** Empty: none in particular. */
  subject: string;
  stages: KeyStage[];
  problems: string[];
  /** The last one may be empty: it is where one goes on writing. */
  steps: string[];
  cost: CostBand;
  cost_note: string;
  time: TimeBand;
  time_note: string;
  evidence_kind: EvidenceKind | '';
  evidence_strength: EvidenceStrength;
  evidence: string;
  impact: string;
  cannot_claim: string;
  differently: string;
  /** A person's id; empty: the seat. */
  contact: string;
  visits_offered: boolean;
  resources: number[];
  pins: Pin[];
}

export function descriptionOf(post: PracticePost): Description {
  return {
    title: post.title,
    result: post.result,
    context: post.context,
    pupils: post.pupils,
    subject: post.subject ?? '',
    stages: post.stages ?? [],
    problems: post.problems ?? [],
    steps: post.steps?.length ? post.steps : [''],
    cost: post.cost,
    cost_note: post.cost_note,
    time: post.time,
    time_note: post.time_note,
    evidence_kind: post.evidence_kind ?? '',
    evidence_strength: post.evidence_strength,
    evidence: post.evidence,
    impact: post.impact,
    cannot_claim: post.cannot_claim,
    differently: post.differently,
    contact: post.contact === undefined ? '' : String(post.contact),
    visits_offered: post.visits_offered,
    resources: post.resources ?? [],
    pins: post.pins ?? [],
  };
}

const texts = [
  'title',
  'result',
  'context',
  'pupils',
  'cost_note',
  'time_note',
  'evidence',
  'impact',
  'cannot_claim',
  'differently',
] as const;

export function bodyOf(form: Description): Body {
  const said = Object.fromEntries(texts.map((name) => [name, form[name].trim()])) as Pick<
    Description,
    (typeof texts)[number]
  >;
  return {
    ...said,
    stages: keyStages.filter((stage) => form.stages.includes(stage)),
    problems: form.problems,
    steps: form.steps.map((step) => step.trim()).filter(Boolean),
    cost: form.cost,
    time: form.time,
    evidence_strength: form.evidence_strength,
    visits_offered: form.visits_offered,
    resources: form.resources,
    pins: form.pins,
    ...(form.subject && { subject: form.subject }),
    ...(form.evidence_kind && { evidence_kind: form.evidence_kind }),
    ...(form.contact && { contact: Number(form.contact) }),
  };
}

export const sameBody = (one: Description, other: Description): boolean =>
  JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));

export const wants = ['title', 'context', 'steps', 'evidence_kind', 'impact'] as const;
export type Wanted = (typeof wants)[number] | 'audience' | 'invited';

const needs: Record<Wanted, string> = {
  title: words.needTitle,
  context: words.needContext,
  steps: words.needSteps,
  evidence_kind: words.needKind,
  impact: words.needImpact,
  audience: words.needAudience,
  invited: words.invitedOpen,
};
/** The field to which the error leads. */
const fields: Record<Wanted, string> = {
  title: 'title',
  context: 'context',
  steps: 'step-0',
  evidence_kind: 'evidence_kind',
  impact: 'impact',
  audience: 'audience',
  invited: '',
};

/** What readers need, and whether it is there, in the order of the page. */
export function completeness(
  form: Description,
  audience: string,
  invited: number,
): { what: Wanted; there: boolean }[] {
  const body = bodyOf(form);
  return [
    { what: 'title', there: body.title !== '' },
    { what: 'context', there: body.context !== '' },
    { what: 'steps', there: (body.steps ?? []).length > 0 },
    { what: 'impact', there: body.impact !== '' },
    { what: 'evidence_kind', there: form.evidence_kind !== '' },
    { what: 'audience', there: audience !== '' },
    ...(invited ? [{ what: 'invited' as const, there: false }] : []),
  ];
}

export function faultsOf(form: Description, audience: string, invited: number): FormError[] {
  return completeness(form, audience, invited)
    .filter(({ there }) => !there)
    .map(({ what }) => ({ id: fields[what], text: needs[what] }));
}

/** The id of the control for a field that the hub named. */
export const controlOf = (field: string): string => (field === 'steps' ? 'step-0' : field);

/** Moves a step one place up. */
export function movedUp(steps: readonly string[], at: number): string[] {
  const moved = [...steps];
  const [step = ''] = moved.splice(at, 1);
  moved.splice(at - 1, 0, step);
  return moved;
}
