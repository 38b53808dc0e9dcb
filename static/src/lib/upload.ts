// Sending a file with its progress: `fetch` cannot tell how far it has come.
import { ApiError, apiRoot, unreachable } from './api/http';

export interface Upload<T> {
  done: Promise<T>;
  stop(): void;
}

/** The name as a header may carry it (RFC 8187), whatever letters it holds. */
export function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

function problemOf(request: XMLHttpRequest): ApiError {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  try {
    const problem = JSON.parse(request.responseText) as Record<string, unknown>;
    return new ApiError(
      text(problem.code) || 'internal',
      request.status,
      text(problem.detail) || text(problem.title),
      text(problem.path),
      text(problem.reason),
    );
  } catch {
    return new ApiError(request.status >= 500 ? 'unavailable' : 'internal', request.status, '');
  }
}

/** Errors of `done`: ApiError; `unreachable` when the connection is lost or the upload is stopped. */
export function upload<T>(
  path: string,
  file: File,
  type: string,
  onProgress: (part: number) => void,
): Upload<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = request.onabort = () => reject(unreachable());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(problemOf(request));
    };
  });
  request.open('POST', apiRoot + path);
  request.setRequestHeader('Accept', 'application/json, application/problem+json');
  request.setRequestHeader('Content-Type', type);
  request.setRequestHeader('Content-Disposition', disposition(file.name));
  request.send(file);
  return { done, stop: () => request.abort() };
}
