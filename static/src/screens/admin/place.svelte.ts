// Which organisation the administration is about. Remembered for the tab of the browser; a link may name one by
// `?organisation=12`.
import type { Me, Organisation, Role } from '$generated/protocol';
import { router } from '$lib/router.svelte';
import { invitesOnly } from '$lib/state/may';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { above, below, heldNodes } from './tree';

const memory = 'staffroom.admin-place';

class AdminPlace {
  #chosen = $state(Number(sessionStorage.getItem(memory) ?? 0));

  /** All that I administer or, of heads and trust leaders, may invite to: joined ones only, from the top down. */
  get choices(): Organisation[] {
    const { me } = session;
    const roles = me && invitesOnly(me) ? (['headteacher', 'trust_leader'] as const) : undefined;
    return administered(me, records.all('organisation'), roles).filter(
      (organisation) => organisation.state !== 'listed',
    );
  }

  get id(): number {
    const choices = this.choices;
    const wanted = [Number(router.place.query.get('organisation') ?? 0), this.#chosen];
    const found = wanted.find((id) => choices.some((organisation) => organisation.id === id));
    return found ?? choices[0]?.id ?? 0;
  }

  get organisation(): Organisation | undefined {
    return records.get('organisation', this.id);
  }

  /** The chosen organisation and the joined or closed ones below it. */
  get all(): Organisation[] {
    return below(records.all('organisation'), this.id).filter(
      (organisation) => organisation.state !== 'listed',
    );
  }

  choose(id: number): void {
    this.#chosen = id;
    sessionStorage.setItem(memory, String(id));
    if (router.place.query.has('organisation')) router.go(location.pathname, { replace: true });
  }
}

/** The organisations at and below those where I am an administrator. */
export function administered(
  me: Me | undefined,
  organisations: readonly Organisation[],
  roles: readonly Role[] = ['administrator'],
): Organisation[] {
  const nodes = heldNodes(me, roles);
  // A node below another one of mine is there already.
  const tops = nodes.filter((node) => !above(organisations, node).some(({ id }) => nodes.includes(id)));
  return tops.flatMap((node) => below(organisations, node));
}

export const place = new AdminPlace();
