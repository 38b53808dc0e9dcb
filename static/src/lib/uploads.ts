// What can be said of an upload without sending it: what is wrong with a file, what an answer means, how long to wait.
import type { DetailedError } from 'tus-js-client';

/** Why a file does not arrive, by a name for which strings/share has the sentence. */
export type Failure =
  'empty' | 'too_large' | 'folder' | 'not_allowed' | 'wrong_type' | 'full' | 'too_many' | 'gone' | 'refused';

export const largestBytes = 2 * 1024 ** 3;

export function faultOfFile({ size, name, type }: Pick<File, 'size' | 'name' | 'type'>): Failure | undefined {
  // A dropped folder comes as a file without content, type or ending.
  if (size === 0) return !type && !/\.\w+$/.test(name) ? 'folder' : 'empty';
  return size > largestBytes ? 'too_large' : undefined;
}

/** Worth trying again without changing anything; after 401 once the person is signed in again. */
export function isPassing({ status, failure }: Pick<Ended, 'status' | 'failure'>): boolean {
  if (failure === 'too_many') return false;
  return [0, 401, 409, 423, 429].includes(status) || (status >= 500 && status !== 507);
}

export interface Ended {
  /** 0 when no answer came. */
  status: number;
  failure: Failure;
  /** The hub's own sentence, where it says more than ours. */
  detail: string;
  retryAfterMs: number;
}

function problemOf(body: string): { reason: string; detail: string } {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  try {
    const { reason, code, detail } = JSON.parse(body) as Record<string, unknown>;
    return { reason: text(reason) || text(code), detail: text(detail) };
  } catch {
    return { reason: '', detail: '' };
  }
}

function failureOf(status: number, reason: string): Failure {
  if (status === 507 || reason === 'no_space' || reason === 'quota') return 'full';
  if (reason === 'too_many_uploads') return 'too_many';
  if (status === 413) return 'too_large';
  if (status === 415) return 'wrong_type';
  if (status === 403) return 'not_allowed';
  if (status === 404 || status === 410) return 'gone';
  return 'refused';
}

export function endedWith(error: unknown): Ended {
  const response = (error as Partial<DetailedError> | undefined)?.originalResponse;
  const status = response?.getStatus() ?? 0;
  const { reason, detail } = problemOf(response?.getBody() ?? '');
  const failure = failureOf(status, reason);
  return {
    status,
    failure,
    detail: ['wrong_type', 'refused', 'full', 'too_many'].includes(failure) ? detail : '',
    retryAfterMs: (Number(response?.getHeader('Retry-After') ?? 0) || 0) * 1_000,
  };
}

/** 1, 2, 4 … 30 s. */
export function retryAfterMs(attempt: number): number {
  return Math.min(30_000, 1_000 * 2 ** attempt);
}
