// What went wrong, in words for the person who did it.
import { failures } from '$strings/everywhere';
import { ApiError } from './api/http';
import { toasts } from './toasts.svelte';

export function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  switch (error.code) {
    case 'unreachable':
      return failures.offline;
    case 'precondition_failed':
      return failures.changedMeanwhile;
    case 'too_many_requests':
      return failures.tooMany;
    case 'no_space':
      return failures.noSpace;
    case 'forbidden':
      return failures.forbidden;
    case 'not_found':
      return failures.missing;
    default:
      return error.detail || failures.refused;
  }
}

/** The form field at fault, from a path such as `body.text`. */
export function fieldOf(error: unknown): string {
  return error instanceof ApiError ? (error.path.match(/^body\.(\w+)/)?.[1] ?? '') : '';
}

/** Does something and says how it went in a toast. True when it was done. */
export async function attempt(action: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await action();
    if (done) toasts.show(done);
    return true;
  } catch (error) {
    toasts.show(problemText(error));
    return false;
  }
}
