// A small typed router over the History API. Screens are loaded when first visited; every parameter of a path is
// an id, so `/topics/abc` is no route at all. Plain links work: clicks on them are taken over here.
import type { Component } from 'svelte';

/** The names in braces of a path: Parameters<'/teams/{team}'> is 'team'. */
type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;
export type Ids<Path extends string> = { [Name in Parameters<Path>]: number };

/** The entry of the navigation that a screen belongs to; null for screens that live in the user menu. */
export type NavName =
  | 'home'
  | 'teams'
  | 'library'
  | 'practice'
  | 'reviews'
  | 'support'
  | 'buying'
  | 'people'
  | 'organisations'
  | null;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `route` below has checked each screen's props
export type Screen = Component<any>;
export interface Route {
  path: string;
  nav: NavName;
  load: () => Promise<{ default: Screen }>;
}

/** Declares a route; the screen must take exactly the ids of its path. */
export function route<Path extends string>(
  path: Path,
  nav: NavName,
  load: () => Promise<{ default: Component<Ids<Path>> }>,
): Route {
  return { path, nav, load };
}

export interface Place {
  /** Undefined when no route matches: the page does not exist. */
  route: Route | undefined;
  ids: Record<string, number>;
  query: URLSearchParams;
  url: string;
}

const idPattern = /^[1-9]\d{0,15}$/;

/** Matches one path against one pattern; undefined when it does not fit. */
export function match(pattern: string, path: string): Record<string, number> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return undefined;
  const ids: Record<string, number> = {};
  for (const [at, part] of wanted.entries()) {
    const text = given[at] ?? '';
    if (!part.startsWith('{')) {
      if (part !== text) return undefined;
    } else if (idPattern.test(text)) {
      ids[part.slice(1, -1)] = Number(text);
    } else {
      return undefined;
    }
  }
  return ids;
}

export function resolve(routes: readonly Route[], url: URL): Place {
  for (const candidate of routes) {
    const ids = match(candidate.path, url.pathname);
    if (ids) return { route: candidate, ids, query: url.searchParams, url: url.pathname + url.search };
  }
  return { route: undefined, ids: {}, query: url.searchParams, url: url.pathname + url.search };
}

class Router {
  #routes: readonly Route[] = [];
  #leaving = new Set<() => boolean>();
  place = $state.raw<Place>(resolve([], new URL('http://localhost/')));
  /** True from a navigation until a heading has taken the focus; the first page view keeps the browser's own. */
  headingWanted = false;

  start(routes: readonly Route[]): () => void {
    this.#routes = routes;
    this.place = resolve(routes, new URL(location.href));
    const onPop = () => this.#arrive();
    const onClick = (event: MouseEvent) => this.#follow(event);
    addEventListener('popstate', onPop);
    document.addEventListener('click', onClick);
    return () => {
      removeEventListener('popstate', onPop);
      document.removeEventListener('click', onClick);
    };
  }

  go(url: string, { replace = false } = {}): void {
    if (url === this.place.url) return;
    if (![...this.#leaving].every((mayLeave) => mayLeave())) return;
    if (replace) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
    this.#arrive();
  }

  /** Registers a question asked before the place changes, such as "discard what you wrote?". */
  guard(mayLeave: () => boolean): () => void {
    this.#leaving.add(mayLeave);
    return () => this.#leaving.delete(mayLeave);
  }

  #arrive(): void {
    const before = this.place;
    this.place = resolve(this.#routes, new URL(location.href));
    this.headingWanted = before.url.split('?')[0] !== location.pathname;
  }

  #follow(event: MouseEvent): void {
    const altered = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || altered) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    // A link into this very page, such as a skip link, is the browser's own business.
    if (link.hash && link.pathname === location.pathname) return;
    if (link.pathname.startsWith('/api/')) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
