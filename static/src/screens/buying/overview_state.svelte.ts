// The overview as a page holds it: of the place and the year that its address names.
import type { BuyingOverview, Organisation } from '$generated/protocol';
import { following } from '$lib/following.svelte';
import { router } from '$lib/router.svelte';
import { fetchOrganisations } from '$lib/state/held';
import { loading, type Loading } from '$lib/state/loading.svelte';
import { records } from '$lib/state/records';
import { askOverview, asker } from './held';
import { stewardedPlaces } from './roles';

export class OverviewState {
  found = $state.raw<BuyingOverview | undefined>();
  /** The organisations that I may choose among. */
  known: Loading;
  list: Loading;
  #path: string;

  /** For a component's set-up. */
  constructor(path: string) {
    this.#path = path;
    this.known = loading(fetchOrganisations);
    this.list = following(
      () => (this.known.ready && this.place ? `${this.place}/${this.year ?? ''}/${this.#savings()}` : ''),
      async () => {
        const wanted = `${this.place}/${this.year ?? ''}`;
        const found = await askOverview(this.place, this.year);
        if (wanted === `${this.place}/${this.year ?? ''}`) this.found = found;
      },
    );
  }

  get places(): Organisation[] {
    return stewardedPlaces(asker());
  }
  get place(): number {
    const wanted = Number(router.place.query.get('organisation') ?? 0);
    const { places } = this;
    return places.find(({ id }) => id === wanted)?.id ?? places[0]?.id ?? 0;
  }
  get year(): number | undefined {
    const wanted = router.place.query.get('year') ?? '';
    return /^20\d\d$/.test(wanted) ? Number(wanted) : undefined;
  }

  choose(change: { organisation?: number; year?: number | undefined }): void {
    const { organisation = this.place, year } = { year: this.year, ...change };
    const of = year === undefined ? '' : `&year=${year}`;
    router.go(`${this.#path}?organisation=${organisation}${of}`, { replace: true });
  }

  /** Changes with each saving that an event brings: then it is asked again. */
  #savings(): string {
    return records
      .all('saving')
      .map(({ id, version }) => `${id}:${version}`)
      .join();
  }
}
