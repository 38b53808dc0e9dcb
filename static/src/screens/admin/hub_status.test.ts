import { expect, it } from 'vitest';
import type { HubStatus } from '$generated/protocol';
import { concernsOf, factsOf } from './hub_status';

const now = Date.UTC(2026, 8, 7, 8, 0);
const hour = 3_600_000;
const day = 24 * hour;

/** Nothing is the matter with it. */
const well: HubStatus = {
  version: '1.2.3',
  health: 'ok',
  started: now - day,
  now,
  clock_leapt: false,
  seq: 12,
  disk: {
    free_bytes: 30e9,
    total_bytes: 50e9,
    database_bytes: 1.5e9,
    files_bytes: 4e9,
    search_bytes: 200e6,
    uploads_bytes: 0,
  },
  writes: { commands: 1_500, rejected: 3, groups: 900, waiting: 0, sync_us_half: 900, sync_us_most: 4_100 },
  people: { connections: 41, too_slow: 0, refused_too_many: 0, failed: 0 },
  followers: [
    { name: 'search', behind: 0 },
    { name: 'file_checks', behind: 0 },
  ],
  mail: { way: 'on', waiting: 0, uncertain: 0 },
  backup: {
    scheduled: true,
    last: now - 5 * hour,
    last_bytes: 5.7e9,
    last_ms: 9_000,
    verified: now - 5 * hour,
    next: now + 19 * hour,
    kept: 7,
  },
  certificate_ends: now + 60 * day,
};
const names = (status: HubStatus) => concernsOf(status).map(({ name }) => name);
const said = (status: HubStatus) => concernsOf(status).map((concern) => concern.said);

it('says nothing when nothing needs doing', () => {
  expect(concernsOf(well)).toEqual([]);
});

it('says that a disk is nearly full, how full, and what will happen', () => {
  const disk = { ...well.disk, free_bytes: 3e9 };
  expect(said({ ...well, disk })).toEqual([
    'The disk is nearly full: 3 GB of 50 GB are left. Free some, or make it larger: below 537 MB the hub takes no more files, and at nothing it stops saving.',
  ]);
  // A tenth of a large disk is plenty; a disk that was not measured is none.
  expect(names({ ...well, disk: { ...disk, free_bytes: 60e9, total_bytes: 2e12 } })).toEqual([]);
  expect(names({ ...well, disk: { ...disk, free_bytes: 0, total_bytes: 0 } })).toEqual([]);
});

it('says the gravest first, and of a full disk only that it is full', () => {
  const status: HubStatus = {
    ...well,
    health: 'read_only_no_space',
    disk: { ...well.disk, free_bytes: 0 },
    mail: { ...well.mail, way: 'off' },
    people: { ...well.people, failed: 2 },
    certificate_ends: now + 3 * day,
  };
  expect(names(status)).toEqual(['full', 'certificate', 'mail_off', 'failures']);
  expect(names({ ...well, health: 'read_only_failed', clock_leapt: true })).toEqual(['failed', 'clock']);
});

it('says when backups are missing, failing, old or unproven', () => {
  const none = { scheduled: false, kept: 0 };
  expect(names({ ...well, backup: none })).toEqual(['backup_none']);
  // The first one is yet to come.
  expect(names({ ...well, backup: { ...none, scheduled: true, next: now + hour } })).toEqual([]);
  const backup = { ...well.backup, last: now - 3 * day };
  expect(said({ ...well, backup })).toEqual([
    'The newest backup is 3 days old. Look in the log for “backup”, and see that its disk is there.',
  ]);
  expect(names({ ...well, backup: { ...well.backup, problem: 'The disk is full.' } })).toEqual([
    'backup_failed',
  ]);
  const { verified, ...unproven } = well.backup;
  expect(verified).toBeDefined();
  expect(names({ ...well, backup: unproven })).toEqual(['backup_unproven']);
});

it('says how long mail has waited, and what the mail server said', () => {
  const mail = { ...well.mail, waiting: 12, oldest: now - 2 * hour, problem: 'Too many connections' };
  expect(said({ ...well, mail })).toEqual([
    '12 mails wait, the oldest for 2 hours. The mail server said: “Too many connections”. Check the mail server and [mail] in the settings file.',
  ]);
  expect(names({ ...well, mail: { ...mail, oldest: now - 5 * 60_000 } })).toEqual([]);
  expect(names({ ...well, mail: { ...well.mail, uncertain: 1 } })).toEqual(['mail_uncertain']);
  expect(names({ ...well, mail: { ...well.mail, way: 'spool' } })).toEqual(['mail_spool']);
});

it('says when a certificate ends, and when it has', () => {
  expect(said({ ...well, certificate_ends: now + 13.5 * day })[0]).toContain('ends in 13 days');
  expect(said({ ...well, certificate_ends: now - hour })[0]).toContain('has ended');
  expect(names({ ...well, certificate_ends: now + 15 * day })).toEqual([]);
  const { certificate_ends: ends, ...behindProxy } = well;
  expect(ends).toBeDefined();
  expect(names(behindProxy)).toEqual([]);
});

it('judges the disk’s speed by many saves only', () => {
  const writes = { ...well.writes, sync_us_most: 400_000 };
  expect(said({ ...well, writes })[0]).toContain('one save in a hundred takes 400 ms or longer');
  expect(names({ ...well, writes: { ...writes, groups: 20 } })).toEqual([]);
  expect(names({ ...well, writes: { ...well.writes, waiting: 5_000 } })).toEqual(['busy']);
});

it('says what lags behind', () => {
  const followers = [
    { name: 'search', behind: 25_000 },
    { name: 'file_checks', behind: 130 },
  ];
  expect(names({ ...well, followers })).toEqual(['search', 'checks']);
});

it('says when files were found damaged, and what to do', () => {
  const followers = [
    { name: 'file_rounds', behind: 1_200 },
    { name: 'damaged_files', behind: 2 },
  ];
  expect(said({ ...well, followers })).toEqual([
    '2 files of people are damaged on the disk, and within a day no longer handed out. The log names them under “file_damaged”. Check the disk, and put them back from a backup.',
  ]);
  const facts = Object.fromEntries(factsOf({ ...well, followers }));
  expect(facts['Search and files']).toContain('1,200 files have yet to be read again in this round.');
});

it('tells how everything is in sentences', () => {
  const facts = Object.fromEntries(factsOf(well));
  expect(facts.Saving).toBe(
    '1,500 changes since the start. Half were on disk within 0.9 ms, 99 of 100 within 4.1 ms.',
  );
  expect(facts.Disk).toBe(
    '30 GB of 50 GB are free. Records take 1.5 GB, files 4 GB, the search index 200 MB.',
  );
  const disk = { ...well.disk, total_bytes: 2.5e12, search_bytes: 900 };
  const young = Object.fromEntries(factsOf({ ...well, disk }));
  expect(young.Disk).toBe(
    '30 GB of 2.5 TB are free. Records take 1.5 GB, files 4 GB, the search index less than 1 MB.',
  );
  expect(facts.Backups).toBe(
    'The newest was made today at 04:00 (5.7 GB). 7 copies are kept. Last found sound today at 04:00. The next one comes on 8 September at 04:00.',
  );
  expect(facts['Search and files']).toBe('Search is up to date. All files are checked.');
  expect(facts.People).toBe('41 pages are connected.');
});
