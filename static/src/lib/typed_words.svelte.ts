// The words of a search box: what is typed is told after a pause, and what is told elsewhere shows in the box.
import { untrack } from 'svelte';

const pauseMs = 250;

/** Made while its component is. */
export class TypedWords {
  #text = $state('');
  #say: (words: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `held`: the words that are answered; `say` takes others, without spaces around them. */
  constructor(held: () => string, say: (words: string) => void) {
    this.#say = say;
    this.#text = untrack(held);
    // Going back changes the words as well as typing does.
    $effect(() => {
      const words = held();
      untrack(() => {
        if (this.#timer === undefined) this.#text = words;
      });
    });
    $effect(() => () => this.#stop());
  }

  get text(): string {
    return this.#text;
  }
  set text(typed: string) {
    this.#text = typed;
    this.#stop();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#say(typed.trim());
    }, pauseMs);
  }

  /** Empties the box and tells nobody. */
  clear(): void {
    this.#stop();
    this.#text = '';
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
