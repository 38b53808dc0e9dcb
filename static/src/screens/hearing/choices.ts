// What can be chosen on the page about mail, in the order in which it stands there, and its sentences. Pure.
import type {
  FollowLevel,
  MailPace,
  NoticeKind,
  NotificationSetting,
  ProfileFields,
  Team,
  Weekday,
} from '$generated/protocol';
import { weekdays } from '$lib/expertise';
import { clock, dayHeading, daysBetween, list } from '$lib/format';
import { weekdayWords } from '$strings/expertise';
import { hearing as words } from '$strings/hearing';
import { clockOf } from '../people/profile';

export const kinds: NoticeKind[] = [
  'conversations',
  'actions',
  'support',
  'reviews',
  'buying',
  'teams',
  'library',
  'practice',
  'administration',
];
export const paces: MailPace[] = ['at_once', 'digest', 'hub'];
export const levels: FollowLevel[] = ['follow', 'normal', 'mute'];

/** The teams that the setting names, by name; those not held are shown when they come. */
export function choiceTeams(setting: NotificationSetting | undefined, held: readonly Team[]): Team[] {
  const mine = new Set((setting?.teams ?? []).map(({ team }) => team));
  return held
    .filter(({ id, state }) => mine.has(id) && state === 'active')
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

/** "Next digest: tomorrow at 08:00." */
export function nextWords(next: number, now: number): string {
  const days = daysBetween(now, next);
  const day = days === 0 ? words.today : days === 1 ? words.tomorrow : dayHeading(next, now);
  return words.next(day, clock(next));
}

/** "Monday to Friday", "Monday, Tuesday and Friday" */
export function daysInWords(days: readonly Weekday[]): string {
  const held = weekdays.filter((day) => days.includes(day));
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return '';
  const span = weekdays.indexOf(last) - weekdays.indexOf(first) + 1;
  return held.length > 2 && span === held.length
    ? words.span(weekdayWords[first].long, weekdayWords[last].long)
    : list(held.map((day) => weekdayWords[day].long));
}

/** What holds as long as the profile says nothing. */
const usualHours = { from: 7 * 60 + 30, to: 18 * 60 };

/** On which days and between which hours mail may come. */
export function windowWords(fields: ProfileFields | undefined): string {
  const days = fields?.working_days?.length ? fields.working_days : weekdays;
  const { from, to } = fields?.working_hours ?? usualHours;
  return words.window(daysInWords(days), clockOf(from), clockOf(to));
}
