// A form whose words the device keeps at each key, until they were sent or thrown away.
import { drafts } from '$lib/state/outbox.svelte';

export class KeptForm<Form> {
  form = $state() as Form;
  /** What was written before came back. */
  restored = $state(false);
  #place: string;
  #fresh: () => Form;
  #begun: string;

  /**
   * For a component's set-up. With an empty place nothing is kept: what others change meanwhile is not written over
   * by what comes back. `check` takes what the device gives back: undefined when it is no such form.
   */
  constructor(place: string, fresh: () => Form, check: (value: unknown) => Promise<Form | undefined>) {
    this.#place = place;
    this.#fresh = fresh;
    this.form = fresh();
    this.#begun = JSON.stringify(this.form);
    $effect(() => {
      void this.#restore(check);
      return () => drafts.save();
    });
    $effect(() => {
      const written = JSON.stringify(this.form);
      if (this.#place && written !== this.#begun) drafts.keep(this.#place, written);
    });
  }

  get changed(): boolean {
    return JSON.stringify(this.form) !== this.#begun;
  }
  forget(): void {
    if (!this.#place) return;
    drafts.keep(this.#place, '');
    drafts.save();
  }
  startAfresh(): void {
    this.form = this.#fresh();
    this.#begun = JSON.stringify(this.form);
    this.restored = false;
    this.forget();
  }

  async #restore(check: (value: unknown) => Promise<Form | undefined>): Promise<void> {
    const stored = this.#place && (await drafts.read(this.#place));
    if (!stored) return;
    try {
      const found = await check(JSON.parse(stored));
      if (!found || this.changed) return;
      this.restored = JSON.stringify(found) !== this.#begun;
      this.form = found;
    } catch {
      // Written by a page of another age, or its check could not be fetched: the form starts from what the hub has.
    }
  }
}
