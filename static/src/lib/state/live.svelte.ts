// Joins the live connection to the records: what arrives goes through the one reducer, and the page learns whether
// it is up to date, who is here and who writes.
import { SvelteMap } from 'svelte/reactivity';
import type { EphemeralFrame, EventsFrame, LookingFrame } from '$generated/protocol';
import { LiveSocket, type Cursor } from '$lib/api/socket';
import { records } from './records';

/** A short loss is nobody's business: the banner waits this long. */
const quietLossMs = 3_000;
/** A typing note is repeated every 3 s while somebody types; without the next one it goes. */
const typingForMs = 5_000;

interface Typist {
  person: number;
  name: string;
  timer: ReturnType<typeof setTimeout>;
}

/** Who is told what this module cannot know what to do with. */
interface LiveOwner {
  ended(): void;
  /** After they have gone into the records. */
  events(frame: EventsFrame): void;
}

class Live {
  /** True while what is shown follows the server; false only after a loss that has lasted. */
  online = $state(true);
  /** Raised when lists must be fetched again; every Loading follows it. */
  epoch = $state(0);
  /** The snapshots of lists below this seq are too old to build on. Not shown anywhere, so no state. */
  floor = 0;
  /** The oldest snapshot that a list was read from since the last resync. */
  oldestList = Infinity;
  /** Who looks at the team that I look at, me included. */
  present = new SvelteMap<number, number[]>();
  #typing = new SvelteMap<number, Typist[]>();
  #looking: LookingFrame['looking'] | undefined;
  #looks = 0;
  #lossTimer: ReturnType<typeof setTimeout> | undefined;
  #onReady = new Set<() => void>();
  #owner: LiveOwner = { ended: () => {}, events: () => {} };

  readonly socket = new LiveSocket({
    resumed: () => this.#ready(),
    resync: (cursor, reason) => this.#resync(cursor, reason),
    events: (frame) => this.#events(frame),
    ephemeral: (news) => this.#ephemeral(news),
    lost: () => this.#lost(),
    ended: () => this.#owner.ended(),
  });

  start(owner: LiveOwner): void {
    this.#owner = owner;
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
    this.#found();
    this.floor = 0;
    this.oldestList = Infinity;
    this.#looking = undefined;
    this.present.clear();
    this.#typing.clear();
  }

  /** Runs `action` each time the connection stands again. */
  whenReady(action: () => void): () => void {
    this.#onReady.add(action);
    return () => this.#onReady.delete(action);
  }

  /**
   * Says what this page shows, once per change: presence and typing follow it. Answers with what to call when the page
   * shows it no more; if another page looks at something in the same moment, nothing is said in between.
   */
  look(team: number, topic?: number): () => void {
    const turn = ++this.#looks;
    this.#lookAt(team, topic ?? null);
    return () => {
      queueMicrotask(() => {
        if (this.#looks === turn) this.#lookAt(null, null);
      });
    };
  }

  #lookAt(team: number | null, topic: number | null): void {
    if (this.#looking?.team === team && this.#looking.topic === topic) return;
    this.#looking = { team, topic };
    this.socket.tell({ looking: this.#looking });
  }

  typists(topic: number): string[] {
    return (this.#typing.get(topic) ?? []).map((typist) => typist.name);
  }

  #ready(): void {
    this.#found();
    if (this.#looking) this.socket.tell({ looking: this.#looking });
    for (const action of this.#onReady) action();
  }

  #resync(cursor: Cursor, reason: string): void {
    // On a first visit what is held is good if it was read at or after the point where events begin. Otherwise
    // numbers may have started again, so that nothing that is held can be compared with what comes.
    const sound = reason === 'first' && this.oldestList >= cursor.seq;
    this.floor = cursor.seq;
    this.oldestList = Infinity;
    if (reason !== 'first') records.clear();
    if (!sound) this.epoch += 1;
    this.#ready();
  }

  #events(frame: EventsFrame): void {
    // A resource, a practice post or a request that comes back: what was told of it may be read again, too.
    const isBack = frame.events.some((event) => {
      if (!('put' in event)) return false;
      const { kind, id } = event.put;
      const speaksOf = kind === 'resource' || kind === 'practice_post' || kind === 'support_request';
      return speaksOf && records.wasLost(kind, id);
    });
    records.apply(frame.events, frame.names);
    if (isBack) this.epoch += 1;
    for (const event of frame.events) {
      // Access is gained and lost rarely: fetching all lists in use again is simpler than knowing which.
      if ('access' in event) this.epoch += 1;
      if ('put' in event && event.put.kind === 'message') this.#stopTyping(event.put.topic, event.put.author);
    }
    this.#owner.events(frame);
  }

  #ephemeral(news: EphemeralFrame['ephemeral']): void {
    if ('presence' in news) {
      records.apply([], news.presence.names);
      this.present.set(news.presence.team, news.presence.people);
      return;
    }
    const { typing } = news;
    this.#stopTyping(typing.topic, typing.person);
    const timer = setTimeout(() => this.#stopTyping(typing.topic, typing.person), typingForMs);
    const others = this.#typing.get(typing.topic) ?? [];
    this.#typing.set(typing.topic, [...others, { person: typing.person, name: typing.name, timer }]);
  }

  #stopTyping(topic: number, person: number): void {
    const typists = this.#typing.get(topic) ?? [];
    const typist = typists.find((candidate) => candidate.person === person);
    if (!typist) return;
    clearTimeout(typist.timer);
    this.#typing.set(
      topic,
      typists.filter((candidate) => candidate !== typist),
    );
  }

  #found(): void {
    clearTimeout(this.#lossTimer);
    this.#lossTimer = undefined;
    this.online = true;
  }

  #lost(): void {
    // Each failed try to come back is reported too; the time runs from the first.
    this.#lossTimer ??= setTimeout(() => (this.online = false), quietLossMs);
    this.present.clear();
  }
}

export const live = new Live();
