// Civil dates of contracts, as the server writes them. Pure.
import { dayHeading, fullDate } from '$lib/format';

const dayMs = 86_400_000;
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const civil = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whole days from one date to another; below nothing when it lies before. */
export const daysFrom = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / dayMs);
export const addDays = (date: string, days: number): string => civil(utc(date) + days * dayMs);

/** Months later, the day clamped to the month's end. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return civil(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())));
}

/** "2026-09" */
export const monthOf = (date: string): string => date.slice(0, 7);
/** "September 2026" */
export const monthName = (month: string): string => fullDate(`${month}-01`).replace(/^\d+ /, '');
/** So many months from this one on. */
export const monthsFrom = (date: string, number: number): string[] =>
  Array.from({ length: number }, (_, at) => monthOf(addMonths(`${monthOf(date)}-01`, at)));

const shortFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
/** "12 Apr 2026" */
export const shortDate = (date: string): string => shortFormat.format(utc(date));
/** "12 Apr" */
export const dayAndMonth = (date: string): string => shortDate(date).replace(/ \d{4}$/, '');
/** "Sunday 12 April", with the year when it is another. */
export const longDay = (date: string, now = Date.now()): string => {
  const noon = utc(date) + dayMs / 2;
  return dayHeading(noon, now);
};

/** Monday is 0. */
const weekday = (date: string): number => (new Date(utc(date)).getUTCDay() + 6) % 7;
/** The weeks of a month from Monday to Sunday; days of other months are empty. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const days: string[] = Array.from({ length: weekday(first) }, () => '');
  for (let day = first; monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  while (days.length % 7) days.push('');
  return Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7));
}
