// The form of a calendar: what is wrong with it, and what is sent. Pure.
import type { Commands, NamedDay, OrgCalendar, Term } from '$generated/protocol';
import { calendar as words } from '$strings/admin_calendar';

export interface CalendarForm {
  terms: Term[];
  training_days: NamedDay[];
  bank_holidays: NamedDay[];
  covers_until: string;
  source: string;
}

export const formOf = (own: OrgCalendar): CalendarForm => ({
  terms: (own.terms ?? []).map((term) => ({ ...term })),
  training_days: (own.training_days ?? []).map((day) => ({ ...day })),
  bank_holidays: (own.bank_holidays ?? []).map((day) => ({ ...day })),
  covers_until: own.covers_until ?? '',
  source: own.source ?? '',
});

export function faultsOf(form: CalendarForm): { id: string; text: string }[] {
  const { errors } = words;
  const found: { id: string; text: string }[] = [];
  form.terms.forEach(({ name, starts, ends }, at) => {
    if (!name.trim()) found.push({ id: `terms-${at}-name`, text: errors.name });
    if (!starts) found.push({ id: `terms-${at}-starts`, text: errors.date });
    if (!ends) found.push({ id: `terms-${at}-ends`, text: errors.date });
    else if (starts && ends < starts) found.push({ id: `terms-${at}-ends`, text: errors.order });
  });
  const whole = form.terms.map((term, at) => ({ ...term, at })).filter(({ starts, ends }) => starts && ends);
  whole.sort((one, other) => one.starts.localeCompare(other.starts));
  whole.forEach((term, at) => {
    const before = whole[at - 1];
    if (before && term.starts <= before.ends)
      found.push({ id: `terms-${term.at}-starts`, text: errors.overlap });
  });
  for (const list of ['training_days', 'bank_holidays'] as const)
    form[list].forEach(({ name, date }, at) => {
      if (!name.trim()) found.push({ id: `${list}-${at}-name`, text: errors.name });
      if (!date) found.push({ id: `${list}-${at}-date`, text: errors.date });
    });
  if (form.bank_holidays.length && !form.covers_until)
    found.push({ id: 'covers_until', text: errors.covers });
  return found;
}

const byDate = (one: NamedDay, other: NamedDay) => one.date.localeCompare(other.date);
const named = ({ date, name }: NamedDay): NamedDay => ({ date, name: name.trim() });

/** In order of dates, as people read it afterwards. */
export function bodyOf(form: CalendarForm): Commands['edit_calendar']['body'] {
  return {
    terms: form.terms
      .map(({ name, starts, ends }) => ({ name: name.trim(), starts, ends }))
      .sort((one, other) => one.starts.localeCompare(other.starts)),
    training_days: form.training_days.map(named).sort(byDate),
    bank_holidays: form.bank_holidays.map(named).sort(byDate),
    ...(form.covers_until && { covers_until: form.covers_until }),
    source: form.source.trim(),
  };
}
