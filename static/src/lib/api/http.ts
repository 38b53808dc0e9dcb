// The HTTP side of the API: JSON in, JSON or a problem document out. Knows nothing of what the answers mean.
export const apiRoot = '/api/v1';

/** `code` is the server's stable name for what went wrong; `unreachable` is ours: no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    /** The field at fault, such as `body.text`; empty when it is none. */
    readonly path = '',
    readonly reason = '',
    readonly retryAfterMs = 0,
  ) {
    super(`${code}: ${detail}`);
  }

  /** True when the same request may succeed later without anybody changing anything. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function unreachable(): ApiError {
  return new ApiError('unreachable', 0, 'The server could not be reached.');
}

export interface Answer<T> {
  data: T;
  status: number;
  /** The place in the total order that the answer was read at; 0 when it does not say. */
  seq: number;
}

export interface Wanted {
  body?: unknown;
  key?: string | undefined;
  /** The version that an edit was made from. */
  ifMatch?: number | undefined;
}

const answerWithinMs = 15_000;
const problemTypes = /application\/(problem\+)?json/;

async function problem(response: Response): Promise<ApiError> {
  const retryAfterMs = Number(response.headers.get('Retry-After') ?? 0) * 1_000 || 0;
  const type = response.headers.get('Content-Type') ?? '';
  const fields: Record<string, unknown> = problemTypes.test(type)
    ? await response.json().catch(() => ({}))
    : {};
  const text = (name: string, otherwise: string) => {
    const value = fields[name];
    return typeof value === 'string' && value ? value : otherwise;
  };
  const code = text('code', response.status >= 500 ? 'unavailable' : 'internal');
  const detail = text('detail', text('title', response.statusText));
  return new ApiError(code, response.status, detail, text('path', ''), text('reason', ''), retryAfterMs);
}

let onSignedOut = () => {};
/** Names what is done when an answer says that there is no session any more. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

/** Errors: ApiError always, `unreachable` when there was no answer in time. */
export async function request<T>(method: string, path: string, wanted: Wanted = {}): Promise<Answer<T>> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  if (wanted.body !== undefined) headers.set('Content-Type', 'application/json');
  if (wanted.key) headers.set('Idempotency-Key', wanted.key);
  if (wanted.ifMatch !== undefined) headers.set('If-Match', `"${wanted.ifMatch}"`);
  let response: Response;
  try {
    response = await fetch(apiRoot + path, {
      method,
      headers,
      credentials: 'same-origin',
      body: wanted.body === undefined ? null : JSON.stringify(wanted.body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
  } catch {
    throw unreachable();
  }
  if (response.status === 401) onSignedOut();
  if (!response.ok) throw await problem(response);
  const seq = Number(response.headers.get('Staffroom-Seq') ?? 0);
  const data = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  return { data: data as T, status: response.status, seq };
}

/** Fills `/topics/{topic}` from `{topic: 12}`. */
export function fill(path: string, ids: Record<string, number | string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(ids[name])));
}

/** A fresh idempotency key. */
export function newKey(): string {
  return crypto.randomUUID();
}
