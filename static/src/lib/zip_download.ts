// A file that the hub makes only for whoever has just given their password: asked for once to see whether it would come,
// then fetched by the browser as a download.
import { ApiError, apiRoot, unreachable } from './api/http';

/** Errors: ApiError; `forbidden` with the reason `fresh` when the password is wanted. */
export async function mayDownload(path: string): Promise<void> {
  const asked = new AbortController();
  let response: Response;
  try {
    response = await fetch(apiRoot + path, { credentials: 'same-origin', signal: asked.signal });
  } catch {
    throw unreachable();
  }
  if (response.ok) {
    // Its body is not wanted here.
    asked.abort();
    return;
  }
  const fields = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  throw new ApiError(
    text('code') || 'internal',
    response.status,
    text('detail') || text('title'),
    text('path'),
    text('reason'),
  );
}

/** By the browser: its answer says that it is a file to be kept. */
export function startDownload(path: string): void {
  const link = document.createElement('a');
  link.href = apiRoot + path;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
