// Copying the address of a topic or a message.
import { toasts } from '$lib/toasts.svelte';
import { topic as words } from '$strings/conversations';

export async function copyLink(path: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(path, location.origin).href);
    toasts.show(words.linkCopied);
  } catch {
    // Not allowed, or no HTTPS: the address of the page is the next best thing.
    toasts.show(words.linkFailed);
  }
}
