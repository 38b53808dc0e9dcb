// A refusal in words, by its reason. Apart from problems.ts because the first visit does without these sentences.
import { refusals } from '$strings/refusals';
import { ApiError } from './api/http';
import { problemText } from './problems';

export function refusalText(error: unknown): string {
  const known = error instanceof ApiError && error.reason ? refusals[error.reason] : undefined;
  return known ?? problemText(error);
}
