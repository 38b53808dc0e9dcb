// Fetching what the administration's tables show.
import type { List } from '$generated/protocol';
import { page } from '$lib/state/hub';

type Query = Record<string, string | number | undefined>;

/** Every page of a list that has a query of its own, or the first so many of them. True when that was all. */
export async function everyPage(path: string, query: Query = {}, most = Infinity): Promise<boolean> {
  let cursor: string | undefined;
  let left = most;
  do {
    const { next }: List = await page(path, { ...query, limit: 200, cursor });
    cursor = next ?? undefined;
    left -= 1;
  } while (cursor && left > 0);
  return !cursor;
}

/** The same list of several organisations; a few at a time, so that a school's line is not flooded. */
export async function everyPlace(
  places: readonly number[],
  fetch: (id: number) => Promise<unknown>,
): Promise<void> {
  const waiting = [...places];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await fetch(next);
  };
  await Promise.all(Array.from({ length: 4 }, work));
}
