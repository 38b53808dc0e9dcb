// The form in which support is asked for: what it holds, what is missing, and what is sent. Pure.
import * as v from 'valibot';
import type {
  Commands,
  Confidentiality,
  ExamBoard,
  KeyStage,
  SendNeed,
  SupportRequest,
  SupportWay,
} from '$generated/protocol';
import { sendNeeds } from '$lib/expertise';
import { examBoards, hasExams, keyStages } from '$lib/vocabulary';
import { requestForm as words } from '$strings/support';

export const ways: SupportWay[] = ['visit', 'call', 'coaching', 'documents'];
export const confidentialities: Confidentiality[] = ['brokers', 'trust', 'team'];
export const mostDays = 60;

export interface RequestForm {
  organisation: string;
  title: string;
  need: string;
  subject: string;
  stages: KeyStage[];
  exam_board: ExamBoard | '';
  send_needs: SendNeed[];
  priority: string;
  outcomes: string;
  wanted_from: string;
  wanted_to: string;
  ways: SupportWay[];
  days: number;
  wanted: string;
  confidentiality: Confidentiality;
  team: string;
}

const text = v.string();
const keptSchema = v.object({
  organisation: text,
  title: text,
  need: text,
  subject: text,
  stages: v.array(v.picklist(keyStages)),
  exam_board: v.union([v.literal(''), v.picklist(examBoards)]),
  send_needs: v.array(v.picklist(sendNeeds)),
  priority: text,
  outcomes: text,
  wanted_from: text,
  wanted_to: text,
  ways: v.array(v.picklist(ways)),
  days: v.number(),
  wanted: text,
  confidentiality: v.picklist(confidentialities),
  team: text,
});

/** What the device kept; undefined when it is nothing, or written by a page of another age. */
export function readKept(stored: string): RequestForm | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    return v.is(keptSchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** From today on, unless it is said otherwise. */
export const emptyForm = (organisation = 0, today = ''): RequestForm => ({
  organisation: organisation ? String(organisation) : '',
  title: '',
  need: '',
  subject: '',
  stages: [],
  exam_board: '',
  send_needs: [],
  priority: '',
  outcomes: '',
  wanted_from: today,
  wanted_to: '',
  ways: [],
  days: 1,
  wanted: '',
  confidentiality: 'brokers',
  team: '',
});

export const formOf = (request: SupportRequest): RequestForm => ({
  organisation: String(request.organisation),
  title: request.title,
  need: request.need,
  subject: request.subject ?? '',
  stages: request.stages ?? [],
  exam_board: request.exam_board ?? '',
  send_needs: request.send_needs ?? [],
  priority: request.priority,
  outcomes: request.outcomes,
  wanted_from: request.wanted_from ?? '',
  wanted_to: request.wanted_to ?? '',
  ways: request.ways ?? [],
  days: request.days,
  wanted: request.wanted === undefined ? '' : String(request.wanted),
  confidentiality: request.confidentiality,
  team: request.team === undefined ? '' : String(request.team),
});

export type Described = Commands['edit_support_request']['body'];

/** What is sent; absent is what says nothing. */
export function bodyOf(form: RequestForm): Described {
  return {
    title: form.title.trim(),
    need: form.need.trim(),
    priority: form.priority.trim(),
    outcomes: form.outcomes.trim(),
    days: form.days,
    stages: form.stages,
    send_needs: form.send_needs,
    ways: form.ways,
    ...(form.subject && { subject: form.subject }),
    ...(form.exam_board && hasExams(form.stages) && { exam_board: form.exam_board }),
    ...(form.wanted_from && { wanted_from: form.wanted_from }),
    ...(form.wanted_to && { wanted_to: form.wanted_to }),
    ...(form.wanted && { wanted: Number(form.wanted) }),
  };
}

export const audienceOf = ({ confidentiality, team }: RequestForm) => ({
  confidentiality,
  ...(confidentiality === 'team' && team && { team: Number(team) }),
});

/** What must be put right. A draft needs only a line; to be sent it must be whole. */
export function faultsOf(form: RequestForm, whole: boolean, today: string): { id: string; text: string }[] {
  const { errors } = words;
  const found: { id: string; text: string }[] = [];
  const need = (missing: boolean, id: string, text: string) => missing && found.push({ id, text });
  need(!form.organisation, 'organisation', errors.organisation);
  need(!form.title.trim(), 'title', errors.name);
  if (whole) {
    need(!form.need.trim(), 'need', errors.need);
    need(!form.outcomes.trim(), 'outcomes', errors.outcomes);
    need(!form.stages.length, 'stages', errors.stages);
    need(!form.ways.length, 'ways', errors.ways);
  }
  need(!Number.isInteger(form.days) || form.days < 1 || form.days > mostDays, 'days', errors.days(mostDays));
  need(whole && !form.wanted_from, 'wanted_from', errors.from);
  if (whole && form.wanted_to <= today) found.push({ id: 'wanted_to', text: errors.to });
  else if (form.wanted_from && form.wanted_to && form.wanted_to < form.wanted_from)
    found.push({ id: 'wanted_to', text: errors.order });
  need(form.confidentiality === 'team' && !form.team, 'team', errors.team);
  return found;
}

/** Whether anything was written that is worth keeping. */
export const isTouched = (form: RequestForm): boolean =>
  [form.title, form.need, form.outcomes, form.priority].some((one) => one.trim() !== '');
