// Whether this device holds something of visits. All that a first visit needs to know of them: the rest is fetched when
// there is something, or when somebody writes notes.
import type { NotesOutbox } from './notes_outbox.svelte';
import { deviceHolds } from './outbox.svelte';

class VisitNotes {
  /** How many notes are on this device only. */
  waiting = $state(0);
  #who: [person: number, keepNothing: boolean] = [0, true];
  #outbox: Promise<NotesOutbox> | undefined;

  /** Somebody is signed in: what waits here goes now. Never fails. */
  async open(...who: [person: number, keepNothing: boolean]): Promise<void> {
    this.#who = who;
    await this.#held();
  }

  /** Errors: rejects when its code cannot be fetched. */
  outbox(): Promise<NotesOutbox> {
    this.#outbox ??= import('./notes_outbox.svelte').then(({ openNotes }) =>
      openNotes(...this.#who, (waiting) => (this.waiting = waiting)),
    );
    this.#outbox.catch(() => (this.#outbox = undefined));
    return this.#outbox;
  }

  async flush(): Promise<void> {
    await (await this.#outbox)?.flush();
  }

  /** Signing out by choice leaves nothing; a session that ended leaves what was written and not sent. */
  async close(way: 'forget' | 'hide'): Promise<void> {
    const outbox = await this.#held();
    this.#outbox = undefined;
    await outbox?.[way]();
  }

  /** Undefined where there is nothing. */
  async #held(): Promise<NotesOutbox | undefined> {
    if (!this.#outbox && (this.#who[1] || !(await deviceHolds('staffroom-visits')))) return undefined;
    return this.outbox().catch(() => undefined);
  }
}

export const visitNotes = new VisitNotes();
