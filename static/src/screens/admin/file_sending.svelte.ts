// Sending the file of an import: how far it is, and what came of it.
import type { ImportJob } from '$generated/protocol';
import { records } from '$lib/state/records';
import { upload, type Upload } from '$lib/upload';

/** In bytes, of any import. */
export const largestFile = 96 * 1024 * 1024;

export class FileSending {
  /** Of the file, up to 1. */
  part = $state(0);
  #running = $state.raw<Upload<ImportJob> | undefined>();

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Errors: ApiError, when it is refused or stopped. */
  async send(path: string, file: File, type: string): Promise<ImportJob> {
    this.part = 0;
    this.#running = upload<ImportJob>(path, file, type, (part) => (this.part = part));
    try {
      const job = await this.#running.done;
      records.put(job, 0);
      return job;
    } finally {
      this.#running = undefined;
    }
  }

  stop(): void {
    this.#running?.stop();
  }
}
