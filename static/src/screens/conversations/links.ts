// Addresses of topics and messages, and of the page that a topic belongs to.
import type { Topic } from '$generated/protocol';
import { toasts } from '$lib/toasts.svelte';
import { topic as words } from '$strings/conversations';

/** The page that one comes from, and goes back to. */
export function homeOf({ team, resource, practice }: Topic): string {
  if (practice !== undefined) return `/practice/${practice}`;
  if (resource !== undefined) return `/library/${resource}`;
  return team === undefined ? '/teams' : `/teams/${team}`;
}

export async function copyLink(path: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(path, location.origin).href);
    toasts.show(words.linkCopied);
  } catch {
    // Not allowed, or no HTTPS: the address of the page is the next best thing.
    toasts.show(words.linkFailed);
  }
}
