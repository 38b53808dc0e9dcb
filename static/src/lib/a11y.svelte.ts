// What assistive technology needs beyond markup: one polite announcer, and focus after a navigation.
import { router } from './router.svelte';

class Announcer {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says one sentence politely. The same sentence twice in a row is said twice. */
  say(sentence: string): void {
    this.text = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.text = sentence), 60);
  }
}

export const announcer = new Announcer();

/** For a screen's h1: takes the focus once after a navigation, so that the new page is read from its top. */
export function heading(element: HTMLElement): void {
  if (!router.headingWanted) return;
  router.headingWanted = false;
  element.focus({ preventScroll: true });
}

/** Moves between the panes of a screen, the parts marked `data-pane`; `step` is 1 or -1. */
export function movePane(step: number): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent,
  );
  if (!panes.length) return;
  // Panes stand inside panes: the innermost is where the focus is.
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length];
  const target = next?.querySelector<HTMLElement>('[aria-current], h1, textarea') ?? next;
  target?.focus();
}
