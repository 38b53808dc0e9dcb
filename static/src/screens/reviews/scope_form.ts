// The form of a review's questions, days and agreed readers: what it holds, what is missing, what is sent. Pure.
import type {
  AgreedException,
  Commands,
  CyclePhases,
  ReportSeat,
  Review,
  ReviewScope,
} from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { ApiError } from '$lib/api/http';
import { fullDate } from '$lib/format';
import { scopeForm as words } from '$strings/reviews_page';

export const questionsLeast = 2;
export const exceptionsMost = 5;

export interface ExceptionForm {
  who: 'person' | ReportSeat;
  person: string;
  organisation: string;
  reason: string;
}

export interface ScopeForm {
  questions: string[];
  excellence: string;
  context: string;
  confidentiality: string;
  exceptions: ExceptionForm[];
  first_day: string;
  last_day: string;
}

export const emptyException = (): ExceptionForm => ({
  who: 'hub_manager',
  person: '',
  organisation: '',
  reason: '',
});

export const formOf = (review: Review, scope: ReviewScope): ScopeForm => ({
  questions: [0, 1, 2].map((at) => scope.questions?.[at] ?? ''),
  excellence: scope.excellence ?? '',
  context: scope.context,
  confidentiality: scope.confidentiality,
  exceptions: (scope.exceptions ?? []).map(({ reader, reason }) => ({
    who: reader.seat ?? 'person',
    person: reader.person === undefined ? '' : String(reader.person),
    organisation: reader.organisation === undefined ? '' : String(reader.organisation),
    reason,
  })),
  first_day: review.first_day ?? '',
  last_day: review.last_day ?? '',
});

const exceptionOf = ({ who, person, organisation, reason }: ExceptionForm): AgreedException => ({
  reader: who === 'person' ? { person: Number(person) } : { seat: who, organisation: Number(organisation) },
  reason: reason.trim(),
});

export function bodyOf(form: ScopeForm): Commands['edit_review_scope']['body'] {
  return {
    questions: form.questions.map((one) => one.trim()).filter(Boolean),
    ...(form.excellence.trim() && { excellence: form.excellence.trim() }),
    context: form.context.trim(),
    confidentiality: form.confidentiality.trim(),
    exceptions: form.exceptions.map(exceptionOf),
    first_day: form.first_day,
    last_day: form.last_day,
  };
}

function faultsOfDays({ first_day: first, last_day: last }: ScopeForm, phases?: CyclePhases): FormError[] {
  const { errors } = words;
  if (!first) return [{ id: 'first_day', text: errors.date }];
  if (!last) return [{ id: 'last_day', text: errors.date }];
  if (last < first) return [{ id: 'last_day', text: errors.order }];
  if (!phases) return [];
  const { visits_from: from, visits_to: to } = phases;
  const text = errors.phase(fullDate(from), fullDate(to));
  if (first < from || first > to) return [{ id: 'first_day', text }];
  return last > to ? [{ id: 'last_day', text }] : [];
}

function faultsOfException({ who, person, organisation, reason }: ExceptionForm, at: number): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  if (who === 'person' && !person) found.push({ id: `exception-person-${at}`, text: errors.person });
  if (who !== 'person' && !organisation) found.push({ id: `exception-at-${at}`, text: errors.organisation });
  if (!reason.trim()) found.push({ id: `exception-why-${at}`, text: errors.why });
  return found;
}

/** `whole`: it is to be agreed; what is kept for now needs its days only. */
export function faultsOf(form: ScopeForm, whole: boolean, phases?: CyclePhases): FormError[] {
  const { errors } = words;
  const found: FormError[] = [];
  const asked = form.questions.filter((one) => one.trim()).length;
  if (whole && asked < questionsLeast) found.push({ id: 'question-0', text: errors.few });
  if (whole && !form.confidentiality.trim())
    found.push({ id: 'confidentiality', text: errors.confidentiality });
  found.push(...faultsOfDays(form, whole ? phases : undefined));
  return [...found, ...form.exceptions.flatMap(faultsOfException)];
}

/** The control at fault, by the path that the hub names. */
export function fieldAt(error: unknown): string {
  const [first = '', at = '0', part = ''] =
    error instanceof ApiError ? error.path.replace(/^body\./, '').split(/[.[\]]+/) : [];
  if (first === 'questions') return `question-${at}`;
  if (first === 'exceptions') return part === 'reason' ? `exception-why-${at}` : `exception-who-${at}`;
  return first;
}
