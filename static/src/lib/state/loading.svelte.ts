// The state of one fetch that a screen depends on: nothing for 300 ms, then a skeleton, then what was fetched or an
// error with a way to try again. It fetches again by itself when the live connection says that lists are stale.
import { untrack } from 'svelte';
import { ApiError } from '$lib/api/http';
import { live } from './live.svelte';

const patienceMs = 300;

export class Loading {
  ready = $state(false);
  /** The fetch takes long enough to show a skeleton. */
  slow = $state(false);
  error = $state.raw<ApiError | undefined>();
  #fetch: (isLatest: () => boolean) => Promise<unknown>;
  #run = 0;

  /** `isLatest`, asked when an answer is there: nothing was fetched anew meanwhile, and stop() was not called. */
  constructor(fetch: (isLatest: () => boolean) => Promise<unknown>) {
    this.#fetch = fetch;
  }

  /** Not found and not yours look the same. */
  get missing(): boolean {
    return this.error?.code === 'not_found';
  }

  /** The page is gone: what comes now is not looked at, and nothing of the page is asked any more. */
  stop(): void {
    this.#run += 1;
  }

  async start(): Promise<void> {
    const run = (this.#run += 1);
    const timer = setTimeout(() => (this.slow = true), patienceMs);
    try {
      await this.#fetch(() => run === this.#run);
      if (run !== this.#run) return;
      this.ready = true;
      this.error = undefined;
    } catch (error) {
      if (run !== this.#run) return;
      if (!(error instanceof ApiError)) throw error;
      // What was shown stays good enough to show when only the connection is gone.
      if (!this.ready || !error.passing) this.error = error;
    } finally {
      clearTimeout(timer);
      if (run === this.#run) this.slow = false;
    }
  }
}

/** For a component's set-up: fetches now, and again whenever lists have become stale. */
export function loading(fetch: (isLatest: () => boolean) => Promise<unknown>): Loading {
  const made = new Loading(fetch);
  $effect(() => {
    void live.epoch;
    untrack(() => void made.start());
    return () => made.stop();
  });
  return made;
}
