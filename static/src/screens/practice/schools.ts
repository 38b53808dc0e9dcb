// For which schools I can say that they try a post.
import type { Organisation } from '$generated/protocol';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { schoolsOfMine, type Asker } from '../library/rights';

/** The team does not matter where schools are chosen. */
const asMyself = (): Asker | undefined =>
  session.me && { me: session.me, organisations: records.all('organisation'), inTeam: 'outsider' };

/** My own ones first; those that try or keep it already are left out. */
export function schoolsToTry(post: number): Organisation[] {
  const me = asMyself();
  const live = new Set(
    records
      .all('adoption')
      .filter(({ practice, state }) => practice === post && state !== 'stopped')
      .map(({ organisation }) => organisation),
  );
  return me ? schoolsOfMine(me).filter(({ id }) => !live.has(id)) : [];
}

/** Whether I work there, and not only somewhere above it. */
export const isMySchool = (school: number): boolean =>
  (session.me?.memberships ?? []).some(
    ({ organisation, state }) => organisation === school && state === 'current',
  );
