// How the hub is, for those who run it: what needs doing, in the words of who would do it.
import { count, when } from '$lib/format';

const number = (value: number) => value.toLocaleString('en-GB');
const one = (value: number, unit: string) =>
  `${value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;

/** "3 GB", as disks are sold. */
export function room(bytes: number): string {
  if (bytes >= 1e12) return one(bytes / 1e12, 'TB');
  if (bytes >= 1e9) return one(bytes / 1e9, 'GB');
  return bytes >= 1e6 ? one(bytes / 1e6, 'MB') : 'less than 1 MB';
}

/** "2 hours" */
export function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return count(minutes, 'minute', 'minutes');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** "2.1 ms" */
export function pause(us: number): string {
  return us < 1_000_000 ? one(us / 1_000, 'ms') : one(us / 1_000_000, 's');
}

export const hubStatus = {
  title: 'Admin: the hub',
  sub: (version: string, since: string) => `Staffroom ${version}, running since ${since}`,
  well: 'All is well. Nothing needs doing.',
  needed: 'What needs doing',
  facts: 'How it is',
  asOf: (time: string) => `As of ${time}. This page looks again every half minute.`,
  again: 'Look again now',
};

/** What is the matter, and what to do. */
export const concerns = {
  full: 'The disk is full, so nothing can be saved. Reading goes on. Free some space: the hub saves again by itself within a second.',
  failed:
    'The disk failed, so nothing can be saved until the hub is restarted. Look at the disk (journalctl -k), then restart the hub.',
  nearlyFull: (free: string, all: string, kept: string) =>
    `The disk is nearly full: ${free} of ${all} are left. Free some, or make it larger: below ${kept} the hub takes no more files, and at nothing it stops saving.`,
  clock:
    'The machine’s clock jumped by more than a day. What is due waits: set the clock right (timedatectl), then restart the hub.',
  slow: (time: string) =>
    `The disk is slow: one save in a hundred takes ${time} or longer. Move the data to a faster disk, or see what else is using this one.`,
  busy: (waiting: number) =>
    `${number(waiting)} changes wait to be saved. If this lasts, the disk or the processor is too slow for so many people.`,
  search: (behind: number) =>
    `Search is ${number(behind)} changes behind, so what is new isn’t found yet. It catches up by itself. If it doesn’t, make the index anew under Settings.`,
  checks: (waiting: number) =>
    `${count(waiting, 'file version waits', 'file versions wait')} to be checked. If the number only grows, look in the log for “file_check”.`,
  damagedFiles: (files: number) =>
    `${count(files, 'file of a person is', 'files of people are')} damaged on the disk, and within a day no longer handed out. The log names them under “file_damaged”. Check the disk, and put them back from a backup.`,
  mailOff: 'No mail leaves the hub: no mail server is set. Name one under [mail] in the settings file.',
  mailSpool: 'Mail is kept in a folder and not sent. That is for trying things out only.',
  mailWaits: (waiting: number, age: string, problem?: string) =>
    `${count(waiting, 'mail waits', 'mails wait')}, the oldest for ${age}.${
      problem ? ` The mail server said: “${problem}”.` : ''
    } Check the mail server and [mail] in the settings file.`,
  mailUncertain: (mails: number) =>
    `${count(mails, 'mail was', 'mails were')} being sent when the hub stopped, and may or may not have left. See Mail, and send again what matters.`,
  backupNone:
    'No backups are made. Set [backup] in the settings file: without it a broken disk takes everything.',
  backupFailed: (problem: string) => `The last backup failed: ${problem} Older copies are kept.`,
  backupOld: (age: string) =>
    `The newest backup is ${age} old. Look in the log for “backup”, and see that its disk is there.`,
  backupUnproven: 'No backup was ever read back and found sound. Verify one: staffroom verify.',
  certificateEnded:
    'The certificate has ended: browsers refuse to connect. Renew it; the hub takes the new files by itself.',
  certificateEnds: (days: number) =>
    `The certificate ends in ${count(days, 'day', 'days')}. Renew it; the hub takes the new files by itself.`,
  failures: (times: number) =>
    `${count(times, 'request', 'requests')} failed inside the hub since it started. The log says why (journalctl -u staffroom -p warning).`,
};

export const hubFacts = {
  saving: 'Saving',
  savingIs: (commands: number, half: string, most: string) =>
    `${count(commands, 'change', 'changes')} since the start. Half were on disk within ${half}, 99 of 100 within ${most}.`,
  savingNone: 'Nothing was saved since the start.',
  people: 'People',
  peopleAre: (connections: number, slow: number, refused: number) =>
    [
      `${count(connections, 'page is', 'pages are')} connected.`,
      slow && `${count(slow, 'connection was', 'connections were')} too slow and came back.`,
      refused && `${count(refused, 'request was', 'requests were')} refused for coming too fast.`,
    ]
      .filter(Boolean)
      .join(' '),
  disk: 'Disk',
  diskIs: (free: string, all: string) => `${free} of ${all} are free.`,
  diskHolds: (database: string, files: string, search: string) =>
    `Records take ${database}, files ${files}, the search index ${search}.`,
  measuring: 'Being measured.',
  following: 'Search and files',
  followingIs: (search: number | undefined, checks: number, rounds: number) =>
    [
      search === undefined
        ? ''
        : search
          ? `Search is ${count(search, 'change', 'changes')} behind.`
          : 'Search is up to date.',
      checks ? `${count(checks, 'version waits', 'versions wait')} to be checked.` : 'All files are checked.',
      rounds ? `${count(rounds, 'file has', 'files have')} yet to be read again in this round.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  mail: 'Mail',
  mailIs: (waiting: number) =>
    waiting ? `${count(waiting, 'mail waits', 'mails wait')}.` : 'No mail waits.',
  mailWays: { on: '', off: 'No mail server is set.', spool: 'Mail is kept in a folder.' },
  backup: 'Backups',
  backupIs: (at: number, now: number, bytes: string | undefined, kept: number) =>
    `The newest was made ${when(at, now)}${bytes ? ` (${bytes})` : ''}. ${count(kept, 'copy is', 'copies are')} kept.`,
  backupProven: (at: number, now: number) => `Last found sound ${when(at, now)}.`,
  backupNext: (at: number, now: number) => `The next one comes ${when(at, now)}.`,
  backupNone: 'There is none.',
  certificate: 'Certificate',
  certificateIs: (at: number, now: number) => `Ends ${when(at, now)}.`,
};
