// The questions of a pool, each with what is done with its answers. Fetched with the first of them.
import type { Pool } from '$generated/protocol';
import { router } from '$lib/router.svelte';
import { run, type Options } from '$lib/state/hub';
import { lineage, organisationName } from '$lib/state/organisations';
import { records } from '$lib/state/records';
import { poolForm, poolQuestions as words } from '$strings/buying_pools';
import type { Question } from '../library/question';
import { peopleWith } from '../reviews/people';

export type PoolAsk =
  | { what: 'open' | 'close' | 'cancel' | 'hand_over' | 'share' | 'purchase'; pool: Pool }
  | { what: 'leave' | 'remove'; pool: Pool; school: number };

const reason = { type: 'text', id: 'reason', label: words.reason, most: 1_000 } as const;

/** With whom a pool of the organisation may be shared: it and those above it; empty: nobody else. */
export function audiencesOf(organisation: number): { value: string; label: string }[] {
  const above = lineage(organisation, records.all('organisation'));
  return [
    ...above
      .filter(({ type }) => type !== 'school')
      .map(({ id, name }) => ({ value: String(id), label: poolForm.sharedWith(name) }))
      .reverse(),
    { value: 'none', label: poolForm.sharedNone },
  ];
}
export const audienceIn = (value: string): { shared_with?: number } =>
  value === 'none' || value === '' ? {} : { shared_with: Number(value) };

/** Other managers and leaders of the organisation, or of one above it. */
function managersOf(pool: Pool) {
  const line = lineage(pool.organisation, records.all('organisation')).map(({ id }) => id);
  return peopleWith(
    ({ organisation, role }) =>
      line.includes(organisation) && ['business_manager', 'headteacher', 'trust_leader'].includes(role),
  ).filter(({ value }) => value !== String(pool.owner));
}

function handOver(pool: Pool): Question {
  const options = managersOf(pool);
  return {
    title: words.handOverTitle,
    body: options.length ? words.handOverBody : words.handOverNone,
    fields: options.length ? [{ type: 'select', id: 'owner', label: words.handOverTo, options }] : [],
    go: words.handOverGo,
    run: async ({ owner }) => {
      if (owner)
        await run('hand_over_pool', { pool: pool.id }, { owner: Number(owner) }, { ifMatch: pool.version });
    },
    ...(options.length && { done: words.handOverDone }),
  };
}

/** What one school does, or what is done with it. */
function ofSchool(ask: Extract<PoolAsk, { school: number }>, now: () => Options): Question {
  const name = organisationName(ask.school);
  const to = { pool: ask.pool.id, school: ask.school };
  if (ask.what === 'leave')
    return {
      title: words.leaveTitle(name),
      body: words.leaveBody,
      fields: [reason],
      go: words.leaveGo,
      danger: true,
      run: ({ reason: why = '' }) => run('leave_pool', to, { reason: why }, now()),
      done: words.leaveDone(name),
    };
  return {
    title: words.removeTitle(name),
    body: words.removeBody,
    fields: [],
    go: words.removeGo,
    danger: true,
    run: () => run('remove_from_pool', to, {}, now()),
    done: words.removeDone(name),
  };
}

export function questionOf(ask: PoolAsk): Question {
  const { pool } = ask;
  const to = { pool: pool.id };
  // What schools sign meanwhile changes nothing about the question: it is asked of the pool as it is now.
  const now = () => ({ ifMatch: records.get('pool', pool.id)?.version ?? pool.version });
  switch (ask.what) {
    case 'open':
      return {
        title: words.openTitle,
        body: words.openBody,
        fields: [],
        go: words.openGo,
        run: () => run('open_pool', to, {}, now()),
        done: words.openDone,
      };
    case 'close':
      return {
        title: words.closeTitle,
        body: words.closeBody,
        fields: [],
        go: words.closeGo,
        run: () => run('close_pool', to, {}, now()),
        done: words.closeDone,
      };
    case 'cancel':
      return {
        title: words.cancelTitle,
        body: words.cancelBody,
        fields: [reason],
        go: words.cancelGo,
        danger: true,
        run: ({ reason: why = '' }) => run('cancel_pool', to, { reason: why }, now()),
        done: words.cancelDone,
      };
    case 'purchase':
      return {
        title: words.purchaseTitle,
        body: words.purchaseBody(pool.total.schools),
        fields: [],
        go: words.purchaseGo,
        run: async () => {
          const made = await run('start_purchase', to, {}, now());
          if (made?.kind === 'purchase') router.go(`/buying/purchases/${made.id}`);
        },
        done: words.purchaseDone,
      };
    case 'hand_over':
      return handOver(pool);
    case 'share':
      return {
        title: words.shareTitle,
        body: poolForm.sharedHelp,
        fields: [
          {
            type: 'select',
            id: 'shared_with',
            label: poolForm.shared,
            options: audiencesOf(pool.organisation),
            start: String(pool.shared_with ?? 'none'),
          },
        ],
        go: words.shareGo,
        run: ({ shared_with: chosen = '' }) => run('share_pool', to, audienceIn(chosen), now()),
        done: words.shareDone,
      };
    case 'leave':
    case 'remove':
      return ofSchool(ask, now);
  }
}
