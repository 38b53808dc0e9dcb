// What the device keeps of visits: notes that are not sent yet, and what somebody needs to write them without a
// connection. In a storage of its own, so that pages of an older age never hold it up.
import { openDB, type DBSchema } from 'idb';
import * as v from 'valibot';

const noteSchema = v.object({
  key: v.string(),
  person: v.number(),
  review: v.number(),
  text: v.string(),
  questions: v.array(v.number()),
  activity: v.optional(v.number()),
  writtenAt: v.number(),
  /** Set when the hub refused it: a sentence that says why; and by which name. */
  refused: v.optional(v.string()),
  refusedFor: v.optional(v.string()),
  /** Why what looks like a pupil's number is none. */
  notPupilData: v.optional(v.string()),
});
export type UnsentNote = v.InferOutput<typeof noteSchema>;

const visitSchema = v.object({
  person: v.number(),
  review: v.number(),
  host: v.string(),
  title: v.string(),
  firstDay: v.string(),
  lastDay: v.string(),
  /** Whether the visit had begun, and was not reported on, when it was kept. */
  open: v.boolean(),
  questions: v.array(v.string()),
  activities: v.array(
    v.object({
      id: v.number(),
      date: v.string(),
      starts: v.number(),
      ends: v.number(),
      what: v.string(),
      place: v.string(),
      mine: v.boolean(),
      /** Whom of the school one meets, by name. */
      with: v.string(),
    }),
  ),
  keptAt: v.number(),
  /** When the session ends for good: nothing of it is shown after that without signing in. */
  until: v.number(),
});
export type KeptVisit = v.InferOutput<typeof visitSchema>;

export interface VisitStore {
  notes(person: number): Promise<UnsentNote[]>;
  keepNote(note: UnsentNote): Promise<void>;
  dropNote(key: string): Promise<void>;
  /** Of everybody, newest first. */
  visits(): Promise<KeptVisit[]>;
  keepVisit(visit: KeptVisit): Promise<void>;
  dropVisit(person: number, review: number): Promise<void>;
  dropVisits(person: number): Promise<void>;
  forget(person: number): Promise<void>;
}

const oldestFirst = (one: UnsentNote, other: UnsentNote) => one.writtenAt - other.writtenAt;
const newestFirst = (one: KeptVisit, other: KeptVisit) => other.keptAt - one.keptAt;

interface Schema extends DBSchema {
  notes: { key: string; value: UnsentNote; indexes: { person: number } };
  visits: { key: [number, number]; value: KeptVisit };
}

export const visitDatabase = 'staffroom-visits';

/** Errors: rejects when the browser has no storage for us (private windows, full disk). */
export async function deviceVisits(): Promise<VisitStore> {
  const db = await openDB<Schema>(visitDatabase, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('notes', { keyPath: 'key' }).createIndex('person', 'person');
      fresh.createObjectStore('visits', { keyPath: ['person', 'review'] });
    },
  });
  const allVisitsOf = (person: number) => IDBKeyRange.bound([person], [person, []]);
  return {
    // What storage gives back was written by an earlier version of this page, so it is checked like any input.
    notes: async (person) => {
      const values = await db.getAllFromIndex('notes', 'person', person);
      return values.filter((value) => v.is(noteSchema, value)).sort(oldestFirst);
    },
    keepNote: async (note) => void (await db.put('notes', note)),
    dropNote: async (key) => void (await db.delete('notes', key)),
    visits: async () =>
      (await db.getAll('visits')).filter((value) => v.is(visitSchema, value)).sort(newestFirst),
    keepVisit: async (visit) => void (await db.put('visits', visit)),
    dropVisit: async (person, review) => void (await db.delete('visits', [person, review])),
    dropVisits: async (person) => void (await db.delete('visits', allVisitsOf(person))),
    forget: async (person) => {
      const both = db.transaction(['notes', 'visits'], 'readwrite');
      const keys = await both.objectStore('notes').index('person').getAllKeys(person);
      await Promise.all(keys.map((key) => both.objectStore('notes').delete(key)));
      await both.objectStore('visits').delete(allVisitsOf(person));
      await both.done;
    },
  };
}

/** For as long as the page is open: on shared computers, and in browsers that keep nothing. */
export function memoryVisits(): VisitStore {
  const notes = new Map<string, UnsentNote>();
  return {
    notes: async (person) => [...notes.values()].filter((note) => note.person === person).sort(oldestFirst),
    keepNote: async (note) => void notes.set(note.key, note),
    dropNote: async (key) => void notes.delete(key),
    visits: async () => [],
    keepVisit: async () => {},
    dropVisit: async () => {},
    dropVisits: async () => {},
    forget: async () => notes.clear(),
  };
}
