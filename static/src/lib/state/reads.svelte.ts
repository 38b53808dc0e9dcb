// How far I have read. A mark is shown at once, and told to the server at most every 5 s per topic.
import { SvelteMap } from 'svelte/reactivity';
import { run } from './hub';
import { records } from './records';

const tellEveryMs = 5_000;

class ReadMarks {
  #person = 0;
  #marks = new SvelteMap<number, number>();
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  open(person: number): void {
    this.#person = person;
  }

  /** The last ordinal that I have seen in a topic. */
  mark(topic: number): number {
    return Math.max(records.get('read_state', topic)?.mark ?? 0, this.#marks.get(topic) ?? 0);
  }

  /** Unread messages of a topic; a muted topic counts none. */
  unread(topic: number): number {
    const activity = records.get('topic_activity', topic);
    const state = records.get('read_state', topic);
    if (!activity || state?.level === 'mute') return 0;
    const mark = this.mark(topic);
    // Where I never looked, only what was written since I came to the team is new to me.
    if (!state && mark === 0 && activity.last_at <= this.#since(topic)) return 0;
    return Math.max(0, activity.messages - mark);
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

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#marks.clear();
    this.#person = 0;
  }

  /** When I came to the topic's team; never, as long as it is not known. */
  #since(topic: number): number {
    const team = records.get('topic', topic)?.team;
    if (team === undefined) return Infinity;
    const own = records
      .within('team_membership', team)
      .find((membership) => membership.person === this.#person && membership.state === 'current');
    return own?.since ?? Infinity;
  }

  async #tell(topic: number): Promise<void> {
    const ordinal = this.#marks.get(topic) ?? 0;
    if (ordinal <= (records.get('read_state', topic)?.mark ?? 0)) return;
    // A lost mark is told again with the next one; it is not worth a word to the person.
    await run('mark_read', { topic }, { ordinal }).catch(() => {});
  }
}

export const readMarks = new ReadMarks();
