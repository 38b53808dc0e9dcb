import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import 'fake-indexeddb/auto';
import { ApiError, unreachable } from '$lib/api/http';
import { NotesOutbox } from './notes_outbox.svelte';
import { deviceVisits, memoryVisits, type UnsentNote } from './visit_store';

let now: number;
let post: ReturnType<typeof vi.fn<(note: UnsentNote) => Promise<unknown>>>;
const made: NotesOutbox[] = [];

function outbox(): NotesOutbox {
  const fresh = new NotesOutbox({ post, now: () => now });
  made.push(fresh);
  return fresh;
}
const note = (text: string, review = 3) => ({ review, text, questions: [0] });
const sent = () => post.mock.calls.map(([entry]) => entry.text);
const visit = (review: number, until: number) => ({
  review,
  host: 'Beck Lane',
  title: 'Cycle',
  firstDay: '2026-02-04',
  lastDay: '2026-02-05',
  open: true,
  questions: ['How well?'],
  activities: [],
  until,
});

beforeEach(() => {
  now = 1_000_000;
  post = vi.fn<(note: UnsentNote) => Promise<unknown>>().mockResolvedValue(undefined);
});
afterEach(() => {
  for (const box of made.splice(0)) box.close();
});

describe('notes on their way', () => {
  it('go at once, and are forgotten when the hub has them', async () => {
    const box = outbox();
    const counted: number[] = [];
    await box.open(7, true, (waiting) => counted.push(waiting));
    await box.add(note('one'));
    expect(sent()).toEqual(['one']);
    expect(box.of(3)).toEqual([]);
    expect(counted).toEqual([0, 1, 0]);
  });

  it('wait without a connection and go in order, each under the key of its first try', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValue(unreachable());
    await box.add(note('one'));
    await box.add(note('two', 4));
    const [first] = box.entries;
    post.mockReset().mockResolvedValue(undefined);
    await box.flush();
    expect(sent()).toEqual(['one', 'two']);
    expect(post.mock.calls[0]?.[0]).toEqual(first);
  });

  it('are still there when the page is opened again, for their author alone', async () => {
    const store = await deviceVisits();
    const box = outbox();
    await box.open(7, false, undefined, store);
    post.mockRejectedValue(unreachable());
    await box.add(note('kept'));
    box.close();
    const other = outbox();
    await other.open(8, false, undefined, store);
    expect(other.entries).toEqual([]);
    const again = outbox();
    post.mockReset().mockResolvedValue(undefined);
    await again.open(7, false, undefined, store);
    await again.flush();
    await vi.waitFor(() => expect(again.entries).toEqual([]));
    expect(sent()).toEqual(['kept']);
    expect(await store.notes(7)).toEqual([]);
  });

  it('say why when they are refused, and let the next go', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValueOnce(new ApiError('conflict', 409, 'It holds a number.', '', 'pupil_data'));
    await box.add(note('refused'));
    await box.add(note('fine'));
    expect(box.entries).toMatchObject([
      { text: 'refused', refused: 'It holds a number.', refusedFor: 'pupil_data' },
    ]);
    const key = box.entries[0]?.key ?? '';
    await box.rewrite(key, { notPupilData: 'A made-up number for the training.' });
    expect(post.mock.lastCall?.[0]).toMatchObject({ notPupilData: 'A made-up number for the training.' });
    expect(post.mock.lastCall?.[0].key).not.toBe(key);
    expect(box.entries).toEqual([]);
  });

  it('wait for a session', async () => {
    const box = outbox();
    await box.open(7, true);
    post.mockRejectedValueOnce(new ApiError('sign_in_required', 401, ''));
    await box.add(note('later'));
    expect(box.entries[0]?.refused).toBeUndefined();
    await box.flush();
    expect(box.entries).toEqual([]);
  });
});

describe('what is kept of a visit', () => {
  it('is there until the session ends, newest first', async () => {
    const store = await deviceVisits();
    const box = outbox();
    await box.open(11, false, undefined, store);
    await box.keep(visit(1, now + 50));
    now += 10;
    await box.keep(visit(2, now + 50));
    expect((await box.kept()).map(({ review }) => review)).toEqual([2, 1]);
    now += 45;
    expect((await box.kept()).map(({ review }) => review)).toEqual([2]);
    now += 10;
    expect(await box.kept()).toEqual([]);
  });

  it('goes when the session ends; notes stay. Signing out takes both', async () => {
    const store = await deviceVisits();
    const box = outbox();
    await box.open(12, false, undefined, store);
    post.mockRejectedValue(unreachable());
    await box.add(note('mine'));
    await box.keep(visit(1, now + 50));
    await box.hide();
    expect(await store.notes(12)).toHaveLength(1);
    expect((await store.visits()).filter(({ person }) => person === 12)).toEqual([]);
    await box.open(12, false, undefined, store);
    await box.keep(visit(1, now + 50));
    await box.forget();
    expect(await store.notes(12)).toEqual([]);
    expect((await store.visits()).filter(({ person }) => person === 12)).toEqual([]);
  });

  it('is nothing on a shared computer', async () => {
    const box = outbox();
    await box.open(13, true, undefined, memoryVisits());
    await box.keep(visit(1, now + 50));
    expect(await box.kept()).toEqual([]);
  });
});
