// From the hub's status to sentences: what needs doing, gravest first, and how everything is.
import type { HubStatus } from '$generated/protocol';
import { concerns as words, hubFacts, pause, room, span } from '$strings/hub_status';

/** `grave`: people are kept from working, or soon will be. */
export interface Concern {
  name: string;
  grave: boolean;
  said: string;
}

const day = 86_400_000;
const diskKeptFree = 512 * 1024 * 1024;
const nearlyFullShare = 0.1;
const plenty = 50e9;
const slowUs = 250_000;
const groupsToJudge = 100;
const waitingMany = 1_000;
const behindMany = 1_000;
const checksMany = 100;
const mailPatience = 15 * 60_000;
const backupPatience = 2 * day;
const certificateDays = 14;

/** Below this the hub takes no more files. */
const keptFree = (total: number) => Math.min(diskKeptFree, total / 20);

function ofSaving({ health, clock_leapt, disk, writes }: HubStatus): (Concern | false)[] {
  const { free_bytes: free, total_bytes: total } = disk;
  const nearly = total > 0 && free < Math.min(total * nearlyFullShare, plenty);
  return [
    health === 'read_only_failed' && { name: 'failed', grave: true, said: words.failed },
    health === 'read_only_no_space' && { name: 'full', grave: true, said: words.full },
    health === 'ok' &&
      nearly && {
        name: 'nearly_full',
        grave: true,
        said: words.nearlyFull(room(free), room(total), room(keptFree(total))),
      },
    clock_leapt && { name: 'clock', grave: true, said: words.clock },
    writes.groups >= groupsToJudge &&
      writes.sync_us_most >= slowUs && {
        name: 'slow',
        grave: false,
        said: words.slow(pause(writes.sync_us_most)),
      },
    writes.waiting >= waitingMany && { name: 'busy', grave: true, said: words.busy(writes.waiting) },
  ];
}

function ofBackup({ backup, now }: HubStatus): (Concern | false)[] {
  const { scheduled, last, problem, verified } = backup;
  const none = last === undefined;
  const old = !none && now - last > backupPatience;
  return [
    problem !== undefined && { name: 'backup_failed', grave: true, said: words.backupFailed(problem) },
    none &&
      !scheduled &&
      problem === undefined && { name: 'backup_none', grave: true, said: words.backupNone },
    old && { name: 'backup_old', grave: true, said: words.backupOld(span(now - last)) },
    !none && verified === undefined && { name: 'backup_unproven', grave: false, said: words.backupUnproven },
  ];
}

function ofCertificate({ certificate_ends: ends, now }: HubStatus): (Concern | false)[] {
  if (ends === undefined) return [];
  const days = Math.floor((ends - now) / day);
  return [
    days < 0 && { name: 'certificate', grave: true, said: words.certificateEnded },
    days >= 0 &&
      days < certificateDays && { name: 'certificate', grave: true, said: words.certificateEnds(days) },
  ];
}

function ofMail({ mail, now }: HubStatus): (Concern | false)[] {
  const age = mail.oldest === undefined ? 0 : now - mail.oldest;
  return [
    mail.way === 'off' && { name: 'mail_off', grave: false, said: words.mailOff },
    mail.way === 'spool' && { name: 'mail_spool', grave: false, said: words.mailSpool },
    mail.way === 'on' &&
      age > mailPatience && {
        name: 'mail_waits',
        grave: true,
        said: words.mailWaits(mail.waiting, span(age), mail.problem),
      },
    mail.uncertain > 0 && {
      name: 'mail_uncertain',
      grave: false,
      said: words.mailUncertain(mail.uncertain),
    },
  ];
}

export const behind = (status: HubStatus, name: string) =>
  status.followers.find((follower) => follower.name === name)?.behind;

function ofFollowers(status: HubStatus): (Concern | false)[] {
  const search = behind(status, 'search') ?? 0;
  const checks = behind(status, 'file_checks') ?? 0;
  const damaged = behind(status, 'damaged_files') ?? 0;
  return [
    damaged > 0 && { name: 'damaged_files', grave: true, said: words.damagedFiles(damaged) },
    search >= behindMany && { name: 'search', grave: false, said: words.search(search) },
    checks >= checksMany && { name: 'checks', grave: false, said: words.checks(checks) },
  ];
}

export function concernsOf(status: HubStatus): Concern[] {
  const { failed } = status.people;
  const all = [
    ...ofSaving(status),
    ...ofBackup(status),
    ...ofCertificate(status),
    ...ofMail(status),
    ...ofFollowers(status),
    failed > 0 && { name: 'failures', grave: false, said: words.failures(failed) },
  ].filter((it) => it !== false);
  return [...all.filter(({ grave }) => grave), ...all.filter(({ grave }) => !grave)];
}

const sentences = (...said: (string | false | undefined)[]) => said.filter(Boolean).join(' ');

export function factsOf(status: HubStatus): [label: string, said: string][] {
  const { writes, people, disk, mail, backup, now, certificate_ends: ends } = status;
  return [
    [
      hubFacts.saving,
      writes.groups
        ? hubFacts.savingIs(writes.commands, pause(writes.sync_us_half), pause(writes.sync_us_most))
        : hubFacts.savingNone,
    ],
    [hubFacts.people, hubFacts.peopleAre(people.connections, people.too_slow, people.refused_too_many)],
    [
      hubFacts.disk,
      disk.total_bytes
        ? sentences(
            hubFacts.diskIs(room(disk.free_bytes), room(disk.total_bytes)),
            hubFacts.diskHolds(
              room(disk.database_bytes),
              room(disk.files_bytes + disk.uploads_bytes),
              room(disk.search_bytes),
            ),
          )
        : hubFacts.measuring,
    ],
    [
      hubFacts.following,
      hubFacts.followingIs(
        behind(status, 'search'),
        behind(status, 'file_checks') ?? 0,
        behind(status, 'file_rounds') ?? 0,
      ),
    ],
    [hubFacts.mail, sentences(hubFacts.mailWays[mail.way], hubFacts.mailIs(mail.waiting))],
    [
      hubFacts.backup,
      sentences(
        backup.last === undefined
          ? hubFacts.backupNone
          : hubFacts.backupIs(
              backup.last,
              now,
              backup.last_bytes === undefined ? undefined : room(backup.last_bytes),
              backup.kept,
            ),
        backup.verified !== undefined && hubFacts.backupProven(backup.verified, now),
        backup.next !== undefined && hubFacts.backupNext(backup.next, now),
      ),
    ],
    [hubFacts.certificate, ends === undefined ? '' : hubFacts.certificateIs(ends, now)],
  ];
}
