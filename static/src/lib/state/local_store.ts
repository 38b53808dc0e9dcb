// What the device keeps for a person: drafts and messages not sent yet, in IndexedDB.
import { openDB, type DBSchema } from 'idb';
import * as v from 'valibot';

const unsentSchema = v.object({
  key: v.string(),
  person: v.number(),
  topic: v.number(),
  text: v.string(),
  replyTo: v.optional(v.number()),
  mentions: v.array(v.number()),
  toTeam: v.boolean(),
  writtenAt: v.number(),
  /** The topic's last ordinal when it was written. */
  after: v.number(),
  topicWasAgreed: v.boolean(),
  /** The person was asked whether it should still go, and said yes. */
  confirmed: v.boolean(),
  /** Set when the server refused it: a sentence that says why. */
  refused: v.optional(v.string()),
  /** And by which name, where there is something to be done about it. */
  refusedFor: v.optional(v.string()),
  /** Why what looks like a pupil's number is none. */
  notPupilData: v.optional(v.string()),
});
export type Unsent = v.InferOutput<typeof unsentSchema>;

export interface LocalStore {
  unsent(person: number): Promise<Unsent[]>;
  keep(entry: Unsent): Promise<void>;
  drop(key: string): Promise<void>;
  draft(person: number, place: string): Promise<string>;
  keepDraft(person: number, place: string, text: string): Promise<void>;
  forget(person: number): Promise<void>;
}

const oldestFirst = (one: Unsent, other: Unsent) => one.writtenAt - other.writtenAt;

/** What storage gives back was written by an earlier version of this page, so it is checked like any input. */
function checked(values: unknown[]): Unsent[] {
  return values.filter((value): value is Unsent => v.is(unsentSchema, value)).sort(oldestFirst);
}

interface Schema extends DBSchema {
  unsent: { key: string; value: Unsent; indexes: { person: number } };
  drafts: { key: [number, string]; value: { person: number; place: string; text: string } };
}

/** Errors: rejects when the browser has no storage for us (private windows, full disk). */
export async function deviceStore(): Promise<LocalStore> {
  const db = await openDB<Schema>('staffroom', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('unsent', { keyPath: 'key' }).createIndex('person', 'person');
      fresh.createObjectStore('drafts', { keyPath: ['person', 'place'] });
    },
  });
  return {
    unsent: async (person) => checked(await db.getAllFromIndex('unsent', 'person', person)),
    keep: async (entry) => void (await db.put('unsent', entry)),
    drop: async (key) => void (await db.delete('unsent', key)),
    draft: async (person, place) => (await db.get('drafts', [person, place]))?.text ?? '',
    keepDraft: async (person, place, text) => {
      if (text) await db.put('drafts', { person, place, text });
      else await db.delete('drafts', [person, place]);
    },
    forget: async (person) => {
      const both = db.transaction(['unsent', 'drafts'], 'readwrite');
      const keys = await both.objectStore('unsent').index('person').getAllKeys(person);
      await Promise.all(keys.map((key) => both.objectStore('unsent').delete(key)));
      await both.objectStore('drafts').delete(IDBKeyRange.bound([person], [person, []]));
      await both.done;
    },
  };
}
