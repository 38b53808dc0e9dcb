// What people hear of teams and their leads, of invitations, imports and erasures, and where each of it leads.
// Changes nothing by itself.
import type { AnyRecord, Notification } from '$generated/protocol';
import { one } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { home } from '$strings/home';
import { homeTeams as words } from '$strings/home_teams';
import { personName, teamName } from './need';
import type { Told } from './told';

/** Brings what such a note speaks of; where I may not see it, it has no name. */
export function fetchFor({ invitation, import: job, lead_message: letter }: Notification): void {
  const quietly = (path: string, held: () => AnyRecord | undefined) => void one(path, held).catch(() => {});
  if (invitation !== undefined)
    quietly(`/invitations/${invitation}`, () => records.get('invitation', invitation));
  if (job !== undefined) quietly(`/imports/${job}`, () => records.get('import_job', job));
  if (letter !== undefined) quietly(`/lead-messages/${letter}`, () => records.get('lead_message', letter));
}

/** Whom and to what somebody was invited. */
function invited({ invitation, by }: Notification): [who: string, to: string] {
  const held = invitation === undefined ? undefined : records.get('invitation', invitation);
  const who = by === undefined ? (held?.person_name ?? held?.email ?? words.somebodyInvited) : personName(by);
  const team = held?.team === undefined ? undefined : records.get('team', held.team)?.name;
  return [who, team ?? records.get('organisation', held?.organisation ?? 0)?.name ?? words.yourPlace];
}

function ofInvitation(note: Notification, text: string): Told {
  const href = note.team === undefined ? '/admin/invitations' : `/teams/${note.team}/members`;
  return { icon: 'bell', text, href };
}

/** Undefined for what is about something else. */
export function note(note: Notification): Told | undefined {
  const { because, team: id, by, lead_message: letter } = note;
  const team = teamName(id);
  const page = id === undefined ? '/' : `/teams/${id}`;
  switch (because) {
    case 'request_accepted':
      return { icon: 'bell', text: words.requestAccepted(team), href: page };
    case 'request_refused':
      return { icon: 'bell', text: words.requestRefused(team), href: page };
    case 'made_lead':
      return { icon: 'bell', text: words.madeLead(team), href: page };
    case 'added_to_team':
      return { icon: 'bell', text: words.addedToTeam(personName(by), team), href: page };
    case 'taken_down':
      return { icon: 'bell', text: words.takenDown(team), href: page };
    case 'lead_needed':
      return {
        icon: 'users',
        text: words.leadNeeded(team),
        why: words.leadNeededWhy,
        href: `${page}/members`,
        go: words.appoint,
      };
    case 'wrote_to_leads': {
      const text = letter && records.get('lead_message', letter)?.text;
      return {
        icon: 'mail',
        text: words.wroteToLeads(personName(by), team),
        why: text ? home.quote(text) : '',
        href: page,
        go: words.answer,
      };
    }
    case 'leads_answered':
      return { icon: 'bell', text: words.leadsAnswered(personName(by), team), href: page };
    case 'invitation_accepted':
      return ofInvitation(note, words.invitationAccepted(...invited(note)));
    case 'invitation_declined':
      return ofInvitation(note, words.invitationDeclined(...invited(note)));
    case 'invitation_expired':
      return ofInvitation(note, words.invitationExpired(...invited(note)));
    case 'import_finished': {
      const job = records.get('import_job', note.import ?? 0);
      const text = words.importFinished(job?.file_name ?? words.anImport);
      const pages = job?.source === 'contracts' ? '/buying/import' : '/admin/imports';
      return { icon: 'bell', text, href: `${pages}/${note.import ?? ''}` };
    }
    case 'erasure_requested':
      return {
        icon: 'shield',
        text: words.erasureRequested(personName(by)),
        why: words.erasureRequestedWhy,
        href: '/admin/erasures',
      };
    case 'erasure_decided':
      return { icon: 'bell', text: words.erasureDecided, href: '/settings' };
    default:
      return undefined;
  }
}
