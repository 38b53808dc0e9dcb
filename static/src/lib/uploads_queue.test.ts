import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

interface Options {
  onProgress(sent: number, all: number): void;
  onSuccess(): void;
  onError(error: unknown): void;
  onUploadUrlAvailable(): void;
}
class FakeTus {
  static made: FakeTus[] = [];
  static known: object[] = [];
  url: string | null = null;
  started = 0;
  aborted: boolean[] = [];
  resumed = 0;
  constructor(
    readonly file: File,
    readonly options: Options,
  ) {
    FakeTus.made.push(this);
  }
  start() {
    this.started += 1;
  }
  abort(terminate = false) {
    this.aborted.push(terminate);
    return Promise.resolve();
  }
  findPreviousUploads = () => Promise.resolve(FakeTus.known);
  resumeFromPreviousUpload() {
    this.resumed += 1;
  }
  number(id: number) {
    this.url = `/api/v1/uploads/${id}`;
    this.options.onUploadUrlAvailable();
  }
  succeed(id: number) {
    this.url = `/api/v1/uploads/${id}`;
    this.options.onSuccess();
  }
}
vi.mock('tus-js-client', () => ({ Upload: FakeTus }));

const { uploads } = await import('./uploads.svelte');
const file = (name: string, size = 10) => new File(['x'.repeat(size)], name, { lastModified: 1 });
const settle = () =>
  vi.waitFor(() => {}, { timeout: 50 }).then(() => new Promise((done) => setTimeout(done, 5)));
const refused = (status: number, body = {}) => ({
  originalResponse: {
    getStatus: () => status,
    getBody: () => JSON.stringify(body),
    getHeader: () => undefined,
  },
});

beforeEach(() => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(() =>
    Promise.resolve(new Response(null, { status: 204 })),
  );
  FakeTus.made = [];
  FakeTus.known = [];
  localStorage.clear();
});
afterEach(() => {
  for (const item of [...uploads.items]) uploads.remove(item);
});

describe('the queue of uploads', () => {
  it('sends two at once, and the next when one has arrived', async () => {
    uploads.add([file('a'), file('b'), file('c')], 1, 'new');
    await settle();
    expect(FakeTus.made.map(({ file: { name } }) => name)).toEqual(['a', 'b']);
    FakeTus.made[0]?.succeed(11);
    await settle();
    expect(FakeTus.made).toHaveLength(3);
    expect(uploads.arrived('new')).toEqual([11]);
    expect(uploads.busy('new')).toBe(true);
  });

  it('doesn’t send a file twice, and says at once what can’t be sent', async () => {
    uploads.add([file('a')], 1, 'new');
    uploads.add([file('a'), file('empty.pdf', 0)], 1, 'new');
    await settle();
    expect(uploads.of('new').map(({ state, failure }) => failure ?? state)).toEqual(['sending', 'empty']);
    expect(FakeTus.made).toHaveLength(1);
  });

  it('goes on after a lost connection, with the same upload', async () => {
    const [item] = uploads.add([file('a')], 1, 'new');
    await settle();
    FakeTus.made[0]?.options.onError(new Error('no answer'));
    expect(item?.state).toBe('lost');
    dispatchEvent(new Event('online'));
    await settle();
    expect(item?.state).toBe('sending');
    expect(FakeTus.made).toHaveLength(1);
    expect(FakeTus.made[0]?.started).toBe(2);
  });

  it('takes up what an earlier page began with the same file', async () => {
    FakeTus.known = [{}];
    uploads.add([file('a')], 1, 'new');
    await settle();
    expect(FakeTus.made[0]?.resumed).toBe(1);
  });

  it('pauses and goes on when told, not by itself', async () => {
    const [item] = uploads.add([file('a')], 1, 'new');
    await settle();
    if (!item) throw new Error('Nothing was added.');
    uploads.pause(item);
    expect(FakeTus.made[0]?.aborted).toEqual([false]);
    dispatchEvent(new Event('online'));
    await settle();
    expect(item.state).toBe('paused');
    uploads.resume(item);
    await settle();
    expect([item.state, FakeTus.made[0]?.started]).toEqual(['sending', 2]);
  });

  it('says why a file was refused, and begins anew when it is tried again', async () => {
    const [item] = uploads.add([file('a')], 1, 'new');
    await settle();
    FakeTus.made[0]?.options.onError(refused(422, { detail: 'Programs can’t be shared.' }));
    expect([item?.state, item?.failure, item?.detail]).toEqual([
      'failed',
      'refused',
      'Programs can’t be shared.',
    ]);
    if (item) uploads.resume(item);
    await settle();
    expect(FakeTus.made).toHaveLength(2);
  });

  it('belongs to the draft once there is one, also for the next page', async () => {
    uploads.add([file('a')], 1, 'new');
    await settle();
    FakeTus.made[0]?.number(12);
    uploads.rebind('new', 'resource/5');
    FakeTus.made[0]?.succeed(12);
    expect(uploads.arrived('resource/5')).toEqual([12]);
    expect(JSON.parse(localStorage.getItem('staffroom.uploads') ?? '{}')).toEqual({ 12: 'resource/5' });
    uploads.taken('resource/5');
    expect(uploads.items).toEqual([]);
    expect(localStorage.getItem('staffroom.uploads')).toBeNull();
  });

  it('gives up at the hub what is taken away while it is sent', async () => {
    const [item] = uploads.add([file('a')], 1, 'new');
    await settle();
    if (item) uploads.remove(item);
    expect(FakeTus.made[0]?.aborted).toEqual([true]);
  });
});
