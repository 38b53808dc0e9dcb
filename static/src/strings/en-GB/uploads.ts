// Files on their way, and what is being made ready to fetch.
import { count } from '$lib/format';
import type { Failure } from '$lib/uploads';
import { sizeWords } from './vocabulary';

function timeWords(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  if (seconds < 5_400) return `about ${count(Math.round(seconds / 60), 'minute', 'minutes')} left`;
  return `about ${count(Math.round(seconds / 3_600), 'hour', 'hours')} left`;
}

export const uploadWords = {
  pick: 'Choose files',
  dropHere: 'Drop files here, paste them, or',
  dropNow: 'Let go to add these files',
  pickHelp: 'Up to 50 files of 2 GB each. Word, PowerPoint, Excel, PDF, pictures, sound, video.',
  list: 'Files',
  state: {
    waiting: 'Waits its turn',
    sending: 'Uploading',
    paused: 'Paused',
    lost: 'No connection. It goes on by itself.',
    failed: 'Not uploaded',
    done: 'Uploaded',
  },
  progress: (sent: number, all: number, seconds: number | undefined) =>
    `${sizeWords(sent)} of ${sizeWords(all)}${seconds === undefined ? '' : `, ${timeWords(seconds)}`}`,
  progressOf: (name: string) => `Upload of ${name}`,
  interrupted: 'Was interrupted. Choose the same file again, and it goes on where it stopped.',
  pause: (name: string) => `Pause ${name}`,
  resume: (name: string) => `Go on with ${name}`,
  again: (name: string) => `Try again: ${name}`,
  remove: (name: string) => `Remove ${name}`,
  added: (number: number) => count(number, 'file added', 'files added'),
  allDone: 'All files are uploaded.',
  tooMany: (most: number) => `Choose at most ${most} files. Others can go into a resource of their own.`,
  failures: {
    empty: 'The file is empty.',
    too_large: 'The file is larger than 2 GB.',
    folder: 'This is a folder. Open it and choose the files inside.',
    not_allowed: 'You can’t upload here.',
    wrong_type: 'Files of this type can’t be shared here.',
    full: 'There is no room left for your organisation’s files. Ask your administrator.',
    too_many: 'You have too many files waiting. Remove some that you don’t need.',
    gone: 'The hub has lost this upload. Try again: it begins anew.',
    refused: 'The hub didn’t take this file. Try again, or ask your administrator.',
  } satisfies Record<Failure, string>,
};

export const tray = {
  label: 'Uploads and downloads',
  uploading: (number: number) => `Uploading ${count(number, 'file', 'files')}`,
  uploaded: (number: number) => `${count(number, 'file', 'files')} uploaded`,
  stuck: (number: number) => `${count(number, 'file needs', 'files need')} you`,
  preparing: 'Making your download ready',
  ready: 'Your download is ready',
  failedDownload: 'Your download could not be made',
  show: 'Show',
  hide: 'Hide',
  goOn: 'Go on sharing',
  fetch: (title: string) => `Download ${title}`,
  fetchShort: 'Download',
  dropDownload: (title: string) => `Remove ${title}`,
  files: (done: number, total: number) => `${done} of ${count(total, 'file', 'files')}`,
  readyUntil: (size: string, until: string) => `${size}. Kept until ${until}.`,
  gone: 'Something in it is no longer shared with you, or the disk is full. Ask for it again.',
  clear: 'Clear the list',
};
