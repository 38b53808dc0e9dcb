// Days with their weekday and their year, for what must not be mistaken. Pure.
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
/** "Friday 6 March 2026" */
export const longDay = (ms: number): string => dayFormat.format(ms).replace(',', '');
