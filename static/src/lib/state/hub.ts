// Asking the hub for something and telling it to do something. Answers go into the records before the caller goes on.
import type { AnyRecord, Commands, List } from '$generated/protocol';
import { ApiError, fill, newKey, request, unreachable } from '$lib/api/http';
import { live } from './live.svelte';
import { records } from './records';

export type CommandName = keyof Commands;
type IdsOf<C extends CommandName> = Commands[C]['ids'];
type BodyOf<C extends CommandName> = Commands[C]['body'];

export interface Options {
  /** Given by the outbox, which may send the same thing again; else a fresh one. */
  key?: string;
  /** The version that an edit was made from. */
  ifMatch?: number;
}

/** What the path holds. */
type Ids = Record<string, number | string>;
interface Outcome {
  seq: number;
  record: AnyRecord | undefined;
}

/** Which method and path a command has. Fetched when first needed: the live connection names commands only. */
async function routeOf(command: CommandName): Promise<readonly [method: string, path: string]> {
  const { routes } = await import('$generated/protocol').catch(() => {
    throw unreachable();
  });
  return routes[command];
}

async function byHttp(
  command: CommandName,
  ids: Ids,
  body: object,
  key: string,
  ifMatch?: number,
): Promise<Outcome> {
  const [method, path] = await routeOf(command);
  const wanted = method === 'DELETE' || Object.keys(body).length === 0 ? undefined : body;
  const answer = await request<AnyRecord | undefined>(method, fill(path, ids), {
    body: wanted,
    key,
    ifMatch,
  });
  return { seq: answer.seq, record: answer.data?.kind ? answer.data : undefined };
}

async function bySocket(
  command: CommandName,
  ids: Ids,
  body: object,
  key: string,
  ifMatch?: number,
): Promise<Outcome> {
  const { seq, record } = await live.socket.call(command, ids, body, key, ifMatch);
  return { seq, record };
}

/**
 * Runs one command: over the live connection when it stands, else by HTTP. When the connection is lost before the
 * answer, the same key goes by HTTP, so that the command still happens once.
 * Errors: ApiError.
 */
export async function run<C extends CommandName>(
  command: C,
  ids: IdsOf<C>,
  body: BodyOf<C>,
  { key = newKey(), ifMatch }: Options = {},
): Promise<AnyRecord | undefined> {
  let outcome: Outcome;
  try {
    outcome = live.socket.ready
      ? await bySocket(command, ids, body, key, ifMatch)
      : await byHttp(command, ids, body, key, ifMatch);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'unreachable' || !navigator.onLine) throw error;
    outcome = await byHttp(command, ids, body, key, ifMatch);
  }
  if (outcome.record) records.put(outcome.record, outcome.seq);
  return outcome.record;
}

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  return set.length
    ? `${path}?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`
    : path;
}

const readsAtMost = 5;

/** Fetches one page of a list into the records. Errors: ApiError. */
export async function page(
  path: string,
  query: Record<string, string | number | undefined> = {},
): Promise<List> {
  for (let reads = 1; ; reads += 1) {
    const { data } = await request<List>('GET', withQuery(path, query));
    // The read came just before the connection stood, so events between the two would be missing: read again.
    if (data.seq < live.floor && reads < readsAtMost) continue;
    live.oldestList = Math.min(live.oldestList, data.seq);
    records.accept(data);
    return data;
  }
}

/** Fetches a whole list, for those that are bounded by nature (the channels of a team, the people I may know). */
export async function wholeList(path: string): Promise<void> {
  let cursor: string | undefined;
  do {
    const { next } = await page(path, { limit: 200, cursor });
    cursor = next ?? undefined;
  } while (cursor);
}

/**
 * Fetches one record, unless it is held already. A bare record has no seq: anything else that is known wins. `held` is
 * asked at once and never again: the page that asks may be gone when the answer is there.
 */
export async function one(path: string, held: () => AnyRecord | undefined): Promise<void> {
  if (held()) return;
  const { data, seq } = await request<AnyRecord>('GET', path);
  if (!records.get(data.kind, data.id)) records.put(data, seq);
}
