// A form on its way: its faults, whether it is being sent, and what the hub says to it. Asks for the password again
// where the hub wants it.
import type { FormError } from '$components/ErrorSummary.svelte';
import { saidOf, withFresh } from '$lib/fresh.svelte';
import { fieldOf } from '$lib/problems';

export class Sending {
  busy = $state(false);
  errors = $state.raw<FormError[]>([]);

  errorOf(id: string): string | undefined {
    return this.errors.find((error) => error.id === id)?.text;
  }

  /** Does nothing while there are faults. True when it was done. */
  async go(action: () => Promise<unknown>): Promise<boolean> {
    if (this.errors.length || this.busy) return false;
    this.busy = true;
    try {
      await withFresh(action);
      return true;
    } catch (error) {
      this.errors = [{ id: fieldOf(error), text: saidOf(error) }];
      return false;
    } finally {
      this.busy = false;
    }
  }
}
