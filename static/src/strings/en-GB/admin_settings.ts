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
  resource_reach: 'How far resources and collections may be shared',
  resourceReaches: {
    network: 'With the whole network',
    trust: 'Within their own trust',
    school: 'Within their own school',
  },
  contract_reach: 'How far contracts and pools may be shared',
  contractReaches: {
    network: 'With the whole network',
    trust: 'Within their own trust',
    school: 'Within their own school',
  },
  partners_publish: 'Partners may share with the whole network',
  publishHelp: 'Else universities, suppliers or charities share with the teams in which they are guests.',
  requesters_choose: 'Who asks for support may choose',
  chooseHelp: 'They see whom the hub suggests and ask people themselves, not only their brokers.',
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

export const searchIndex = {
  title: 'Search',
  body: 'Making the index anew helps when something can’t be found though it is there. The search goes on meanwhile.',
  waiting: 'It begins in a moment …',
  running: (done: number, total: number) =>
    `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} records read`,
  done: (at: string) => `The index was last made anew ${at}.`,
  failed: 'The last attempt failed. The old index is in use.',
  rebuild: 'Make the index anew',
  begun: 'The index is being made anew.',
};
