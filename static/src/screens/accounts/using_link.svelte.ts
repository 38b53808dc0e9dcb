// Pressing the button behind a link, with what can go wrong: the link has died meanwhile, or a field is not right.
import { ApiError } from '$lib/api/http';
import { fieldOf } from '$lib/problems';
import { refusalText } from '$lib/refusals';
import type { FormError } from '$components/ErrorSummary.svelte';

export class UsingLink {
  busy = $state(false);
  errors = $state.raw<FormError[]>([]);

  errorOf(id: string): string | undefined {
    return this.errors.find((error) => error.id === id)?.text;
  }

  /** True when it was done. */
  async go(action: () => Promise<unknown>, onGone: () => void): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await action();
      return true;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 410)) onGone();
      else this.errors = [{ id: fieldOf(error), text: refusalText(error) }];
      return false;
    } finally {
      this.busy = false;
    }
  }
}
