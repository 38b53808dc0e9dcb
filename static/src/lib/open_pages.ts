// Pages for anybody, signed in or not: they stand outside the app's shell and its routes. A link's token is the one
// part of a path that is no id.
import type { Component } from 'svelte';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each page takes its own text, or nothing
type Page = Component<any>;
export interface OpenPage {
  load: () => Promise<{ default: Page }>;
  props: Record<string, string>;
}

/** `unsubscribe` is what mail programs post to; whoever opens it in a browser sees the page behind the link. */
const token = /^\/(?:link|unsubscribe)\/([\w.~-]{8,512})\/?$/;

export function openPage(url: string): OpenPage | undefined {
  const path = url.split('?')[0] ?? '';
  if (path === '/forgot') {
    return { load: () => import('../screens/accounts/Forgot.svelte'), props: {} };
  }
  const found = path.match(token)?.[1];
  if (!found) return undefined;
  return { load: () => import('../screens/accounts/Link.svelte'), props: { token: found } };
}
