// What shows a strength: records that may or may not be readable for whoever looks.
import type { Strength, StrengthEvidence } from '$generated/protocol';
import { one, page } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';

const places = {
  resource: '/resources',
  practice: '/practice',
  support_request: '/support-requests',
} as const;

const heldOf = ({ what, id }: StrengthEvidence) =>
  what === 'resource'
    ? records.get('resource', id)
    : what === 'practice'
      ? records.get('practice_post', id)
      : what === 'support_request'
        ? records.get('support_request', id)
        : undefined;

/** Fetches what can be read of it; what cannot stays away. */
export async function fetchEvidence(strengths: readonly Strength[] = []): Promise<void> {
  const all = strengths.flatMap(({ evidence }) => evidence ?? []);
  await Promise.all(
    all.map((piece) => {
      if (piece.what === 'review') return undefined;
      return one(`${places[piece.what]}/${piece.id}`, () => heldOf(piece)).catch(() => {});
    }),
  );
}

/** Its title; undefined when I may not read it. */
export function titleOf(piece: StrengthEvidence): string | undefined {
  const held = heldOf(piece);
  return held && 'title' in held ? held.title : undefined;
}

export function addressOf({ what, id }: StrengthEvidence): string {
  return what === 'resource' ? `/library/${id}` : what === 'practice' ? `/practice/${id}` : `/support/${id}`;
}

/** My own shared resources and practice posts, to be chosen from. Errors: ApiError. */
export async function fetchOwnWork(): Promise<void> {
  await Promise.all([
    page('/resources', { mine: 'true', limit: 200 }),
    page('/practice', { mine: 'true', limit: 200 }),
  ]);
}

export function ownWork(): { what: 'resource' | 'practice'; id: number; title: string }[] {
  const mine = ({ author, coauthors, state }: { author: number; coauthors?: number[]; state: string }) =>
    state === 'published' && (author === session.person || (coauthors?.includes(session.person) ?? false));
  return [
    ...records
      .all('practice_post')
      .filter(mine)
      .map(({ id, title }) => ({ what: 'practice' as const, id, title })),
    ...records
      .all('resource')
      .filter(mine)
      .map(({ id, title }) => ({ what: 'resource' as const, id, title })),
  ];
}
