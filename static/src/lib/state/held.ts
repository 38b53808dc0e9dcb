// Lists that many screens need as a whole: fetched once, then kept up to date by events. They are fetched again when
// lists have become stale, and for whoever signs in next.
import { wholeList } from './hub';
import { live } from './live.svelte';
import { session } from './session.svelte';

const fetched = new Map<string, { key: string; done: Promise<void> }>();

function heldList(path: string): Promise<void> {
  const key = `${session.me?.session} ${live.epoch}`;
  const before = fetched.get(path);
  if (before?.key === key) return before.done;
  const done = wholeList(path);
  fetched.set(path, { key, done });
  done.catch(() => {
    if (fetched.get(path)?.done === done) fetched.delete(path);
  });
  return done;
}

/** Every organisation that I may see: thousands for whoever administers a network with the whole register in it. */
export const fetchOrganisations = (): Promise<void> => heldList('/organisations');

/** Everybody whom I may know, with their memberships. */
export const fetchPeople = (): Promise<void> => heldList('/people');
