// The entries of the navigation and their counts. An entry is here only when its screen works.
import type { IconName } from '../assets/icons';
import type { NavName } from '$lib/router.svelte';
import { needs } from '$lib/state/home';
import { mayJoinTeams } from '$lib/state/may';
import { readMarks } from '$lib/state/reads.svelte';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { everywhere, nav } from '$strings/everywhere';

export interface NavEntry {
  name: NavName & string;
  label: string;
  href: string;
  icon: IconName;
  /** How many things there wait, and what they are. */
  number?: number;
  what?: string;
}

/** Topics with something new, over all my teams. */
function unreadTopics(): number {
  return records.all('topic_activity').filter((activity) => readMarks.unread(activity.id) > 0).length;
}

function inNetwork(): boolean {
  return session.me !== undefined && mayJoinTeams(session.me, records.all('organisation'));
}

export function navEntries(): NavEntry[] {
  return [
    {
      name: 'home',
      label: nav.home,
      href: '/',
      icon: 'home',
      number: needs(session.person).length,
      what: everywhere.needsYou,
    },
    {
      name: 'teams',
      label: nav.teams,
      href: '/teams',
      icon: 'teams',
      number: unreadTopics(),
      what: everywhere.unread,
    },
    { name: 'library', label: nav.library, href: '/library', icon: 'library' },
    { name: 'practice', label: nav.practice, href: '/practice', icon: 'practice' },
    // A partner's people take no part in peer review.
    ...(inNetwork()
      ? [{ name: 'reviews' as const, label: nav.reviews, href: '/reviews', icon: 'reviews' as const }]
      : []),
    { name: 'support', label: nav.support, href: '/support', icon: 'support' },
    ...(inNetwork()
      ? [{ name: 'buying' as const, label: nav.buying, href: '/buying', icon: 'buying' as const }]
      : []),
    // A partner's people see their own organisation only, and reach it from their own page.
    ...(inNetwork()
      ? [
          {
            name: 'organisations' as const,
            label: nav.organisations,
            href: '/organisations',
            icon: 'school' as const,
          },
        ]
      : []),
    { name: 'people', label: nav.people, href: '/people', icon: 'people' },
  ];
}
