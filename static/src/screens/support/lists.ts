// Which requests stand where: mine by what I am to them, and the brokers' queue by what they wait for. Pure.
import type { SupportRequest, SupportState } from '$generated/protocol';
import { leadsAt, type Asker } from './roles';

const over: SupportState[] = ['closed', 'declined', 'withdrawn', 'handed_on'];
export const isOver = ({ state }: SupportRequest): boolean => over.includes(state);

const newestFirst = (one: SupportRequest, other: SupportRequest) =>
  (other.opened ?? other.created) - (one.opened ?? one.created) || other.id - one.id;

export interface Mine {
  asked: SupportRequest[];
  requests: SupportRequest[];
  supporting: SupportRequest[];
  schools: SupportRequest[];
  past: SupportRequest[];
}

export function groupsOfMine(asker: Asker, all: readonly SupportRequest[]): Mine {
  const found: Mine = { asked: [], requests: [], supporting: [], schools: [], past: [] };
  for (const request of [...all].sort(newestFirst)) {
    const own = request.requester === asker.person;
    const helps = request.supporter === asker.person;
    const atMine = leadsAt(asker, request.organisation) || leadsAt(asker, request.supporter_school);
    if ((request.asked ?? []).includes(asker.person)) found.asked.push(request);
    else if (isOver(request)) {
      if (own || helps || atMine) found.past.push(request);
    } else if (own) found.requests.push(request);
    else if (helps) found.supporting.push(request);
    else if (atMine) found.schools.push(request);
  }
  // Drafts first: they wait for me alone.
  found.requests.sort((one, other) => Number(other.state === 'draft') - Number(one.state === 'draft'));
  return found;
}

export const queueGroups = ['new', 'late', 'waiting', 'running', 'ended'] as const;
export type QueueGroup = (typeof queueGroups)[number];

/** `today` as the server writes dates. */
export function queueGroup(request: SupportRequest, today: string): QueueGroup {
  if (isOver(request)) return 'ended';
  if (request.state === 'matched' && request.agreement_by && request.agreement_by < today) return 'late';
  if (request.state !== 'open') return 'running';
  const owed = request.first_response === undefined;
  if (owed && request.answer_by && request.answer_by < today) return 'late';
  return owed ? 'new' : 'waiting';
}

/** What waits longest first, but what has ended newest first. */
export function queueOf(
  all: readonly SupportRequest[],
  brokered: (request: SupportRequest) => boolean,
  today: string,
): Record<QueueGroup, SupportRequest[]> {
  const found: Record<QueueGroup, SupportRequest[]> = {
    new: [],
    late: [],
    waiting: [],
    running: [],
    ended: [],
  };
  for (const request of [...all].sort(newestFirst))
    if (request.state !== 'draft' && brokered(request)) found[queueGroup(request, today)].push(request);
  for (const group of queueGroups) if (group !== 'ended') found[group].reverse();
  return found;
}

/** From opening to the first answer, the middle one of all that had one. */
export function middleAnswer(all: readonly SupportRequest[]): number | undefined {
  const took = all
    .flatMap(({ opened, first_response: answered }) =>
      opened !== undefined && answered !== undefined ? [answered - opened] : [],
    )
    .sort((one, other) => one - other);
  return took[Math.floor((took.length - 1) / 2)];
}
