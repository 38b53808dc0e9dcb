// "We use this", said for a school.
import { run } from '$lib/state/hub';
import { organisationName } from '$lib/state/organisations';
import { toasts } from '$lib/toasts.svelte';
import { usesWords } from '$strings/library_resource';

/** Errors: ApiError. */
export async function sayUse(resource: number, school: number): Promise<void> {
  await run('use_resource', { resource }, { organisation: school });
  toasts.show(usesWords.done(organisationName(school)));
}
