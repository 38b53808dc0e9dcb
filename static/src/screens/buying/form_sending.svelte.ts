// Sending a form of a purchase: what is wrong with it, and whether it is on its way.
import type { FormError } from '$components/ErrorSummary.svelte';
import { refusalOf } from './purchase_refusals';

export class FormSending {
  errors = $state<FormError[]>([]);
  busy = $state(false);

  errorOf = (id: string): string | undefined => this.errors.find((error) => error.id === id)?.text;

  /** False: it has faults, is on its way already, or was refused. */
  async send(faults: FormError[], act: () => Promise<unknown>): Promise<boolean> {
    this.errors = faults;
    if (faults.length || this.busy) return false;
    this.busy = true;
    try {
      await act();
      return true;
    } catch (error) {
      this.errors = [refusalOf(error)];
      return false;
    } finally {
      this.busy = false;
    }
  }
}
