// A fetch that follows what it is about: again when another organisation is chosen, and when lists have become stale.
import { untrack } from 'svelte';
import { live } from './state/live.svelte';
import { Loading } from './state/loading.svelte';

/** For a component's set-up. `key` says what is to be fetched; empty: nothing yet. */
export function following(key: () => string, fetch: () => Promise<unknown>): Loading {
  const made = new Loading(fetch);
  const wanted = $derived(key());
  $effect(() => {
    void live.epoch;
    if (wanted) untrack(() => void made.start());
  });
  return made;
}
