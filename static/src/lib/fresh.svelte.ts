// Some commands want the password once more. Whoever runs such a command wraps it in `withFresh`: when the hub says so,
// a dialog asks (components/FreshDialog.svelte), and the command is done again.
import { ApiError, request } from '$lib/api/http';
import { refusalText } from '$lib/refusals';
import { toasts } from '$lib/toasts.svelte';
import { fresh as words } from '$strings/fresh';

/** The person closed the question; nothing was done. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

class Fresh {
  /** True while the dialog must be shown. */
  asked = $state(false);
  #settle: ((confirmed: boolean) => void) | undefined;

  ask(): Promise<boolean> {
    this.#settle?.(false);
    this.asked = true;
    return new Promise((resolve) => (this.#settle = resolve));
  }

  /** Errors: ApiError, when the password is wrong. */
  async confirm(password: string): Promise<void> {
    await request('POST', '/me/confirm', { body: { password } });
    this.#end(true);
  }

  cancel(): void {
    this.#end(false);
  }

  #end(confirmed: boolean): void {
    this.asked = false;
    this.#settle?.(confirmed);
    this.#settle = undefined;
  }
}

export const fresh = new Fresh();

export function wantsFresh(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'forbidden' && error.reason === 'fresh';
}

/** Errors: those of the action, or Cancelled. */
export async function withFresh<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!wantsFresh(error)) throw error;
    if (!(await fresh.ask())) throw new Cancelled();
    return action();
  }
}

/** What to say about an error of `withFresh`; empty when there is nothing to say. */
export function saidOf(error: unknown): string {
  return error instanceof Cancelled ? words.cancelled : refusalText(error);
}

/** Does something that may want the password, and says how it went in a toast. True when it was done. */
export async function act(action: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await withFresh(action);
    if (done) toasts.show(done);
    return true;
  } catch (error) {
    toasts.show(saidOf(error));
    return false;
  }
}
