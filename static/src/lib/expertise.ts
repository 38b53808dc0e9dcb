// What people, practice posts and support are described with, in the order in which people know it. The words stand in
// strings/expertise.
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
import type { IconName } from '../assets/icons';

/** From the widest to the narrowest; who is in a later one reads what is for an earlier one, too. */
export const sights: Sight[] = ['network', 'trust', 'school', 'teams', 'self'];
export const sightIcons: Record<Sight, IconName> = {
  network: 'eye',
  trust: 'trust',
  school: 'school',
  teams: 'users',
  self: 'lock',
};

export const offers: Offer[] = [
  'answer_questions',
  'visit',
  'host_visit',
  'coach',
  'moderate',
  'speak',
  'review_peers',
];
export const offerIcons: Record<Offer, IconName> = {
  answer_questions: 'help',
  visit: 'map',
  host_visit: 'school',
  coach: 'message',
  moderate: 'list',
  speak: 'slides',
  review_peers: 'check-circle',
};

export const sendNeeds: SendNeed[] = [
  'spld',
  'mld',
  'sld',
  'pmld',
  'semh',
  'slcn',
  'hearing',
  'vision',
  'multi_sensory',
  'physical',
  'autism',
  'other',
];
export const weekdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
export const costBands: CostBand[] = ['nothing', 'under_100', 'under_500', 'under_2000', 'more'];
export const timeBands: TimeBand[] = ['no_extra', 'hours', 'days', 'weeks', 'all_year'];
export const evidenceKinds: EvidenceKind[] = ['own_figures', 'external_study', 'observation'];
/** From the weakest to the strongest. */
export const evidenceStrengths: EvidenceStrength[] = ['early', 'promising', 'strong'];
