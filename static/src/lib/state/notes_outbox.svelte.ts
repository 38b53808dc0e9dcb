// Evidence notes on their way. Each is kept on the device before it is sent, and sent once under its own idempotency
// key; it goes from here only when the hub has it or its author deletes it. Fetched by visit_notes.svelte.ts.
import { ApiError, newKey } from '$lib/api/http';
import { backOffMs } from '$lib/api/socket';
import { run } from './hub';
import { deviceVisits, memoryVisits, type KeptVisit, type UnsentNote, type VisitStore } from './visit_store';

export interface NotesSurroundings {
  post(note: UnsentNote): Promise<unknown>;
  now(): number;
}
export type NewNote = Pick<UnsentNote, 'review' | 'text' | 'questions' | 'activity' | 'notPupilData'>;

export class NotesOutbox {
  entries = $state.raw<UnsentNote[]>([]);
  /** The key of the one note that is on its way. */
  sending = $state<string | undefined>();
  #surroundings: NotesSurroundings;
  #store: VisitStore = memoryVisits();
  #person = 0;
  #flushing = false;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #counted: (waiting: number) => void = () => {};

  constructor(surroundings: NotesSurroundings) {
    this.#surroundings = surroundings;
  }

  /** `counted` hears how many notes wait, each time that changes. */
  async open(
    person: number,
    keepNothing: boolean,
    counted: (waiting: number) => void = () => {},
    store?: VisitStore,
  ): Promise<void> {
    this.#store = store ?? (keepNothing ? memoryVisits() : await deviceVisits().catch(memoryVisits));
    this.#person = person;
    this.#counted = counted;
    this.#set(await this.#store.notes(person));
    void this.flush();
  }

  /** Leaves what is kept on the device for the next time the same person signs in. */
  close(): void {
    clearTimeout(this.#retry);
    this.#person = 0;
    this.#set([]);
  }

  /** Signing out by choice leaves nothing of the person on the device. */
  async forget(): Promise<void> {
    await this.#store.forget(this.#person).catch(() => {});
    this.close();
  }

  /** The session has ended: what was kept to be shown is gone, what was written stays. */
  async hide(): Promise<void> {
    await this.#store.dropVisits(this.#person).catch(() => {});
    this.close();
  }

  of(review: number): UnsentNote[] {
    return this.entries.filter((note) => note.review === review);
  }

  async add(note: NewNote): Promise<void> {
    const last = this.entries.at(-1)?.writtenAt ?? 0;
    const entry: UnsentNote = {
      ...note,
      key: newKey(),
      person: this.#person,
      // Strictly rising, because it is also the order of sending.
      writtenAt: Math.max(this.#surroundings.now(), last + 1),
    };
    this.#set([...this.entries, entry]);
    // A device that cannot keep it can still send it.
    await this.#store.keepNote(entry).catch(() => {});
    await this.flush();
  }

  /** Changed after a refusal, or to be tried again: something new, so under a key of its own; its place stays. */
  async rewrite(key: string, change: Partial<Pick<UnsentNote, 'text' | 'notPupilData'>>): Promise<void> {
    const before = this.entries.find((note) => note.key === key);
    if (!before) return;
    const { refused: _why, refusedFor: _name, ...rest } = before;
    const note: UnsentNote = { ...rest, ...change, key: newKey() };
    this.#set(this.entries.map((held) => (held.key === key ? note : held)));
    await this.#store.keepNote(note).catch(() => {});
    await this.#store.dropNote(key).catch(() => {});
    this.#attempt = 0;
    await this.flush();
  }

  async remove(key: string): Promise<void> {
    this.#set(this.entries.filter((note) => note.key !== key));
    await this.#store.dropNote(key).catch(() => {});
  }

  /** Sends what waits, oldest first. Stops at the first that cannot be sent now, so that order is kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#flushing || !this.#person) return;
    this.#flushing = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) if (!(await this.#send(next))) break;
    } finally {
      this.#flushing = false;
    }
  }

  // ---- what is needed to write without a connection

  /** Of whoever was here last, and whose session has not ended since. */
  async kept(): Promise<KeptVisit[]> {
    const now = this.#surroundings.now();
    const all = (await this.#store.visits()).filter(({ until }) => until > now);
    return all.filter(({ person }) => person === all[0]?.person);
  }

  keep(visit: Omit<KeptVisit, 'person' | 'keptAt'>): Promise<void> {
    if (!this.#person) return Promise.resolve();
    const kept = { ...visit, person: this.#person, keptAt: this.#surroundings.now() };
    return this.#store.keepVisit(kept).catch(() => {});
  }

  drop(review: number): Promise<void> {
    return this.#store.dropVisit(this.#person, review).catch(() => {});
  }

  #set(entries: UnsentNote[]): void {
    this.entries = entries;
    this.#counted(entries.length);
  }

  #next(): UnsentNote | undefined {
    return this.entries.find((note) => note.refused === undefined);
  }

  /** Returns false when sending should pause. */
  async #send(note: UnsentNote): Promise<boolean> {
    this.sending = note.key;
    try {
      await this.#surroundings.post(note);
      this.#attempt = 0;
      await this.remove(note.key);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Without a session nothing can be sent, but nothing is wrong with the note either.
      if (error.status === 401) return false;
      if (error.passing) {
        this.#retryLater(error.retryAfterMs);
        return false;
      }
      const { detail, code, reason } = error;
      await this.#change(note.key, { refused: detail || code, ...(reason && { refusedFor: reason }) });
      return true;
    } finally {
      this.sending = undefined;
    }
  }

  #retryLater(atLeastMs: number): void {
    this.#retry = setTimeout(() => void this.flush(), Math.max(atLeastMs, backOffMs(this.#attempt)));
    this.#attempt += 1;
  }

  async #change(key: string, change: Partial<UnsentNote>): Promise<void> {
    const changed = this.entries.find((note) => note.key === key);
    if (!changed) return;
    const note = { ...changed, ...change };
    this.#set(this.entries.map((held) => (held.key === key ? note : held)));
    await this.#store.keepNote(note).catch(() => {});
  }
}

export const notesOutbox = new NotesOutbox({
  post: ({ review, text, questions, activity, writtenAt, notPupilData, key }) =>
    run(
      'create_evidence_note',
      { review },
      {
        text,
        ...(questions.length > 0 && { questions }),
        ...(activity !== undefined && { activity }),
        // In each try, because what goes under one key must be the same each time.
        written: writtenAt,
        ...(notPupilData && { not_pupil_data: notPupilData }),
      },
      { key },
    ),
  now: () => Date.now(),
});

/** The one outbox of the page, opened for somebody. */
export async function openNotes(...opened: Parameters<NotesOutbox['open']>): Promise<NotesOutbox> {
  await notesOutbox.open(...opened);
  return notesOutbox;
}
