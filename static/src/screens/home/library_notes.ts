// What the library has to tell a person, and where each of it leads. Changes nothing by itself.
import type { Notification } from '$generated/protocol';
import { run } from '$lib/state/hub';
import { bring } from './bring';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { homeLibrary as words } from '$strings/home_library';
import type { Told } from './told';

const titleOf = (note: Notification) =>
  (note.resource === undefined ? undefined : records.get('resource', note.resource)?.title) ??
  words.aResource;
const byOf = (note: Notification) => (note.by === undefined ? '' : nameOf(note.by));

/** Those that a version or a decision about it brings about. */
function versionNote(note: Notification, title: string, page: string): Told | undefined {
  const by = byOf(note);
  const held = note.resource_version === undefined ? page : `/share/held/${note.resource_version}`;
  switch (note.because) {
    case 'version_held':
      return { icon: 'shield', text: words.held(title), why: words.heldWhy, go: words.look, href: held };
    case 'version_bad':
      return { icon: 'alert', text: words.bad(title), why: words.badWhy, go: words.look, href: held };
    case 'version_new':
      return { icon: 'history', text: words.newVersion(title), href: page };
    case 'version_purged':
      return { icon: 'bin', text: words.purged(title), href: page };
    case 'approval_asked': {
      const text = by ? words.approvalAsked(by, title) : words.approvalAskedSelf(title);
      return { icon: 'check-circle', text, why: words.approvalAskedWhy, go: words.look, href: page };
    }
    case 'approval_decided':
      return { icon: 'check-circle', text: words.approvalDecided(title), href: page };
    default:
      return undefined;
  }
}

/** Undefined for what is not about the library. */
export function note(note: Notification): Told | undefined {
  const title = titleOf(note);
  const who = byOf(note) || home.somebody;
  const page = note.resource === undefined ? '/library' : `/library/${note.resource}`;
  switch (note.because) {
    case 'review_due':
      return {
        icon: 'clock',
        text: words.reviewDue(title),
        why: words.reviewDueWhy,
        go: words.review,
        href: page,
      };
    case 'review_passed':
      return { icon: 'clock', text: words.reviewPassed(title), href: page };
    case 'coauthor_invited': {
      const { accept: yes, decline: no, declined: saidNo } = words;
      const resource = note.resource ?? 0;
      const accept = () => run('accept_coauthorship', { resource }, {});
      const refuse = () => run('leave_coauthorship', { resource }, {});
      const answers = { yes, no, saidYes: words.accepted(title), saidNo, accept, refuse };
      const text = words.coauthorInvited(who, title);
      return { icon: 'user-plus', text, why: words.coauthorInvitedWhy, href: page, answers };
    }
    case 'coauthor_answered':
      return { icon: 'user-plus', text: words.coauthorAnswered(who, title), href: page };
    case 'use_story_wanted': {
      const href = note.resource_use === undefined ? page : `${page}?tell=${note.resource_use}`;
      return {
        icon: 'edit',
        text: words.storyWanted(title),
        why: words.storyWantedWhy,
        go: words.tell,
        href,
      };
    }
    case 'resource_reported':
      return { icon: 'flag', text: words.reported(title), go: words.look, href: page };
    case 'report_answered':
      return { icon: 'flag', text: words.reportAnswered(title), href: page };
    case 'resource_taken_down':
      return { icon: 'alert', text: words.takenDown(title), href: page };
    case 'resource_passed_on':
      return { icon: 'library', text: words.passedOn(title), href: page };
    case 'asked_about_resource': {
      const { topic, ordinal = 1 } = note;
      const href = topic === undefined ? page : `/topics/${topic}?message=${ordinal}`;
      return { icon: 'reply', text: words.asked(who, title), href };
    }
    case 'check_late':
      return { icon: 'clock', text: words.checkLate, href: '/admin/audit' };
    case 'false_alarm':
      return { icon: 'shield', text: words.falseAlarm(who), href: '/admin/audit' };
    default:
      return versionNote(note, title, page);
  }
}

export function fetchFor({ resource }: Notification): void {
  if (resource !== undefined) bring(`/resources/${resource}`, () => records.get('resource', resource));
}
