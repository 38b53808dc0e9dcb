// The questions of a cycle, each with what is done with its answers. Fetched with the first of them.
import type { ReviewCycle } from '$generated/protocol';
import { run } from '$lib/state/hub';
import { lineage, organisationName } from '$lib/state/organisations';
import { records } from '$lib/state/records';
import { cycleQuestions as words } from '$strings/reviews_cycle';
import type { Question } from '../library/question';
import { peopleWith } from './people';

export type CycleAsk =
  | { what: 'open' | 'start' | 'close' | 'cancel' | 'hand_over'; cycle: ReviewCycle }
  | { what: 'leave'; cycle: ReviewCycle; school: number };

/** Other leaders of the organisation, or of one above it. */
function leadersOf(cycle: ReviewCycle) {
  const line = lineage(cycle.organisation, records.all('organisation')).map(({ id }) => id);
  const leads = ({ organisation, role }: { organisation: number; role: string }) =>
    line.includes(organisation) && (role === 'headteacher' || role === 'trust_leader');
  return peopleWith(leads).filter(({ value }) => value !== String(cycle.owner));
}

function handOver(cycle: ReviewCycle): Question {
  const options = leadersOf(cycle);
  const to = { review_cycle: cycle.id };
  return {
    title: words.handOverTitle,
    body: options.length ? words.handOverBody : words.handOverNone,
    fields: options.length ? [{ type: 'select', id: 'owner', label: words.handOverTo, options }] : [],
    go: words.handOverGo,
    run: async ({ owner }) => {
      if (owner) await run('hand_over_review_cycle', to, { owner: Number(owner) });
    },
    ...(options.length && { done: words.handOverDone }),
  };
}

export function questionOf(ask: CycleAsk): Question {
  const { cycle } = ask;
  const to = { review_cycle: cycle.id };
  switch (ask.what) {
    case 'open':
      return {
        title: words.openTitle,
        body: words.openBody,
        fields: [],
        go: words.openGo,
        run: () => run('open_review_cycle', to, {}),
        done: words.openDone,
      };
    case 'start':
      return {
        title: words.startTitle,
        body: words.startBody,
        fields: [],
        go: words.startGo,
        run: () => run('start_review_cycle', to, {}),
        done: words.startDone,
      };
    case 'close':
      return {
        title: words.closeTitle,
        body: words.closeBody,
        fields: [],
        go: words.closeGo,
        run: () => run('close_review_cycle', to, {}),
        done: words.closeDone,
      };
    case 'cancel':
      return {
        title: words.cancelTitle,
        body: words.cancelBody,
        fields: [{ type: 'text', id: 'reason', label: words.reason, most: 1_000 }],
        go: words.cancelGo,
        danger: true,
        run: ({ reason = '' }) => run('cancel_review_cycle', to, { reason }),
        done: words.cancelDone,
      };
    case 'hand_over':
      return handOver(cycle);
    case 'leave':
      return {
        title: words.leaveTitle(organisationName(ask.school)),
        body: words.leaveBody,
        fields: [],
        go: words.leaveGo,
        danger: true,
        run: () => run('leave_review_cycle', { ...to, school: ask.school }, {}),
      };
  }
}
