// What a supplier is told about what they have written: "saved" only of what the hub holds.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Desk } from './desk.svelte';
import type { QuoteForm, SupplierQuote, SupplierView } from './supplier_view';

/** What the hub holds, and what it has been sent and has not answered yet. */
let held: SupplierQuote | undefined;
let waiting: (() => void)[] = [];

const seen = () =>
  ({
    stage: 'asking',
    criteria: ['Care'],
    deadline: 9e15,
    now: Date.now(),
    ...(held ? { draft: held } : {}),
  }) as unknown as SupplierView;
const answer = () =>
  new Response(JSON.stringify(seen()), { headers: { 'Content-Type': 'application/json' } });

/** The hub answers what it was sent first, and whoever waited for it goes on. */
async function answered() {
  waiting.shift()?.();
  await vi.advanceTimersByTimeAsync(0);
}
async function typed(desk: Desk, words: string) {
  desk.form.remarks = words;
  desk.changed();
  await vi.advanceTimersByTimeAsync(2_000);
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  held = undefined;
  waiting = [];
  vi.stubGlobal('fetch', (_url: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'GET') return Promise.resolve(answer());
    return new Promise<Response>((give) =>
      waiting.push(() => {
        const { remarks, answers } = JSON.parse(String(body)) as QuoteForm;
        held = { remarks, answers } as unknown as SupplierQuote;
        give(answer());
      }),
    );
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('does not say that something is saved before anything was written', async () => {
  const desk = new Desk('a-link');
  await desk.open();
  expect(desk.kept).toBe('ready');
});

it('says that it is saved once the hub has answered, and when the page is opened again', async () => {
  const desk = new Desk('a-link');
  await desk.open();
  desk.form.lines = [];
  await typed(desk, 'From January.');
  expect(desk.kept).toBe('saving');
  await answered();
  expect(desk.kept).toBe('saved');
  const again = new Desk('a-link');
  await again.open();
  expect(again.kept).toBe('saved');
});

it('takes nothing for saved while an older text is on its way', async () => {
  const desk = new Desk('a-link');
  await desk.open();
  desk.form.lines = [];
  await typed(desk, 'From January.');
  // Back to what the hub held before: by the time it hears of it, that is something else.
  await typed(desk, '');
  expect(desk.kept).not.toBe('saved');
  await answered();
  expect(desk.kept).toBe('saving');
  await answered();
  expect([desk.kept, held?.remarks]).toEqual(['saved', '']);
});
