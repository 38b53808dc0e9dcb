// Files on their way to the hub, by tus: each goes on after a lost connection, after a closed laptop, and after a reload
// once the same file is chosen again. Which file belongs to which draft is kept on this device.
import type { Upload as HubUpload } from '$generated/protocol';
import { apiRoot, request } from './api/http';
import { page } from './state/hub';
import { live } from './state/live.svelte';
import { records } from './state/records';
import { keepsNothing, session } from './state/session.svelte';
import { endedWith, faultOfFile, isPassing, retryAfterMs, type Failure } from './uploads';
import { Bindings } from './uploads_kept';
import { trays } from './trays.svelte';

export type SendState = 'waiting' | 'sending' | 'paused' | 'lost' | 'failed' | 'done';

/** At once: more would only slow each other down. */
const atOnce = 2;
const chunkBytes = 16 * 1024 * 1024;
const speedSampleMs = 500;

/** A file that this page holds. `place` says what it is for: `new`, `resource/12`, `version/7`. */
export class Sending {
  readonly key = crypto.randomUUID();
  readonly person = session.person;
  state = $state<SendState>('waiting');
  sent = $state(0);
  /** Bytes in a second, smoothed; 0 when not known yet. */
  speed = $state(0);
  failure = $state.raw<Failure | undefined>();
  /** The hub's sentence about it, when it gave one. */
  detail = '';
  /** The hub's number of it, once it has one. */
  id = $state<number | undefined>();
  place = $state('');
  tus: { abort(terminate?: boolean): Promise<void>; start(): void } | undefined;
  #sampledAt = 0;
  #sampledBytes = 0;

  constructor(
    readonly file: File,
    readonly organisation: number,
    place: string,
  ) {
    this.place = place;
  }

  /** Seconds left, as far as one can tell. */
  get secondsLeft(): number | undefined {
    return this.speed > 0 ? Math.ceil((this.file.size - this.sent) / this.speed) : undefined;
  }

  advance(sent: number, now = performance.now()): void {
    this.sent = sent;
    const span = now - this.#sampledAt;
    if (span < speedSampleMs) return;
    // The first sample begins where the upload goes on, not at nothing.
    if (this.#sampledAt > 0) {
      const fresh = ((sent - this.#sampledBytes) / span) * 1_000;
      this.speed = this.speed > 0 ? 0.7 * this.speed + 0.3 * Math.max(0, fresh) : Math.max(0, fresh);
    }
    this.#sampledAt = now;
    this.#sampledBytes = sent;
  }

  rest(): void {
    this.#sampledAt = 0;
    this.speed = 0;
  }
}

class Uploads {
  items = $state.raw<Sending[]>([]);
  #bindings = new Bindings();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  constructor() {
    addEventListener('online', () => this.#wake());
    live.whenReady(() => this.#wake());
    session.whenEnded((why) => this.#end(why));
    // A page that is closed stops what it sends; the hub keeps what it has.
    addEventListener('beforeunload', (event) => {
      if (this.items.some(({ state }) => state === 'sending' || state === 'waiting')) event.preventDefault();
    });
  }

  /** What this page holds for a place, in the order in which it was chosen. */
  of(place: string): Sending[] {
    return this.items.filter((item) => item.place === place && item.person === session.person);
  }

  /** What the hub has for a place that this page does not hold: from before a reload, or from another tab. */
  kept(place: string): HubUpload[] {
    const here = new Set(this.items.map((item) => item.id));
    return records
      .all('upload')
      .filter((upload) => this.#bindings.placeOf(upload.id) === place && !here.has(upload.id))
      .sort((one, other) => one.id - other.id);
  }

  /** Everything that did not arrive and is for no file of this page. */
  interrupted(): { upload: HubUpload; place: string }[] {
    const here = new Set(this.items.map((item) => item.id));
    return records.all('upload').flatMap((upload) => {
      const place = this.#bindings.placeOf(upload.id);
      return place && upload.state === 'receiving' && !here.has(upload.id) ? [{ upload, place }] : [];
    });
  }

  /** The numbers of all that has arrived for a place. */
  arrived(place: string): number[] {
    const here = this.of(place).flatMap(({ state, id }) =>
      state === 'done' && id !== undefined ? [id] : [],
    );
    const before = this.kept(place).flatMap(({ state, id }) => (state === 'stored' ? [id] : []));
    return [...before, ...here];
  }

  /** True while something for this place is not there yet. */
  busy(place: string): boolean {
    return this.of(place).some(({ state }) => state !== 'done' && state !== 'failed');
  }

  /** Errors: ApiError. */
  async fetch(): Promise<void> {
    await page('/uploads', { limit: 200 });
    this.#bindings.keepOnly(new Set(records.all('upload').map(({ id }) => id)));
  }

  /** A file that is there already, by name and size, is not sent twice. */
  add(files: Iterable<File>, organisation: number, place: string): Sending[] {
    const added: Sending[] = [];
    for (const file of files) {
      const again = this.of(place).some(
        ({ file: held }) =>
          held.name === file.name && held.size === file.size && held.lastModified === file.lastModified,
      );
      if (again) continue;
      const item = new Sending(file, organisation, place);
      const fault = faultOfFile(file);
      if (fault) {
        item.state = 'failed';
        item.failure = fault;
      }
      added.push(item);
    }
    this.#keep([...this.items, ...added]);
    void this.#next();
    return added;
  }

  /** What was for one place is for another now: the draft has got its number. */
  rebind(from: string, to: string): void {
    for (const item of this.of(from)) item.place = to;
    this.#bindings.rebind(from, to);
  }

  pause(item: Sending): void {
    if (item.state !== 'sending' && item.state !== 'waiting' && item.state !== 'lost') return;
    item.state = 'paused';
    item.rest();
    void item.tus?.abort().catch(() => {});
    void this.#next();
  }

  resume(item: Sending): void {
    if (item.state === 'sending' || item.state === 'done') return;
    item.state = 'waiting';
    item.failure = undefined;
    void this.#next();
  }

  /** Gives it up here and at the hub. */
  remove(item: Sending): void {
    const { tus, id } = item;
    const ended = item.state === 'done';
    this.#keep(this.items.filter((held) => held !== item));
    if (id !== undefined) this.#bindings.drop(id);
    if (ended && id !== undefined) void this.discard(id);
    else void tus?.abort(true).catch(() => {});
    void this.#next();
  }

  /** Gives up something that this page does not hold. */
  async discard(upload: number): Promise<void> {
    this.#bindings.drop(upload);
    await request('DELETE', `/uploads/${upload}`, {}).catch(() => {});
  }

  /** A version has taken them. */
  taken(place: string): void {
    for (const item of this.of(place)) if (item.id !== undefined) this.#bindings.drop(item.id);
    for (const { id } of this.kept(place)) this.#bindings.drop(id);
    this.#keep(this.items.filter((item) => item.place !== place));
  }

  #keep(items: Sending[]): void {
    this.items = items;
    trays.uploads = items.length;
  }

  async #next(): Promise<void> {
    const running = this.items.filter(({ state }) => state === 'sending').length;
    const next = this.items.find(({ state }) => state === 'waiting');
    if (!next || running >= atOnce) return;
    next.state = 'sending';
    try {
      await this.#start(next);
    } catch {
      // The code that sends could not be fetched: there is no connection.
      this.#lost(next, 0);
    }
    void this.#next();
  }

  async #start(item: Sending): Promise<void> {
    if (item.tus) {
      item.tus.start();
      return;
    }
    const { Upload } = await import('tus-js-client');
    // Meanwhile it may have been paused or taken away.
    if (item.state !== 'sending') return;
    const remembers = !keepsNothing();
    const tus = new Upload(item.file, {
      endpoint: `${apiRoot}/organisations/${item.organisation}/uploads`,
      metadata: { filename: item.file.name, filetype: item.file.type },
      chunkSize: chunkBytes,
      // Waiting and trying again is ours: it also knows when the live connection stands again.
      retryDelays: null,
      storeFingerprintForResuming: remembers,
      removeFingerprintOnSuccess: true,
      fingerprint: (file) =>
        Promise.resolve(
          ['staffroom', session.person, item.organisation, file.name, file.size, file.lastModified].join('-'),
        ),
      onUploadUrlAvailable: () => this.#numbered(item, tus.url),
      onProgress: (sent) => {
        this.#attempt = 0;
        item.advance(sent);
      },
      onSuccess: () => {
        this.#numbered(item, tus.url);
        item.sent = item.file.size;
        item.state = 'done';
        item.rest();
        void this.#next();
      },
      onError: (error) => this.#failed(item, error),
    });
    const [before] = remembers ? await tus.findPreviousUploads() : [];
    if (before) tus.resumeFromPreviousUpload(before);
    item.tus = tus;
    tus.start();
  }

  #numbered(item: Sending, url: string | null): void {
    const id = Number(url?.split('/').at(-1));
    if (!Number.isInteger(id) || id <= 0) return;
    item.id = id;
    if (!keepsNothing()) this.#bindings.bind(id, item.place);
  }

  #failed(item: Sending, error: unknown): void {
    if (item.state !== 'sending') return;
    item.rest();
    const ended = endedWith(error);
    if (isPassing(ended)) {
      this.#lost(item, ended.retryAfterMs);
      return;
    }
    item.state = 'failed';
    item.failure = ended.failure;
    item.detail = ended.detail;
    // What the hub has forgotten begins anew when it is tried again.
    item.tus = undefined;
    void this.#next();
  }

  #lost(item: Sending, atLeastMs: number): void {
    item.state = 'lost';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), Math.max(atLeastMs, retryAfterMs(this.#attempt)));
    this.#attempt += 1;
  }

  #wake(): void {
    // Somebody else may have signed in on this page since.
    if (this.items.some(({ person }) => person !== session.person))
      this.#keep(this.items.filter(({ person }) => person === session.person));
    for (const item of this.items) if (item.state === 'lost') item.state = 'waiting';
    for (let turn = 0; turn < atOnce; turn += 1) void this.#next();
  }

  /** Nobody is signed in any more. Whoever comes back after a session has run out finds the files as they were. */
  #end(why: 'ended' | 'left'): void {
    clearTimeout(this.#timer);
    for (const item of this.items) {
      void item.tus?.abort().catch(() => {});
      if (item.state === 'sending' || item.state === 'waiting') item.state = 'lost';
      item.rest();
    }
    if (why === 'left') this.#keep([]);
  }
}

export const uploads = new Uploads();
