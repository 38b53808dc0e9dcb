// Drafts and unsent messages for as long as the page is open: for shared computers, and browsers that keep nothing.
import type { LocalStore, Unsent } from './local_store';

export function memoryStore(): LocalStore {
  const unsent = new Map<string, Unsent>();
  const drafts = new Map<string, string>();
  return {
    unsent: async (person) => [...unsent.values()].filter((entry) => entry.person === person),
    keep: async (entry) => void unsent.set(entry.key, entry),
    drop: async (key) => void unsent.delete(key),
    draft: async (person, place) => drafts.get(`${person} ${place}`) ?? '',
    keepDraft: async (person, place, text) => void drafts.set(`${person} ${place}`, text),
    forget: async () => {
      unsent.clear();
      drafts.clear();
    },
  };
}
