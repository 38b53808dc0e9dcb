// The desk behind a supplier's link: what it shows, and what is written there. Saved as it is written: on the device at
// once, with the hub after a pause. No session has to do with it.
import { ApiError, apiRoot, request } from '$lib/api/http';
import { upload, type Upload } from '$lib/upload';
import {
  contentOf,
  emptyLine,
  formOf,
  isHeld,
  isWhole,
  type QuoteForm,
  type SupplierQuote,
  type SupplierView,
} from './supplier_view';
import { forget, keep, keptAt } from './kept';

const pauseMs = 1_500;

/** `ready`: nothing is written yet, or not since it was sent. */
export type Kept = 'ready' | 'saved' | 'saving' | 'waiting' | 'device' | 'offline' | 'refused';

/** What is asked for is not there. Of the page itself: the link doesn't work; why, is nobody's business. */
const isMissing = (error: unknown): boolean =>
  error instanceof ApiError && [400, 404, 410].includes(error.status) && !error.path.startsWith('body');

export class Desk {
  view = $state.raw<SupplierView | undefined>();
  gone = $state(false);
  form = $state<QuoteForm>({ answers: [], lines: [emptyLine()], remarks: '' });
  kept = $state<Kept>('ready');
  /** What the device had kept was filled in. */
  found = $state(false);
  /** Why the hub would not keep it. */
  refused = $state.raw<ApiError | undefined>();
  /** By the server's clock. */
  now = $state(0);
  #ahead = 0;
  #token: string;
  #edits = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One request after the other, so that an older answer never follows a newer one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(token: string) {
    this.#token = token;
  }

  #path(more = ''): string {
    return `/supplier/${encodeURIComponent(this.#token)}${more}`;
  }

  packHref(place: number): string {
    return `${apiRoot}${this.#path(`/pack/${place}`)}`;
  }
  fileHref(place: number, of: 'files' | 'sent'): string {
    return `${apiRoot}${this.#path(`/${of}/${place}`)}`;
  }

  /** What is filled in: the draft, or what a new one begins with. */
  get basis(): SupplierQuote | undefined {
    return this.view?.draft ?? this.view?.sent;
  }

  #show(view: SupplierView): void {
    this.view = view;
    this.#ahead = view.now - Date.now();
    this.tick();
  }
  tick(): void {
    this.now = Date.now() + this.#ahead;
  }
  get isLate(): boolean {
    return this.view !== undefined && (this.view.stage !== 'asking' || this.now >= this.view.deadline);
  }

  async #ask(method: string, more = '', body?: unknown): Promise<SupplierView> {
    const ask = this.#last.then(async () => {
      const { data } = await request<SupplierView>(method, this.#path(more), { body });
      this.#show(data);
      return data;
    });
    this.#last = ask.catch(() => {});
    try {
      return await ask;
    } catch (error) {
      // The link may have died while the page was open; or only a file is gone.
      if (isMissing(error) && method === 'GET') this.gone = true;
      else if (isMissing(error)) await this.refresh().catch(() => {});
      throw error;
    }
  }

  /** Errors: ApiError, unless the link is gone. */
  async open(): Promise<void> {
    try {
      const view = await this.#ask('GET');
      this.form = formOf(this.basis, view.criteria?.length ?? 0);
      this.#rest();
      const before = keptAt(this.#token, view.criteria?.length ?? 0);
      if (!before) return;
      if (isHeld(before, this.basis) || view.stage === 'decided' || view.stage === 'cancelled') {
        forget(this.#token);
        return;
      }
      this.form = before;
      this.found = true;
      this.changed();
    } catch (error) {
      if (!this.gone) throw error;
    }
  }

  /** Nothing is left to be saved. What is saved is the draft, as the hub has it. */
  #rest(): void {
    this.kept = this.view?.draft ? 'saved' : 'ready';
  }

  /** Something was typed. */
  changed(): void {
    this.#edits += 1;
    keep(this.#token, $state.snapshot(this.form));
    this.kept = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save().catch(() => {}), pauseMs);
  }

  /** Nothing is left to be saved when it is done. Errors: ApiError. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    // What is on its way changes what the hub holds: only then is there something to compare with.
    await this.#last;
    if (isHeld(this.form, this.basis)) {
      forget(this.#token);
      this.#rest();
      return;
    }
    const edits = this.#edits;
    this.kept = 'saving';
    try {
      await this.#ask('PUT', '', contentOf(this.form));
      this.refused = undefined;
      if (edits !== this.#edits) return;
      const whole = isWhole(this.form);
      if (whole) forget(this.#token);
      this.kept = whole ? 'saved' : 'device';
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error.passing ? undefined : error;
      if (edits === this.#edits) this.kept = error.passing ? 'offline' : 'refused';
      throw error;
    }
  }

  /** A draft that holds all that is written, as the hub has it. Errors: ApiError. */
  async draft(): Promise<SupplierQuote | undefined> {
    await this.save();
    // Nothing was changed in what was sent: another one is to be sent all the same.
    if (!this.view?.draft) await this.#ask('PUT', '', contentOf(this.form));
    return this.view?.draft;
  }

  /** Seals exactly what was shown. Errors: ApiError; `changed` when the draft is another by now. */
  async submit(hash: string): Promise<void> {
    await this.#ask('POST', '/submit', { content_hash: hash });
    this.#settled();
  }
  async withdraw(): Promise<void> {
    await this.#ask('POST', '/withdraw', {});
    this.#settled();
  }
  #settled(): void {
    clearTimeout(this.#timer);
    forget(this.#token);
    this.found = false;
    this.refused = undefined;
    this.#rest();
    this.form = formOf(this.basis ?? contentAsQuote(this.form), this.view?.criteria?.length ?? 0);
  }
  async refresh(): Promise<void> {
    await this.#ask('GET');
  }

  /** What is written goes first, so that the file joins it. Errors of `done`: ApiError. */
  async send(file: File, onProgress: (part: number) => void): Promise<Upload<unknown>> {
    await this.save().catch((error: unknown) => {
      if (error instanceof ApiError && error.passing) throw error;
    });
    const type = file.type || 'application/octet-stream';
    const sending = upload<unknown>(this.#path('/files'), file, type, onProgress);
    return { ...sending, done: sending.done.then(() => this.refresh()) };
  }
  async removeFile(place: number): Promise<void> {
    await this.#ask('DELETE', `/files/${place}`);
  }
}

/** A withdrawn quote is not in the view any more: what was written stays in the form. */
const contentAsQuote = (form: QuoteForm): SupplierQuote => ({
  state: 'draft',
  ...contentOf(form),
  net: 0,
  gross: 0,
  content_hash: '',
});
