// A profile as somebody sees it: their own whole, or what others were shown, put together. Pure.
import type { FieldSight, ProfileField, ProfileFields, ProfilePart, Sight } from '$generated/protocol';
import { sights } from '$lib/expertise';

const forEveryone: ProfileField[] = ['about', 'phases', 'subjects', 'exam_boards', 'strengths', 'offers'];
const fieldNames: ProfileField[] = [
  'about',
  'email',
  'working_hours',
  'phases',
  'subjects',
  'exam_boards',
  'strengths',
  'offers',
  'languages',
  'send_experience',
  'capacity',
  'working_days',
];

export const defaultSight = (field: ProfileField): Sight =>
  forEveryone.includes(field) ? 'network' : 'trust';

export const sightOf = (chosen: readonly FieldSight[] | undefined, field: ProfileField): Sight =>
  chosen?.find((one) => one.field === field)?.sight ?? defaultSight(field);

/** The choices as they are sent: without those that are as by default. */
export function withSight(
  chosen: readonly FieldSight[] | undefined,
  field: ProfileField,
  sight: Sight,
): FieldSight[] {
  const others = (chosen ?? []).filter((one) => one.field !== field);
  return sight === defaultSight(field) ? others : [...others, { field, sight }];
}

/** Whether somebody this near sees what is shown this far. */
export const reaches = (sight: Sight, viewer: Sight): boolean =>
  sights.indexOf(sight) <= sights.indexOf(viewer);

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a field says anything. */
export const says = (fields: ProfileFields, field: ProfileField): boolean => !isEmpty(fields[field]);

/** My own profile as others see it. */
export function seenBy(
  fields: ProfileFields,
  chosen: readonly FieldSight[] | undefined,
  viewer: Sight,
): ProfileFields {
  const seen: ProfileFields = { about: '' };
  for (const field of fieldNames) {
    if (reaches(sightOf(chosen, field), viewer)) Object.assign(seen, { [field]: fields[field] });
  }
  return seen;
}

/** The parts that I may read, together: each field lies in one of them. */
export function together(parts: readonly ProfilePart[]): ProfileFields {
  const whole: ProfileFields = { about: '' };
  for (const { fields } of parts) {
    for (const field of fieldNames) {
      if (says(fields, field)) Object.assign(whole, { [field]: fields[field] });
    }
  }
  return whole;
}

/** "07:30" from minutes after midnight, and back; undefined when it is no time. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
export function minutesOf(clock: string): number | undefined {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? [];
  return hours ? Number(hours) * 60 + Number(minutes) : undefined;
}

const year = 365 * 86_400_000;

/** How often somebody was asked in the last twelve months, from dates as the hub writes them. */
export const askedLately = (asked: readonly string[] = [], now = Date.now()): number =>
  asked.filter((date) => Date.parse(date) > now - year).length;
