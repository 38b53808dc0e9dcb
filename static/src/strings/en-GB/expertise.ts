// The words for what people, practice posts and support are described with.
import type {
  CostBand,
  EvidenceKind,
  EvidenceStrength,
  Offer,
  SendNeed,
  Sight,
  TimeBand,
  Weekday,
} from '$generated/protocol';

/** To whom a line of one's own profile is shown. */
export const sightWords: Record<Sight, string> = {
  network: 'Whole network',
  trust: 'My trust',
  school: 'My school',
  teams: 'My teams',
  self: 'Only me',
};

/** What somebody does for others. */
export const offerWords: Record<Offer, string> = {
  answer_questions: 'Answer questions',
  visit: 'Come and visit',
  host_visit: 'Host a visit',
  coach: 'Coach',
  moderate: 'Moderate',
  speak: 'Speak or train',
  review_peers: 'Review with peers',
};

export const sendWords: Record<SendNeed, string> = {
  spld: 'Specific learning difficulties',
  mld: 'Moderate learning difficulties',
  sld: 'Severe learning difficulties',
  pmld: 'Profound and multiple learning difficulties',
  semh: 'Social, emotional and mental health',
  slcn: 'Speech, language and communication',
  hearing: 'Hearing',
  vision: 'Vision',
  multi_sensory: 'Multi-sensory',
  physical: 'Physical disability',
  autism: 'Autism',
  other: 'Other needs',
};

export const weekdayWords: Record<Weekday, { short: string; long: string }> = {
  monday: { short: 'Mon', long: 'Monday' },
  tuesday: { short: 'Tue', long: 'Tuesday' },
  wednesday: { short: 'Wed', long: 'Wednesday' },
  thursday: { short: 'Thu', long: 'Thursday' },
  friday: { short: 'Fri', long: 'Friday' },
};

export const costWords: Record<CostBand, string> = {
  nothing: 'Free',
  under_100: 'Under £100',
  under_500: 'Under £500',
  under_2000: 'Under £2,000',
  more: '£2,000 or more',
};

export const timeWords: Record<TimeBand, string> = {
  no_extra: 'No extra time',
  hours: 'A few hours to set up',
  days: 'A few days to set up',
  weeks: 'A few weeks to set up',
  all_year: 'Time all year round',
};

export const evidenceKindWords: Record<EvidenceKind, string> = {
  own_figures: 'our own figures',
  external_study: 'an outside study',
  observation: 'what we saw',
};

export const evidenceStrengthWords: Record<EvidenceStrength, string> = {
  early: 'Early signs',
  promising: 'Promising',
  strong: 'Strong',
};
