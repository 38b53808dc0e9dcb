// How far I have read. A mark is shown at once, and told to the server at most every 5 s per topic.
import { SvelteMap } from 'svelte/reactivity';
import { run } from './hub';
import { records } from './records';

const tellEveryMs = 5_000;

class ReadMarks {
  #marks = new SvelteMap<number, number>();
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** The last ordinal that I have seen in a topic. */
  mark(topic: number): number {
    return Math.max(records.get('read_state', topic)?.mark ?? 0, this.#marks.get(topic) ?? 0);
  }

  /** Unread messages of a topic; a muted topic counts none. */
  unread(topic: number): number {
    if (records.get('read_state', topic)?.level === 'mute') return 0;
    return Math.max(0, (records.get('topic_activity', topic)?.messages ?? 0) - this.mark(topic));
  }

  see(topic: number, ordinal: number): void {
    if (ordinal <= this.mark(topic)) return;
    this.#marks.set(topic, ordinal);
    if (this.#timers.has(topic)) return;
    void this.#tell(topic);
    this.#timers.set(
      topic,
      setTimeout(() => {
        this.#timers.delete(topic);
        void this.#tell(topic);
      }, tellEveryMs),
    );
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#marks.clear();
  }

  async #tell(topic: number): Promise<void> {
    const ordinal = this.#marks.get(topic) ?? 0;
    if (ordinal <= (records.get('read_state', topic)?.mark ?? 0)) return;
    // A lost mark is told again with the next one; it is not worth a word to the person.
    await run('mark_read', { topic }, { ordinal }).catch(() => {});
  }
}

export const readMarks = new ReadMarks();
