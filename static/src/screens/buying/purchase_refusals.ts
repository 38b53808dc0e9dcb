// Why the hub did not take a form of a purchase, and at which of its fields.
import type { FormError } from '$components/ErrorSummary.svelte';
import { ApiError } from '$lib/api/http';
import { refusalText } from '$lib/refusals';
import { fieldAt } from './purchase_form';

/** Of a conflict the hub itself says what is the matter. */
export function refusalOf(error: unknown): FormError {
  const conflict = error instanceof ApiError && error.code === 'conflict' ? error.detail : '';
  const path = error instanceof ApiError ? error.path : '';
  const id = fieldAt(path);
  return { id: id && document.getElementById(id) ? id : '', text: conflict || refusalText(error) };
}
