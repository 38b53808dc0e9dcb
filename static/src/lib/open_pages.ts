// Pages for anybody, signed in or not: they stand outside the app's shell and its routes. A link's token is the one
// part of a path that is no id.
import type { Component } from 'svelte';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each page takes its own text, or nothing
type Page = Component<any>;
export interface OpenPage {
  load: () => Promise<{ default: Page }>;
  props: Record<string, string>;
  /** Nothing of it depends on who is signed in. */
  alone?: boolean;
}

/** `unsubscribe` is what mail programs post to; whoever opens it in a browser sees the page behind the link. */
const token = /^\/(link|unsubscribe|supplier)\/([\w.~-]{8,512})\/?$/;

export function openPage(url: string): OpenPage | undefined {
  const path = url.split('?')[0] ?? '';
  if (path === '/forgot') {
    return { load: () => import('../screens/accounts/Forgot.svelte'), props: {} };
  }
  const [, of, found] = path.match(token) ?? [];
  if (!found) return undefined;
  const props = { token: found };
  if (of === 'supplier')
    return { load: () => import('../screens/quoting/SupplierDesk.svelte'), props, alone: true };
  return { load: () => import('../screens/accounts/Link.svelte'), props };
}
