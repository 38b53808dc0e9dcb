// Fetches what a note speaks of. Whoever may not read it sees the note without its title.
import type { AnyRecord } from '$generated/protocol';
import { one } from '$lib/state/hub';

export function bring(path: string, held: () => AnyRecord | undefined): void {
  void one(path, held).catch(() => {});
}
