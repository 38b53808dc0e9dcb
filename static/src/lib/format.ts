// Dates and numbers in words. Every date is a date in the United Kingdom, wherever the reader's device thinks it is:
// "today" on a topic must mean the same to everyone in it.
const zone = 'Europe/London';
const locale = 'en-GB';

const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
const clockFormat = formatter({ hour: '2-digit', minute: '2-digit', hour12: false });
const weekdayFormat = formatter({ weekday: 'long' });
const dayFormat = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const dateFormat = formatter({ day: 'numeric', month: 'long' });
const dateYearFormat = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
const civilFormat = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' });
const hourFormat = formatter({ hour: 'numeric', hour12: false });
const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });

/** The civil date in London as "YYYY-MM-DD", for comparing days and for <input type="date">. */
export function civilDate(ms: number): string {
  const [day, month, year] = civilFormat.format(ms).split('/');
  return `${year}-${month}-${day}`;
}

/** Whole days from one instant's date to another's, by the London calendar. */
export function daysBetween(from: number, to: number): number {
  return Math.round((Date.parse(civilDate(to)) - Date.parse(civilDate(from))) / 86_400_000);
}

/** "08:41" */
export function clock(ms: number): string {
  return clockFormat.format(ms);
}

/** A heading between messages: "Today", "Yesterday", "Tuesday 13 January", "9 January 2025". */
export function dayHeading(ms: number, now: number): string {
  const age = daysBetween(ms, now);
  if (age === 0) return 'Today';
  if (age === 1) return 'Yesterday';
  return civilDate(ms).slice(0, 4) === civilDate(now).slice(0, 4)
    ? dayFormat.format(ms)
    : dateYearFormat.format(ms);
}

/** When something happened, as short as is still clear: "08:41", "Yesterday", "Monday", "9 January", "9 January 2025". */
export function moment(ms: number, now: number): string {
  const age = daysBetween(ms, now);
  if (age === 0) return clock(ms);
  if (age === 1) return 'Yesterday';
  if (age > 1 && age < 7) return weekdayFormat.format(ms);
  return civilDate(ms).slice(0, 4) === civilDate(now).slice(0, 4)
    ? dateFormat.format(ms)
    : dateYearFormat.format(ms);
}

/** In a sentence: "today at 08:41", "yesterday at 08:41", "on 9 January at 08:41". */
export function when(ms: number, now: number): string {
  const age = daysBetween(ms, now);
  const time = clock(ms);
  if (age === 0) return `today at ${time}`;
  if (age === 1) return `yesterday at ${time}`;
  return `on ${moment(ms, now)} at ${time}`;
}

/** "9 January 2026", from a civil date as the server writes it. */
export function fullDate(date: string): string {
  return dateYearFormat.format(Date.parse(`${date}T12:00:00Z`));
}

/** For <time datetime>. */
export function machineTime(ms: number): string {
  return new Date(ms).toISOString();
}

export function partOfDay(ms: number): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(hourFormat.format(ms)) % 24;
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

/** "1 person", "14 people": the plural is given whole, because English does not always add an s. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString(locale)} ${number === 1 ? one : many}`;
}

/** "Ruth Fell", "Ruth Fell and Dan Whitlock", "Ruth Fell, Dan Whitlock and Tom Pritchard" */
export function list(words: string[]): string {
  return listFormat.format(words);
}

/** Up to two letters for an avatar: "Priya Nair" gives "PN". */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase(locale) ?? '').join('');
}
