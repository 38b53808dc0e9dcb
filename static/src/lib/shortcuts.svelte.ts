// Single-key shortcuts. They can be switched off (WCAG 2.1.4) and never fire while somebody writes.
import { movePane } from './a11y.svelte';
import { router } from './router.svelte';

const key = 'staffroom.shortcuts';
/** `g` then one of these goes to a place. */
const places: Record<string, string> = {
  h: '/',
  t: '/teams',
  l: '/library',
  o: '/organisations',
  p: '/people',
  s: '/settings',
};
const secondKeyWithin = 1_500;

export type ShortcutKey = '/' | 'n' | 'j' | 'k' | 'r' | 'u';

function writes(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

class Shortcuts {
  on = $state(localStorage.getItem(key) !== 'off');
  #actions = new Map<ShortcutKey, () => void>();
  #otherwise = new Map<ShortcutKey, () => void>();
  #goingSince = -Infinity;

  choose(on: boolean): void {
    this.on = on;
    if (on) localStorage.removeItem(key);
    else localStorage.setItem(key, 'off');
  }

  /** A screen names what its keys do for as long as it is shown; call the result to take them back. */
  bind(actions: Partial<Record<ShortcutKey, () => void>>): () => void {
    const entries = Object.entries(actions) as [ShortcutKey, () => void][];
    for (const [name, action] of entries) this.#actions.set(name, action);
    return () => {
      for (const [name, action] of entries)
        if (this.#actions.get(name) === action) this.#actions.delete(name);
    };
  }

  /** What a key does where no screen has bound it. */
  fallBack(name: ShortcutKey, action: () => void): () => void {
    this.#otherwise.set(name, action);
    return () => this.#otherwise.delete(name);
  }

  handle(event: KeyboardEvent): void {
    if (event.key === 'F6') {
      event.preventDefault();
      movePane(event.shiftKey ? -1 : 1);
      return;
    }
    const altered = event.ctrlKey || event.metaKey || event.altKey;
    if (!this.on || altered || event.defaultPrevented || writes(event.target)) return;
    // A dialog keeps its keys to itself.
    if (document.querySelector('dialog[open]')) return;
    this.#single(event);
  }

  #single(event: KeyboardEvent): void {
    const place = event.timeStamp - this.#goingSince < secondKeyWithin ? places[event.key] : undefined;
    this.#goingSince = event.key === 'g' ? event.timeStamp : -Infinity;
    const run =
      place !== undefined
        ? () => router.go(place)
        : event.key === '?'
          ? () => router.go('/help')
          : (this.#actions.get(event.key as ShortcutKey) ?? this.#otherwise.get(event.key as ShortcutKey));
    if (!run) return;
    event.preventDefault();
    run();
  }
}

export const shortcuts = new Shortcuts();
