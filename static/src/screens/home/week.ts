// The days of "This week", what stands on them, and the sentences below. Pure.
import type { NamedDay, PlannedDate, ProfileFields, Term } from '$generated/protocol';
import { civilDate, clock, dayHeading, daysBetween, list } from '$lib/format';
import { week as words } from '$strings/home_week';
import { dayWords, noonOf, timeOf } from '../support/dates';

const dayMs = 86_400_000;
const shown = 5;
const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });

export interface Day {
  date: string;
  /** "Mon", and 5. */
  weekday: string;
  number: number;
  today: boolean;
  /** The day has no school, and this is why. */
  closed: string | undefined;
  items: PlannedDate[];
}

export const addDays = (date: string, days: number): string =>
  new Date(noonOf(date) + days * dayMs).toISOString().slice(0, 10);

const isWeekday = (date: string) => ![0, 6].includes(new Date(noonOf(date)).getUTCDay());

/** The next five working days, today among them when it is one; and a day of the weekend on which something is planned. */
export function daysFrom(today: string, items: readonly PlannedDate[], closed: readonly NamedDay[]): Day[] {
  const found: Day[] = [];
  let weekdays = 0;
  for (let date = today; weekdays < shown; date = addDays(date, 1)) {
    const planned = items.filter((item) => item.date === date);
    if (isWeekday(date)) weekdays += 1;
    else if (!planned.length) continue;
    found.push({
      date,
      weekday: short.format(noonOf(date)),
      number: Number(date.slice(8)),
      today: date === today,
      closed: closed.find((day) => day.date === date)?.name,
      items: planned,
    });
  }
  return found;
}

/** "Visit, 09:00 to 15:00, Ellerwick CE Primary School" */
export function itemLine({ what, from, to, place }: PlannedDate): string {
  const time =
    from === undefined
      ? ''
      : to === undefined
        ? words.from(timeOf(from))
        : words.hours(timeOf(from), timeOf(to));
  return [words.what[what], time, place].filter(Boolean).join(', ');
}

const pages: Record<string, string> = {
  'support-requests': '/support',
  resources: '/library',
  practice: '/practice',
  actions: '/actions',
  'review-cycles': '/reviews/cycles',
  'peer-reviews': '/reviews',
  'review-actions': '/actions/reviews',
  contracts: '/buying/contracts',
  pools: '/buying/pools',
  purchases: '/buying/purchases',
};

/** Where on the pages of a review its days belong. */
const parts: Partial<Record<PlannedDate['what'], string>> = {
  review_visit: '/timetable',
  self_review: '/self-review',
  review_report: '/report',
  factual_check: '/report',
  review_plan: '/plan',
  review_check: '/plan',
};

/** The page of the record that a day belongs to; undefined where it has none of its own. */
export function hrefOf(self: string, what?: PlannedDate['what']): string | undefined {
  const [, name = '', id] = /^(?:\/api\/v1)?\/([\w-]+)\/(\d+)$/.exec(self) ?? [];
  const page = pages[name];
  return page && id ? `${page}/${id}${(what && parts[what]) ?? ''}` : undefined;
}

const onDay = (date: string, now: number) => {
  const day = dayWords(date, now);
  return /^(today|tomorrow|yesterday)$/.test(day) ? day : words.on(day);
};

/** Which half term ends next, or starts. */
export function termLine(terms: readonly Term[], now: number): string {
  const today = civilDate(now);
  const running = terms.find(({ starts, ends }) => starts <= today && today <= ends);
  if (running) return words.termEnds(running.name, onDay(running.ends, now));
  const [next] = terms
    .filter(({ starts }) => starts > today)
    .sort((one, other) => one.starts.localeCompare(other.starts));
  return next ? words.termStarts(next.name, onDay(next.starts, now)) : '';
}

/** The first day without school that has a name, after those that are shown. */
export function closedLine(closed: readonly NamedDay[], days: readonly Day[], now: number): string {
  const last = days.at(-1)?.date ?? civilDate(now);
  const [next] = closed
    .filter(({ date }) => date > last)
    .sort((one, other) => one.date.localeCompare(other.date));
  return next ? words.nextClosed(next.name, dayWords(next.date, now)) : '';
}

const schoolWeek = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const fromAsDefault = 450;
const toAsDefault = 1_080;

/** When no mail comes: outside the working hours of a profile, and on the days that it does not name. */
export function quietLine({ working_hours: hours, working_days: days }: Partial<ProfileFields>): string {
  const works: readonly string[] = days?.length ? days : schoolWeek;
  const off = schoolWeek.filter((day) => !works.includes(day)).map((day) => words.weekdays[day] ?? day);
  return words.quiet(
    timeOf(hours?.to ?? toAsDefault),
    timeOf(hours?.from ?? fromAsDefault),
    off.length ? words.alsoOff(list(off)) : words.weekends,
  );
}

const farMs = 366 * dayMs;

/** When the next digest comes; empty when there is to be none. */
export function digestTime(at: number, now: number): string {
  if (at - now > farMs) return '';
  const ahead = daysBetween(now, at);
  const time = clock(Math.max(at, now));
  if (ahead <= 0) return `today at ${time}`;
  if (ahead === 1) return `tomorrow at ${time}`;
  return `${dayHeading(at, now)} at ${time}`;
}

/** "today at 15:45", "on Monday 19 January" */
export function dateTime({ date, from }: PlannedDate, now: number): string {
  const day = onDay(date, now);
  return from === undefined ? day : `${day} at ${timeOf(from)}`;
}
