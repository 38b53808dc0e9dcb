import { count } from '$lib/format';

export const orgSettings = {
  title: 'Admin: settings',
  intro: (place: string) =>
    `These hold for ${place} and everything below it. Settings can only be tightened on the way down.`,
  from: (name: string) => `Set by ${name}`,
  fromLower: (name: string) => `set by ${name}`,
  reach: 'How far a team may be found',
  reaches: {
    network: 'By the whole network',
    trust: 'By its own trust',
    school: 'By its own school',
  },
  partners_allowed: 'Guests from partners',
  partnersHelp: 'People of universities, suppliers or charities may be guests in teams, until a last day.',
  invite_outside: 'People from elsewhere in teams',
  outsideHelp: 'Leads may bring in colleagues of other schools and trusts.',
  members_may_invite: 'Members may invite',
  membersHelp: 'Not only a team’s leads, but its members too may invite to it.',
  guest_days: 'How long a guest may stay, in days',
  daysHelp: (most: number) => `At most ${count(most, 'day', 'days')}.`,
  daysWrong: (most: number) => `Enter a number from 1 to ${most}`,
  rights: 'Rights taken away',
  rightsHelp:
    'A tick means allowed. Take a tick away, and nobody holds that right here by that role. Administrators and what people do with their own things can’t be changed.',
  rightsCount: (removed: number) => (removed ? removed.toLocaleString('en-GB') : 'none'),
  save: 'Save settings',
  saved: 'The settings are saved.',
};
