// Dates of support in words, as they stand in a sentence. Pure.
import { dayHeading, daysBetween } from '$lib/format';

/** Noon of a civil date, so that no time zone moves it. */
export const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);

/** "today", "tomorrow", "yesterday", "Monday 19 January", "9 January 2025". */
export function dayWords(date: string, now = Date.now()): string {
  const at = noonOf(date);
  const ahead = daysBetween(now, at);
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  return ahead === -1 ? 'yesterday' : dayHeading(at, now);
}

/** The same of an instant. */
export function dayOf(ms: number, now = Date.now()): string {
  const ago = daysBetween(ms, now);
  if (ago === 0) return 'today';
  return ago === 1 ? 'yesterday' : dayHeading(ms, now);
}

/** The day itself, or the Monday after a weekend. */
export function weekdayFrom(date: string): string {
  const at = noonOf(date);
  const weekday = new Date(at).getUTCDay();
  const ahead = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(at + ahead * 86_400_000).toISOString().slice(0, 10);
}

/** "09:00", as <input type="time"> has it, from minutes after midnight; and back. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** "9 January" this year, else with the year: as short as a note under a stage. */
export function dateOf(ms: number, now = Date.now()): string {
  const words = dayHeading(ms, now);
  return words.replace(/^\p{L}+day /u, '');
}
