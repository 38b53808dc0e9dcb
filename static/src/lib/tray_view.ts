// What the tray says in one line, from what is under way. Pure.
import type { Download } from '$generated/protocol';
import { tray as words } from '$strings/uploads';
import type { SendState } from './uploads.svelte';

export interface TrayLine {
  text: string;
  /** From 0 to 1; nothing when it cannot be said. */
  part?: number;
  tone: 'busy' | 'good' | 'bad';
}

export interface Under {
  uploads: readonly { state: SendState; sent: number; file: Pick<File, 'size'> }[];
  interrupted: number;
  downloads: readonly Pick<Download, 'state' | 'done' | 'total'>[];
}

/** Trouble first, then what moves, then what is done. */
export function trayLine({ uploads, interrupted, downloads }: Under): TrayLine | undefined {
  const of = (...states: SendState[]) => uploads.filter(({ state }) => states.includes(state));
  const stuck = of('failed').length + interrupted;
  if (stuck) return { text: words.stuck(stuck), tone: 'bad' };
  const moving = of('waiting', 'sending', 'paused', 'lost');
  if (moving.length) {
    const all = uploads.reduce((sum, { file }) => sum + file.size, 0);
    const sent = uploads.reduce((sum, { sent: part }) => sum + part, 0);
    return { text: words.uploading(moving.length), part: all ? sent / all : 0, tone: 'busy' };
  }
  const preparing = downloads.find(({ state }) => state === 'preparing');
  if (preparing) {
    const { done, total } = preparing;
    return { text: words.preparing, tone: 'busy', ...(total > 0 && { part: done / total }) };
  }
  if (downloads.some(({ state }) => state === 'failed')) return { text: words.failedDownload, tone: 'bad' };
  if (downloads.length) return { text: words.ready, tone: 'good' };
  return uploads.length ? { text: words.uploaded(uploads.length), tone: 'good' } : undefined;
}
