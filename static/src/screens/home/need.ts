// What each kind of need says, and where it leads. The rows draw it; nothing here changes anything.
import type { IconName } from '../../assets/icons';
import { plain } from '$lib/plain';
import type { Notification } from '$generated/protocol';
import type { Need } from '$lib/state/home';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home as words } from '$strings/home';
import { more } from './more.svelte';
import type { Told } from './told';

export interface NeedWords {
  icon: IconName;
  title: string;
  /** What was said, or why it matters. */
  why: string;
  /** Where it was said. */
  place: string;
  href: string;
  go: string;
  /** The day on which it is late. */
  due?: string | undefined;
  answers?: Told['answers'];
}

export const teamName = (team: number | undefined) =>
  (team === undefined ? undefined : records.get('team', team)?.name) ?? words.aTeam;
/** Without a person it is the hub that speaks. */
export const personName = (person: number | undefined) =>
  (person === undefined ? '' : nameOf(person)) || words.somebody;

export function messageAt(topic: number, ordinal: number) {
  return records.within('message', topic).find((message) => message.ordinal === ordinal);
}

export const messageHref = (topic: number, ordinal: number) => `/topics/${topic}?message=${ordinal}`;

/** The words of the message and where it stands, as far as they may still be read. */
function said(team: number | undefined, topic: number, ordinal: number): Pick<NeedWords, 'why' | 'place'> {
  const title = records.get('topic', topic)?.title;
  const text = messageAt(topic, ordinal)?.text;
  return {
    why: text ? words.quote(plain(text)) : '',
    place: title === undefined ? words.aTopic : words.place(teamName(team), title),
  };
}

/** Needs of administrators lead to the pages where they are decided. */
function describeNotification(note: Notification): NeedWords {
  const { because, team, topic, ordinal = 0, by } = note;
  const card = { why: '', place: '', go: words.look };
  switch (because) {
    case 'lead_needed':
      return {
        ...card,
        icon: 'users',
        title: words.leadNeeded(teamName(team)),
        why: words.leadNeededWhy,
        href: `/teams/${team}/members`,
        go: words.appoint,
      };
    case 'wrote_to_leads': {
      const text = note.lead_message && records.get('lead_message', note.lead_message)?.text;
      return {
        ...card,
        icon: 'mail',
        title: words.wroteToLeads(personName(by), teamName(team)),
        why: text ? words.quote(text) : '',
        href: `/teams/${team}`,
        go: words.answer,
      };
    }
    case 'erasure_requested':
      return {
        ...card,
        icon: 'shield',
        title: words.erasureRequested(personName(by)),
        why: words.erasureRequestedWhy,
        href: noteHref(note),
      };
    case 'mentioned':
    case 'replied_to':
      return {
        icon: because === 'replied_to' ? 'reply' : 'at',
        title: because === 'replied_to' ? words.repliedTo(personName(by)) : words.mentioned(personName(by)),
        ...(topic === undefined ? { why: '', place: teamName(team) } : said(team, topic, ordinal)),
        href: topic === undefined ? `/teams/${team}` : messageHref(topic, ordinal),
        go: words.reply,
      };
    default: {
      const told = more.note(note);
      if (!told) return { ...card, icon: 'bell', title: noteText(note), href: noteHref(note) };
      const { text: title, ...rest } = told;
      return { ...card, title, ...rest };
    }
  }
}

/** Whom and to what somebody was invited. */
function invited({ invitation, by }: Notification): [who: string, to: string] {
  const held = invitation === undefined ? undefined : records.get('invitation', invitation);
  const who = by === undefined ? (held?.person_name ?? held?.email ?? words.somebodyInvited) : personName(by);
  const team = held?.team === undefined ? undefined : records.get('team', held.team)?.name;
  return [who, team ?? records.get('organisation', held?.organisation ?? 0)?.name ?? words.yourPlace];
}

/** What a note says in one line. */
export function noteText(note: Notification): string {
  const team = teamName(note.team);
  switch (note.because) {
    case 'request_accepted':
      return words.requestAccepted(team);
    case 'request_refused':
      return words.requestRefused(team);
    case 'made_lead':
      return words.madeLead(team);
    case 'added_to_team':
      return words.addedToTeam(personName(note.by), team);
    case 'lead_needed':
      return words.leadNeeded(team);
    case 'taken_down':
      return words.takenDown(team);
    case 'mentioned':
      return words.mentioned(personName(note.by));
    case 'replied_to':
      return words.repliedTo(personName(note.by));
    case 'wrote_to_leads':
      return words.wroteToLeads(personName(note.by), team);
    case 'leads_answered':
      return words.leadsAnswered(personName(note.by), team);
    case 'invitation_accepted':
      return words.invitationAccepted(...invited(note));
    case 'invitation_declined':
      return words.invitationDeclined(...invited(note));
    case 'invitation_expired':
      return words.invitationExpired(...invited(note));
    case 'import_finished':
      return words.importFinished(records.get('import_job', note.import ?? 0)?.file_name ?? words.anImport);
    case 'erasure_requested':
      return words.erasureRequested(personName(note.by));
    case 'erasure_decided':
      return words.erasureDecided;
    default:
      return more.note(note)?.text ?? '';
  }
}

/** Where a note leads: the record that it speaks of, or else its team. */
export function noteHref(note: Notification): string {
  switch (note.because) {
    case 'invitation_accepted':
    case 'invitation_declined':
    case 'invitation_expired':
      return note.team === undefined ? '/admin/invitations' : `/teams/${note.team}/members`;
    case 'import_finished':
      return `/admin/imports/${note.import ?? ''}`;
    case 'erasure_requested':
      return '/admin/erasures';
    case 'erasure_decided':
      return '/settings';
    default:
      return more.note(note)?.href ?? (note.team === undefined ? '/' : `/teams/${note.team}`);
  }
}

export function describe(need: Need): NeedWords {
  switch (need.kind) {
    case 'notification':
      return describeNotification(need);
    case 'team_mention':
      return {
        icon: 'users',
        title: words.wroteToTeam(personName(need.author), teamName(need.team)),
        ...said(need.team, need.topic, need.ordinal),
        href: messageHref(need.topic, need.ordinal),
        go: words.read,
      };
    case 'join_request':
      return {
        icon: 'user-plus',
        title: words.asksToJoin(personName(need.person), teamName(need.team)),
        why: need.note && words.quote(need.note),
        place: records.name(need.person)?.label ?? '',
        href: `/teams/${need.team}/members`,
        go: words.accept,
      };
    case 'flag':
      return {
        icon: 'flag',
        title: words.reported(teamName(need.team)),
        why: need.reason ? words.quote(need.reason) : '',
        place: '',
        href: `/teams/${need.team}/reports`,
        go: words.look,
      };
  }
}
