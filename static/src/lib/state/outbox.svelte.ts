// Messages on their way. Each is kept on the device before it is sent, sent once and in order under its own
// idempotency key, and goes from here only when the server has it or the person deletes it.
import { ApiError, newKey } from '$lib/api/http';
import { backOffMs } from '$lib/api/socket';
import { one, run } from './hub';
import type { LocalStore, Unsent } from './local_store';
import { memoryStore } from './memory_store';
import { records } from './records';

const askAfterMs = 24 * 60 * 60_000;
/** Without an answer for this long, the row says "Not sent" although sending goes on. */
export const worryAfterMs = 10_000;

/** Whether the device keeps anything under this name; where the browser does not say, it may. */
export async function deviceHolds(database: string): Promise<boolean> {
  const all = await indexedDB.databases?.().catch(() => undefined);
  return all?.some(({ name }) => name === database) ?? true;
}
const keepsSomething = () => deviceHolds('staffroom');

/** The device's storage; its code comes when there is something to look at or to keep. In memory where the browser
    keeps nothing. */
function onDevice(): LocalStore {
  let opened: Promise<LocalStore> | undefined;
  const open = () =>
    (opened ??= import('./local_store').then((storage) => storage.deviceStore()).catch(memoryStore));
  return {
    unsent: async (person) => ((await keepsSomething()) ? (await open()).unsent(person) : []),
    keep: async (entry) => (await open()).keep(entry),
    drop: async (key) => (await open()).drop(key),
    draft: async (person, place) => (await open()).draft(person, place),
    keepDraft: async (person, place, text) => (await open()).keepDraft(person, place, text),
    forget: async (person) => {
      if (opened || (await keepsSomething())) await (await open()).forget(person);
    },
  };
}

export type UnsentState = 'sending' | 'waiting' | 'ask' | 'refused';

export interface OutboxSurroundings {
  post(entry: Unsent): Promise<unknown>;
  /** Brings what is known of the topic up to date. */
  look(topic: number): Promise<void>;
  /** Whether the topic is agreed or locked now; undefined when it is not known. */
  settled(topic: number): boolean | undefined;
  now(): number;
}

export class Outbox {
  entries = $state.raw<Unsent[]>([]);
  /** The key of the one entry that is on its way. */
  sending = $state<string | undefined>();
  #surroundings: OutboxSurroundings;
  #store: LocalStore = memoryStore();
  #person = 0;
  #flushing = false;
  /** Keys of entries that had to wait. Meanwhile things may have happened that this page has not heard of. */
  #waited: string[] = [];
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(surroundings: OutboxSurroundings) {
    this.#surroundings = surroundings;
  }

  async open(person: number, keepNothing: boolean, store?: LocalStore): Promise<void> {
    this.#store = store ?? (keepNothing ? memoryStore() : onDevice());
    this.#person = person;
    this.entries = await this.#store.unsent(person);
    this.#pause();
    drafts.open(person, this.#store);
    void this.flush();
  }

  /** Leaves what is kept on the device for the next time the same person signs in. */
  close(): void {
    clearTimeout(this.#retry);
    this.#person = 0;
    this.entries = [];
  }

  /** Signing out by choice leaves nothing of the person on the device. */
  async forget(): Promise<void> {
    await this.#store.forget(this.#person);
    this.close();
  }

  of(topic: number): Unsent[] {
    return this.entries.filter((entry) => entry.topic === topic);
  }

  stateOf(entry: Unsent): UnsentState {
    if (entry.refused !== undefined) return 'refused';
    if (this.sending === entry.key) return 'sending';
    return this.#mustAsk(entry) ? 'ask' : 'waiting';
  }

  async add(
    message: Pick<Unsent, 'topic' | 'text' | 'replyTo' | 'mentions' | 'toTeam' | 'after'>,
  ): Promise<void> {
    const last = this.entries.at(-1)?.writtenAt ?? 0;
    const entry: Unsent = {
      ...message,
      key: newKey(),
      person: this.#person,
      // Strictly rising, because it is also the order of sending.
      writtenAt: Math.max(this.#surroundings.now(), last + 1),
      topicWasAgreed: this.#surroundings.settled(message.topic) ?? false,
      confirmed: false,
    };
    this.entries = [...this.entries, entry];
    // A device that cannot keep it can still send it.
    await this.#store.keep(entry).catch(() => {});
    await this.flush();
  }

  /** "Send now", after the person was asked or the server refused. */
  async confirm(key: string): Promise<void> {
    await this.#change(key, { confirmed: true, refused: undefined });
    this.#attempt = 0;
    await this.flush();
  }

  /** Changed after a refusal, or with a reason: something new, so under a key of its own; its place stays. */
  async rewrite(key: string, change: Pick<Unsent, 'text'> | Pick<Unsent, 'notPupilData'>): Promise<void> {
    const before = this.entries.find((entry) => entry.key === key);
    if (!before) return;
    const { refused: _why, refusedFor: _name, ...rest } = before;
    const entry: Unsent = { ...rest, ...change, key: newKey(), confirmed: true };
    this.entries = this.entries.map((held) => (held.key === key ? entry : held));
    await this.#store.keep(entry).catch(() => {});
    await this.#store.drop(key).catch(() => {});
    this.#attempt = 0;
    await this.flush();
  }

  async remove(key: string): Promise<void> {
    this.entries = this.entries.filter((entry) => entry.key !== key);
    await this.#store.drop(key).catch(() => {});
  }

  /** Sends what waits, oldest first. Stops at the first that cannot be sent now, so that order is kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#flushing) return;
    this.#flushing = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        if (!(await this.#lookAgain(next))) break;
        if (this.stateOf(next) === 'waiting' && !(await this.#send(next))) break;
      }
    } finally {
      this.#flushing = false;
    }
  }

  #next(): Unsent | undefined {
    return this.entries.find((entry) => this.stateOf(entry) === 'waiting');
  }

  #mustAsk(entry: Unsent): boolean {
    if (entry.confirmed) return false;
    const settledSince = !entry.topicWasAgreed && this.#surroundings.settled(entry.topic) === true;
    return settledSince || this.#surroundings.now() - entry.writtenAt > askAfterMs;
  }

  #pause(): void {
    this.#waited = this.entries.map((entry) => entry.key);
  }

  /** Returns false when sending should pause. What may no longer be read is sent all the same, and refused. */
  async #lookAgain(entry: Unsent): Promise<boolean> {
    if (entry.confirmed || !this.#waited.includes(entry.key)) return true;
    try {
      await this.#surroundings.look(entry.topic);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.passing) this.#retryLater(error.retryAfterMs);
      return !error.passing && error.status !== 401;
    }
    return true;
  }

  /** Returns false when sending should pause. */
  async #send(entry: Unsent): Promise<boolean> {
    this.sending = entry.key;
    try {
      await this.#surroundings.post(entry);
      this.#attempt = 0;
      await this.remove(entry.key);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Without a session nothing can be sent, but nothing is wrong with the message either.
      if (error.status === 401) return false;
      if (error.passing) {
        this.#retryLater(error.retryAfterMs);
        return false;
      }
      const { detail, code, reason } = error;
      await this.#change(entry.key, { refused: detail || code, ...(reason && { refusedFor: reason }) });
      return true;
    } finally {
      this.sending = undefined;
    }
  }

  #retryLater(atLeastMs: number): void {
    this.#pause();
    this.#retry = setTimeout(() => void this.flush(), Math.max(atLeastMs, backOffMs(this.#attempt)));
    this.#attempt += 1;
  }

  async #change(key: string, change: Partial<Unsent>): Promise<void> {
    const changed = this.entries.find((entry) => entry.key === key);
    if (!changed) return;
    const entry = { ...changed, ...change };
    this.entries = this.entries.map((held) => (held.key === key ? entry : held));
    await this.#store.keep(entry).catch(() => {});
  }
}

/** What was being written, per place: `topic/12`, `new/5`. Kept a moment after the last key. */
class Drafts {
  #store: LocalStore = memoryStore();
  #person = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: (() => void) | undefined;

  open(person: number, store: LocalStore): void {
    this.#person = person;
    this.#store = store;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#pending = undefined;
    this.#person = 0;
  }

  read(place: string): Promise<string> {
    return this.#store.draft(this.#person, place).catch(() => '');
  }

  keep(place: string, text: string): void {
    clearTimeout(this.#timer);
    const person = this.#person;
    this.#pending = () => void this.#store.keepDraft(person, place, text).catch(() => {});
    this.#timer = setTimeout(() => this.save(), 400);
  }

  /** Writes at once what waits; call when the place is left or its text was sent. */
  save(): void {
    clearTimeout(this.#timer);
    this.#pending?.();
    this.#pending = undefined;
  }
}

export const drafts = new Drafts();

export const outbox = new Outbox({
  post: (entry) => {
    const { topic, text, replyTo, mentions, toTeam, notPupilData, key } = entry;
    const body = {
      text,
      ...(replyTo !== undefined && { reply_to: replyTo }),
      ...(mentions.length > 0 && { mentions }),
      ...(toTeam && { to_team: true }),
      ...(notPupilData && { not_pupil_data: notPupilData }),
    };
    return run('post_message', { topic }, body, { key });
  },
  look: (topic) => one(`/topics/${topic}`, () => undefined),
  settled: (topic) => {
    const held = records.get('topic', topic);
    return held && held.state !== 'open';
  },
  now: () => Date.now(),
});
