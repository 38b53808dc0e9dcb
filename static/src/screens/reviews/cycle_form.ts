// The form of a cycle: what it holds, what is missing, and what is sent. Pure.
import type { Commands, CyclePhases, Framework, ReviewCycle } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { ApiError } from '$lib/api/http';
import { cycleForm as words, frameworks } from '$strings/reviews_cycle';
import { joined, schoolsLeast, schoolsMost, yearOf } from './cycle_view';

export type Template = keyof typeof frameworks;
export const templates: Template[] = ['headings', 'questions'];

export const phaseKeys = ['join_by', 'visits_from', 'visits_to', 'reports_by', 'checks_by'] as const;
export type PhaseKey = (typeof phaseKeys)[number];

export const headingsLeast = 2;
export const headingsMost = 10;
export const gradesMost = 6;
export const visitDaysMost = 5;
export const travelMost = 500;

export interface HeadingForm {
  title: string;
  prompt: string;
}

export interface CycleForm {
  organisation: string;
  title: string;
  school_year: number;
  framework: string;
  headings: HeadingForm[];
  /** One to a line. */
  grades: string;
  excellence: boolean;
  phases: Record<PhaseKey, string>;
  visit_days: number;
  travel_km: number;
  invited: number[];
}

type FrameworkForm = Pick<CycleForm, 'framework' | 'headings' | 'grades' | 'excellence'>;

export function fromTemplate(template: Template): FrameworkForm {
  const { name, headings, grades, excellence } = frameworks[template];
  return {
    framework: name,
    headings: headings.map((heading) => ({ ...heading })),
    grades: grades.join('\n'),
    excellence,
  };
}

/** Which template stands there unchanged. */
export const templateOf = (form: FrameworkForm): Template | '' =>
  templates.find((template) => {
    const { framework, headings, grades, excellence } = fromTemplate(template);
    const plain = { framework, headings, grades, excellence };
    const own: FrameworkForm = {
      framework: form.framework,
      headings: form.headings,
      grades: form.grades,
      excellence: form.excellence,
    };
    return JSON.stringify(plain) === JSON.stringify(own);
  }) ?? '';

export const emptyForm = (organisation: number, today: string): CycleForm => ({
  organisation: organisation ? String(organisation) : '',
  title: '',
  school_year: yearOf(today),
  ...fromTemplate('headings'),
  phases: { join_by: '', visits_from: '', visits_to: '', reports_by: '', checks_by: '' },
  visit_days: 2,
  travel_km: 40,
  invited: [],
});

export function formOf(cycle: ReviewCycle): CycleForm {
  const { framework, phases } = cycle;
  return {
    organisation: String(cycle.organisation),
    title: cycle.title,
    school_year: cycle.school_year,
    framework: framework.name,
    headings: (framework.headings ?? []).map(({ title, prompt }) => ({ title, prompt })),
    grades: (framework.grades ?? []).join('\n'),
    excellence: framework.excellence,
    phases: { ...phases },
    visit_days: cycle.visit_days,
    travel_km: cycle.travel_km,
    invited: cycle.invited ?? [],
  };
}

export const gradesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const frameworkOf = (form: CycleForm): Framework => ({
  name: form.framework.trim(),
  headings: form.headings.map(({ title, prompt }) => ({ title: title.trim(), prompt: prompt.trim() })),
  grades: gradesOf(form.grades),
  excellence: form.excellence,
});

export function bodyOf(form: CycleForm): Commands['edit_review_cycle']['body'] {
  const phases: CyclePhases = { ...form.phases };
  return {
    title: form.title.trim(),
    school_year: form.school_year,
    framework: frameworkOf(form),
    phases,
    visit_days: form.visit_days,
    travel_km: form.travel_km,
    invited: form.invited,
  };
}

/** How much of the form can be changed: all of a draft; what nobody joined on; dates alone. */
export type Reach = 'all' | 'terms' | 'dates' | 'none';
export const reachOf = (cycle: ReviewCycle | undefined): Reach => {
  const state = cycle?.state ?? 'draft';
  if (state === 'draft') return 'all';
  if (state === 'open') return 'terms';
  return state === 'running' ? 'dates' : 'none';
};

/** A school that has joined stays. */
export const isFixed = (cycle: ReviewCycle | undefined, school: number): boolean =>
  cycle !== undefined && cycle.state !== 'draft' && joined(cycle, school) !== undefined;

function faultsOfFramework({ framework, headings, grades }: CycleForm): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  if (!framework.trim()) found.push({ id: 'framework', text: errors.frameworkName });
  if (headings.length < headingsLeast)
    found.push({ id: 'add-heading', text: errors.headings(headingsLeast) });
  const seen = new Set<string>();
  for (const [at, { title }] of headings.entries()) {
    const name = title.trim().toLocaleLowerCase('en-GB');
    if (!name) found.push({ id: `heading-${at}`, text: errors.heading });
    else if (seen.has(name)) found.push({ id: `heading-${at}`, text: errors.sameHeading });
    seen.add(name);
  }
  const given = gradesOf(grades).length;
  if (given === 1) found.push({ id: 'grades', text: errors.grades });
  if (given > gradesMost) found.push({ id: 'grades', text: errors.manyGrades(gradesMost) });
  return found;
}

function faultsOfPhases({ phases }: CycleForm, today: string, before?: CyclePhases): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  for (const [at, key] of phaseKeys.entries()) {
    const day = phases[key];
    const earlier = phaseKeys.slice(0, at).map((one) => phases[one]);
    if (!day) found.push({ id: key, text: errors.date });
    else if (earlier.some((one) => one && one > day)) found.push({ id: key, text: errors.order });
    else if (key === 'join_by' && day < today && day !== before?.join_by)
      found.push({ id: key, text: errors.past });
  }
  return found;
}

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

/** What must be put right. `asking`: the schools are asked at once, so there must be enough of them. */
export function faultsOf(
  form: CycleForm,
  { today, asking, before }: { today: string; asking: boolean; before?: ReviewCycle | undefined },
): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  if (!form.title.trim()) found.push({ id: 'title', text: errors.title });
  found.push(...faultsOfFramework(form), ...faultsOfPhases(form, today, before?.phases));
  if (!isWhole(form.visit_days, 1, visitDaysMost))
    found.push({ id: 'visit_days', text: errors.visitDays(visitDaysMost) });
  if (!isWhole(form.travel_km, 1, travelMost))
    found.push({ id: 'travel_km', text: errors.travel(travelMost) });
  if (asking && form.invited.length < schoolsLeast)
    found.push({ id: 'schools', text: errors.few(schoolsLeast) });
  if (form.invited.length > schoolsMost) found.push({ id: 'schools', text: errors.many(schoolsMost) });
  return found;
}

export const isTouched = (form: CycleForm): boolean => form.title.trim() !== '' || form.invited.length > 0;

/** The control at fault, by the path that the hub names: `body.phases.join_by`, `body.framework.headings.0.title`. */
export function fieldAt(error: unknown): string {
  const path = error instanceof ApiError ? error.path.replace(/^body\./, '') : '';
  const heading = path.match(/^framework\.headings[.[](\d+)/)?.[1];
  if (heading !== undefined) return `heading-${heading}`;
  const [first = '', second = ''] = path.split(/[.[]/);
  if (first === 'invited') return 'schools';
  if (first === 'phases') return second || 'join_by';
  if (first === 'framework')
    return second === 'headings' ? 'add-heading' : second === 'grades' ? 'grades' : first;
  return first;
}
