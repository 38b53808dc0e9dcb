// Dates of reviews in words, as they stand in tables and facts. Pure.
import { civilDate, fullDate } from '$lib/format';

/** "13 January", with the year when it is another than now. */
export function shortDay(date: string, now = Date.now()): string {
  const full = fullDate(date);
  return date.slice(0, 4) === civilDate(now).slice(0, 4) ? full.replace(/ \d{4}$/, '') : full;
}

/** "13 January", "13 and 14 January", "13 to 15 January", "31 January to 2 February". */
export function period(from: string, to: string, now = Date.now()): string {
  if (from === to) return shortDay(from, now);
  const last = shortDay(to, now);
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${shortDay(from, now)} to ${last}`;
  const next = Date.parse(`${to}T12:00Z`) - Date.parse(`${from}T12:00Z`) === 86_400_000;
  return `${Number(from.slice(8))} ${next ? 'and' : 'to'} ${last}`;
}
