// What an invitation says about itself, beside the form.
import { fullDate } from '$lib/format';
import { invitation as words } from '$strings/links';
import { people } from '$strings/people';
import type { IconName } from '../../assets/icons';
import type { LinkView } from './link_view';

export function placeOf(view: LinkView): string {
  return view.team ?? view.organisation ?? 'Staffroom';
}

function whatAs(view: LinkView): string {
  if (view.team && view.relation === 'guest') return words.asGuest;
  return view.role ? words.asRole(people.roleNames[view.role].toLowerCase()) : words.leave;
}

export function invitationPoints(view: LinkView): { icon: IconName; title: string; text: string }[] {
  const place = placeOf(view);
  return [
    {
      icon: view.team ? 'teams' : 'organisations',
      title: view.team ? words.joinTeam(place) : words.joinPlace(place),
      text: [whatAs(view), view.ends && words.ends(fullDate(view.ends))].filter(Boolean).join('. '),
    },
    { icon: 'eye', title: words.sees, text: words.seesMore },
    { icon: 'key', title: words.once, text: words.onceMore },
  ];
}
