// An event may speak of a topic that no list has brought: one read long ago, in which somebody writes again. Home
// names it and counts what is new in it, so what is missing is fetched.
import type { EventsFrame } from '$generated/protocol';
import { one } from './hub';
import { records } from './records';

class Completion {
  /** Asked for already; what was not there then is not asked for with every event. */
  #asked = new Set<number>();

  take({ events }: EventsFrame): void {
    for (const event of events) {
      if (!('put' in event)) continue;
      const { put } = event;
      if (put.kind === 'topic_activity') this.#complete(put.id);
      else if (put.kind === 'notification' || put.kind === 'team_mention')
        this.#complete(put.topic, put.ordinal);
    }
  }

  clear(): void {
    this.#asked.clear();
  }

  #complete(topic: number | undefined, ordinal?: number): void {
    if (topic === undefined || this.#asked.has(topic) || records.get('topic', topic)) return;
    this.#asked.add(topic);
    void this.#fetch(topic, ordinal).catch(() => {});
  }

  async #fetch(topic: number, ordinal?: number): Promise<void> {
    const path = `/topics/${topic}`;
    const message = () => records.within('message', topic).find((candidate) => candidate.ordinal === ordinal);
    // The topic comes last: without it nothing is counted, and so nothing is counted wrongly in between.
    await Promise.all([
      one(`${path}/activity`, () => records.get('topic_activity', topic)),
      // Where I never looked there is none.
      one(`${path}/read-state`, () => records.get('read_state', topic)).catch(() => {}),
      ordinal === undefined ? undefined : one(`${path}/messages/${ordinal}`, message).catch(() => {}),
    ]);
    await one(path, () => records.get('topic', topic));
  }
}

export const completion = new Completion();
