// A form on its way: its faults, whether it is being sent, what the hub says to it.
import type { FormError } from '$components/ErrorSummary.svelte';
import { ApiError } from '$lib/api/http';
import { fieldOf } from '$lib/problems';
import { refusalText } from '$lib/refusals';

export class Asking {
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
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.errors = [{ id: fieldOf(error), text: refusalText(error) }];
      return false;
    } finally {
      this.busy = false;
    }
  }
}
