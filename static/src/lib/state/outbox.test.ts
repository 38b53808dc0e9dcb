import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import 'fake-indexeddb/auto';
import { ApiError, unreachable } from '$lib/api/http';
import { deviceStore, type Unsent } from './local_store';
import { memoryStore } from './memory_store';
import { Outbox } from './outbox.svelte';

const hour = 3_600_000;
let now: number;
let settled: boolean;
let look: ReturnType<typeof vi.fn<(topic: number) => Promise<void>>>;
let post: ReturnType<typeof vi.fn<(entry: Unsent) => Promise<unknown>>>;
const made: Outbox[] = [];

function outbox(): Outbox {
  const fresh = new Outbox({ post, look, settled: () => settled, now: () => now });
  made.push(fresh);
  return fresh;
}
const text = (words: string, topic = 1) => ({ topic, text: words, mentions: [], toTeam: false, after: 0 });
const sentTexts = () => post.mock.calls.map(([entry]) => entry.text);

beforeEach(() => {
  now = 1_000_000;
  settled = false;
  look = vi.fn<(topic: number) => Promise<void>>().mockResolvedValue(undefined);
  post = vi.fn<(entry: Unsent) => Promise<unknown>>().mockResolvedValue(undefined);
});
afterEach(() => {
  for (const box of made.splice(0)) box.close();
});

describe('the outbox', () => {
  it('sends at once and forgets what was sent', async () => {
    const box = outbox();
    await box.open(7, true);
    await box.add(text('one'));
    expect(sentTexts()).toEqual(['one']);
    expect(box.entries).toEqual([]);
  });

  it('keeps order over a lost connection and sends each under the same key', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValue(unreachable());
    await box.add(text('one'));
    await box.add(text('two', 2));
    const key = box.entries[0]?.key;
    post.mockReset().mockResolvedValue(undefined);
    await box.flush();
    expect(sentTexts()).toEqual(['one', 'two']);
    expect(post.mock.calls[0]?.[0].key).toBe(key);
  });

  it('goes on with the next message when one is refused, and says why', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValueOnce(new ApiError('forbidden', 403, 'Only leads write here.'));
    await box.add(text('refused'));
    await box.add(text('fine'));
    expect(box.entries.map((entry) => entry.refused)).toEqual(['Only leads write here.']);
    expect(sentTexts()).toEqual(['refused', 'fine']);
  });

  it('asks before it sends what is over a day old', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValue(unreachable());
    await box.add(text('old'));
    now += 25 * hour;
    post.mockReset().mockResolvedValue(undefined);
    await box.flush();
    expect(post).not.toHaveBeenCalled();
    const [entry] = box.entries;
    expect(entry && box.stateOf(entry)).toBe('ask');
    await box.confirm(entry?.key ?? '');
    expect(sentTexts()).toEqual(['old']);
  });

  it('asks when the topic was agreed since, but not when it was agreed already', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValue(unreachable());
    await box.add(text('before'));
    settled = true;
    await box.add(text('after'));
    expect(box.entries.map((entry) => box.stateOf(entry))).toEqual(['ask', 'waiting']);
  });

  it('looks at the topic again before it sends what has waited, and asks when it was agreed meanwhile', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValue(unreachable());
    await box.add(text('waited'));
    expect(look).not.toHaveBeenCalled();
    look.mockImplementation(() => Promise.resolve(void (settled = true)));
    post.mockReset().mockResolvedValue(undefined);
    await box.flush();
    expect(look).toHaveBeenCalledWith(1);
    expect(post).not.toHaveBeenCalled();
    expect(box.entries.map((entry) => box.stateOf(entry))).toEqual(['ask']);
  });

  it('finds what the device kept, for the same person only, and leaves nothing after sign-out', async () => {
    const first = outbox();
    await first.open(7, false, await deviceStore());
    post.mockRejectedValue(unreachable());
    await first.add(text('kept'));
    const other = outbox();
    await other.open(8, false, await deviceStore());
    expect(other.entries).toEqual([]);
    const again = outbox();
    await again.open(7, false, await deviceStore());
    expect(again.entries.map((entry) => entry.text)).toEqual(['kept']);
    await again.forget();
    expect(await (await deviceStore()).unsent(7)).toEqual([]);
  });

  it('keeps nothing on a shared computer', async () => {
    const store = memoryStore();
    const box = outbox();
    await box.open(7, true, store);
    post.mockRejectedValue(unreachable());
    await box.add(text('here only'));
    expect(await (await deviceStore()).unsent(7)).toEqual([]);
  });
});
