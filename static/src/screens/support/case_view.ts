// A case of support as one looks at it: its stages, who has to act next, and what happened. Pure.
import type {
  SigningCapacity,
  SupportAgreement,
  SupportEvaluation,
  SupportMatch,
  SupportRequest,
  SupportVisit,
} from '$generated/protocol';
import type { Step } from '$components/Stepper.svelte';
import { dateOf } from './dates';
import { capacitiesOf, type Part } from './roles';
import { supportCase as words } from '$strings/support_case';

export interface Case {
  request: SupportRequest;
  matches: readonly SupportMatch[];
  /** Newest first. */
  agreements: readonly SupportAgreement[];
  /** By date. */
  visits: readonly SupportVisit[];
  evaluation: SupportEvaluation | undefined;
  part: Part;
  me: number;
  today: string;
}

export type Todo =
  | 'send'
  | 'answer'
  | 'take'
  | 'find'
  | 'hand_on'
  | 'wait'
  | 'agree'
  | 'sign'
  | 'plan'
  | 'visit'
  | 'record'
  | 'acknowledge'
  | 'midterm'
  | 'evaluate'
  | 'rate'
  | 'rate_later';

export interface Owed {
  todo: Todo;
  /** Whether I can do it. */
  mine: boolean;
  /** Who else: people by name, or a seat in words. */
  people: number[];
  seat?: 'broker' | 'heads' | 'requesterHead' | 'supporterHead';
  due?: string;
  visit?: SupportVisit;
}

export const liveAgreement = ({ agreements }: Pick<Case, 'agreements'>): SupportAgreement | undefined =>
  agreements.find(({ state }) => state !== 'ended');

export const allCapacities: SigningCapacity[] = [
  'requester',
  'requester_head',
  'supporter',
  'supporter_head',
];

/** Only signatures on what it says now count. */
export const signedNow = ({ signatures = [], content_hash: hash }: SupportAgreement) =>
  signatures.filter((signature) => signature.hash === hash);

export function missingLines(agreement: SupportAgreement): SigningCapacity[] {
  const signed = new Set(signedNow(agreement).map(({ capacity }) => capacity));
  return allCapacities.filter((capacity) => !signed.has(capacity));
}

/** Those that I may sign and nobody has. */
export const myLines = (agreement: SupportAgreement, part: Part): SigningCapacity[] =>
  missingLines(agreement).filter((capacity) => capacitiesOf(part).includes(capacity));

/** Somebody signed what it said before, and it was changed since. */
export const wasChanged = (agreement: SupportAgreement): boolean =>
  (agreement.signatures ?? []).some(({ hash }) => hash !== agreement.content_hash);

export const daysUsed = ({ half_days_used: halves }: SupportAgreement): number => halves / 2;

function whileOpen({ request, matches, part, me }: Case): Owed[] {
  const pending = matches.filter(({ state }) => state === 'asked');
  const mine = pending.find(({ person }) => person === me);
  const found: Owed[] = [];
  if (mine || part.candidate)
    found.push({ todo: 'answer', mine: true, people: [me], ...(mine && { due: mine.lapses }) });
  const due = request.answer_by && request.first_response === undefined ? { due: request.answer_by } : {};
  if (request.broker === undefined)
    found.push({ todo: 'take', mine: part.broker, people: [], seat: 'broker', ...due });
  else if (pending.length) {
    const [last] = pending.map(({ lapses }) => lapses).sort();
    const people = pending.map(({ person }) => person);
    found.push({ todo: 'wait', mine: false, people, ...(last && { due: last }) });
  } else found.push({ todo: 'find', mine: part.broker, people: [request.broker] });
  return found;
}

/** Whose line is whose, as far as people are named; heads are seats. */
function signers(agreement: SupportAgreement): Pick<Owed, 'people' | 'seat'> {
  const missing = missingLines(agreement);
  const people = [
    ...(missing.includes('requester') ? [agreement.requester] : []),
    ...(missing.includes('supporter') ? [agreement.supporter] : []),
  ];
  if (people.length) return { people };
  if (missing.length > 1) return { people: [], seat: 'heads' };
  return { people: [], seat: missing[0] === 'supporter_head' ? 'supporterHead' : 'requesterHead' };
}

function whileMatched(view: Case): Owed[] {
  const { request, part } = view;
  const agreement = liveAgreement(view);
  const people = [request.requester, ...(request.supporter === undefined ? [] : [request.supporter])];
  const due = request.agreement_by ? { due: request.agreement_by } : {};
  if (!agreement)
    return [{ todo: 'agree', mine: part.requester || part.supporter || part.broker, people, ...due }];
  return [{ todo: 'sign', mine: myLines(agreement, part).length > 0, ...signers(agreement), ...due }];
}

function ofVisits({ visits, part, today, request }: Case): Owed[] {
  const helper = request.supporter === undefined ? [] : [request.supporter];
  const found: Owed[] = [];
  for (const visit of visits) {
    const arrived = visit.state === 'due_record' || (visit.state === 'planned' && visit.date <= today);
    if (arrived) {
      const mine = part.supporter || (part.requester && visit.state === 'due_record');
      found.push({ todo: 'record', mine, people: helper, due: visit.record_by, visit });
    }
    if (visit.state !== 'recorded') continue;
    const forMe =
      (part.requesterHead && !visit.requester_head_read) ||
      (part.supporterHead && !visit.supporter_head_read);
    const seat = visit.requester_head_read
      ? ('supporterHead' as const)
      : visit.supporter_head_read
        ? ('requesterHead' as const)
        : ('heads' as const);
    found.push({ todo: 'acknowledge', mine: forMe, people: [], seat, visit });
  }
  return found;
}

function whileActive(view: Case): Owed[] {
  const { request, visits, part, today } = view;
  const agreement = liveAgreement(view);
  const found = ofVisits(view);
  const parties = [request.requester, ...(request.supporter === undefined ? [] : [request.supporter])];
  if (agreement?.midterm_asked) {
    const said = new Set((agreement.midterm ?? []).map(({ capacity }) => capacity));
    const owe = parties.filter((_, at) => !said.has(at === 0 ? 'requester' : 'supporter'));
    const mine = (part.requester && !said.has('requester')) || (part.supporter && !said.has('supporter'));
    if (owe.length) found.push({ todo: 'midterm', mine, people: owe });
  }
  const planned = visits.filter(({ state, date }) => state === 'planned' && date > today);
  const full = agreement !== undefined && agreement.half_days_used >= agreement.days * 2;
  if (!agreement || (full && !planned.length))
    found.push({ todo: 'evaluate', mine: part.requester || part.requesterHead, people: [request.requester] });
  else if (planned[0])
    found.push({
      todo: 'visit',
      mine: false,
      people: parties.slice(1),
      due: planned[0].date,
      visit: planned[0],
    });
  else if (agreement.state === 'in_force')
    found.push({ todo: 'plan', mine: part.requester || part.supporter, people: parties });
  return found;
}

/** All that is owed now, the most pressing first. */
export function owed(view: Case): Owed[] {
  const { request, evaluation, part } = view;
  switch (request.state) {
    case 'draft':
      return [{ todo: 'send', mine: part.requester, people: [request.requester] }];
    case 'open':
      return whileOpen(view);
    case 'matched':
      return whileMatched(view);
    case 'agreed':
    case 'active':
      return whileActive(view);
    case 'evaluated': {
      const asked = evaluation?.usefulness_asked === true && evaluation.usefulness === undefined;
      const due = evaluation && !asked ? { due: evaluation.usefulness_on } : {};
      const todo = asked ? 'rate' : 'rate_later';
      return [{ todo, mine: asked && part.requester, people: [request.requester], ...due }];
    }
    default:
      return [];
  }
}

/** What is mine goes before what others have to do. */
export function nextOf(view: Case): Owed | undefined {
  const all = owed(view);
  return all.find(({ mine }) => mine) ?? all[0];
}

/** The last stage that was reached; those that ended early keep the first alone. */
const reached: Record<SupportRequest['state'], number> = {
  draft: -1,
  open: 0,
  matched: 1,
  agreed: 2,
  active: 2,
  evaluated: 4,
  closed: 4,
  declined: 0,
  withdrawn: 0,
  handed_on: 0,
};

export const hasEnded = ({ state }: SupportRequest): boolean =>
  ['closed', 'declined', 'withdrawn', 'handed_on'].includes(state);

export function stagesOf(view: Case): Step[] {
  const { request, matches, visits, evaluation } = view;
  const accepted = matches.find(({ id }) => id === request.match)?.answered;
  const inForce = view.agreements.find(({ in_force: since }) => since !== undefined)?.in_force;
  const planned = visits.filter(({ state }) => state !== 'cancelled').length;
  const done = visits.filter(({ record }) => record !== undefined).length;
  const on = (at: number | undefined) => (at === undefined ? '' : dateOf(at));
  const notes = [
    on(request.opened),
    on(accepted),
    on(inForce),
    planned ? words.visitsDone(done, planned) : '',
    on(evaluation?.created),
  ];
  const last = reached[request.state];
  return words.stages.map((label, at): Step => {
    const now = at === last + 1 && !hasEnded(request);
    const note = notes[at] ? { note: notes[at] } : {};
    return { label, state: at <= last ? 'done' : now ? 'now' : 'todo', ...note };
  });
}
