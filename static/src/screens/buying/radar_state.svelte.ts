// The radar as a page holds it: asked again when another place is looked at, the plan is changed, or lists are stale.
import type { PutAway, Radar, RadarGroup } from '$generated/protocol';
import { civilDate } from '$lib/format';
import { following } from '$lib/following.svelte';
import { attempt } from '$lib/problems';
import { fetchOrganisations } from '$lib/state/held';
import { run } from '$lib/state/hub';
import type { Loading } from '$lib/state/loading.svelte';
import { session } from '$lib/state/session.svelte';
import { radar as words } from '$strings/buying_radar';
import { askRadar, radarPlan } from './held';
import { putAway } from './radar_view';

export class RadarState {
  found = $state.raw<Radar | undefined>();
  busy = $state(false);
  list: Loading;

  /** For a component's set-up. `organisation`: nothing for all; `wanted`: not before there is somebody to ask for. */
  constructor(organisation: () => number | undefined, wanted: () => boolean = () => true) {
    this.list = following(
      () => (wanted() ? `${session.person}/${organisation() ?? ''}/${radarPlan()?.version ?? 0}` : ''),
      async () => {
        const [radar] = await Promise.all([askRadar(organisation()), fetchOrganisations()]);
        this.found = radar;
      },
    );
  }

  get groups(): RadarGroup[] {
    return this.found?.groups ?? [];
  }

  /** The answer brings the plan, and with its version the radar is asked again. Errors: ApiError. */
  async save(plan: { km: number; days: number; put_away?: PutAway[] }): Promise<void> {
    const version = Math.max(this.found?.plan.version ?? 0, radarPlan()?.version ?? 0);
    await run('edit_radar_plan', { person: session.person }, plan, { ifMatch: version });
  }

  async away(group: RadarGroup): Promise<void> {
    const plan = radarPlan() ?? this.found?.plan;
    if (!plan || this.busy) return;
    this.busy = true;
    const { km, days } = plan;
    const put_away = putAway(plan, group, civilDate(Date.now()));
    await attempt(() => this.save({ km, days, put_away }), words.away);
    this.busy = false;
  }
}
