// Why the hub says no, in sentences for the person who asked. The keys are the `reason` of a refusal.
export const refusals: Record<string, string> = {
  role: 'Your role doesn’t allow this here.',
  rank: 'Only an administrator above this organisation may change another administrator here. Heads and trust leaders may give only roles below their own.',
  not_self: 'You can’t do this to yourself. Ask another administrator.',
  not_own: 'Somebody else has to decide on this: it’s about you.',
  covers:
    'This person also works at an organisation that you don’t administer. Ask an administrator above both.',
  covers_target: 'You need to administer the place that it moves to as well.',
  keeps_admin:
    'The network needs an administrator who can sign in. Make somebody else an administrator first.',
  second_person: 'A second administrator has to approve this. You asked for it, so it can’t be you.',
  not_looser: 'An organisation above has set this more tightly. You can tighten it further, not loosen it.',
  fresh: 'Enter your password again to do this.',
  invite_outside: 'This organisation doesn’t let teams bring in people from elsewhere.',
  partners_allowed: 'This organisation doesn’t allow guests from partners.',
  members_may_invite: 'Only the team’s leads may invite people here.',
  end_date: 'Give a last day that the organisation’s settings allow.',
  right_of_kind: 'Only an administrator may import this.',
  cap: 'That reaches further than this organisation allows.',
  pupil_data: 'This holds a number that identifies a pupil or a person. Take it out, and send it again.',
  subject_match: 'Only a lead of this subject, or a leader, decides on this.',
  licence_allows: 'Its licence doesn’t allow a copy there.',
  already_trying: 'Your school tries this already. You’ll find it among the schools below.',
  visits_offered: 'This school doesn’t offer visits just now.',
  own_school: 'You can say this only for a school of your own.',
  already_invited: 'There is an invitation to this address already. Send it again instead.',
  wrong_address: 'This invitation was sent to another address. Sign in with the address that was invited.',
};
