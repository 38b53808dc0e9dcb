// One part of a profile as a form: what stands in its fields, what is wrong with it, and what is saved. Pure.
import type { FormError } from '$components/ErrorSummary.svelte';
import type {
  ExamBoard,
  KeyStage,
  Offer,
  ProfileField,
  ProfileFields,
  SendNeed,
  Strength,
  Weekday,
} from '$generated/protocol';
import { profile } from '$strings/profile';
import { clockOf, minutesOf } from './profile';

const words = profile.form;
const daysMost = 60;

export interface ProfileForm {
  about: string;
  email: string;
  from: string;
  to: string;
  reply: string;
  phases: KeyStage[];
  subjects: string[];
  exam_boards: ExamBoard[];
  strengths: Strength[];
  offers: Offer[];
  languages: string[];
  send_experience: SendNeed[];
  days: string;
  note: string;
  working_days: Weekday[];
}

export function formOf(fields: ProfileFields): ProfileForm {
  const hours = fields.working_hours;
  return {
    about: fields.about ?? '',
    email: fields.email ?? '',
    from: hours ? clockOf(hours.from) : '',
    to: hours ? clockOf(hours.to) : '',
    reply: hours?.reply ?? '',
    phases: fields.phases ?? [],
    subjects: fields.subjects ?? [],
    exam_boards: fields.exam_boards ?? [],
    strengths: (fields.strengths ?? []).map(({ what, evidence }) => ({ what, evidence: evidence ?? [] })),
    offers: fields.offers ?? [],
    languages: fields.languages ?? [],
    send_experience: fields.send_experience ?? [],
    days: fields.capacity ? String(fields.capacity.days_a_term) : '',
    note: fields.capacity?.note ?? '',
    working_days: fields.working_days ?? [],
  };
}

const isDays = (text: string) => /^\d{1,2}$/.test(text.trim()) && Number(text) <= daysMost;

export function faultsOf(field: ProfileField, form: ProfileForm): FormError[] {
  switch (field) {
    case 'email':
      return !form.email.trim() || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim())
        ? []
        : [{ id: 'email', text: words.needEmail }];
    case 'working_hours': {
      if (!form.from && !form.to) return [];
      const [from, to] = [minutesOf(form.from), minutesOf(form.to)];
      return from !== undefined && to !== undefined && from < to
        ? []
        : [{ id: 'from', text: words.needHours }];
    }
    case 'capacity':
      return !form.days.trim() || isDays(form.days) ? [] : [{ id: 'days', text: words.needDays }];
    case 'strengths':
      return form.strengths.flatMap(({ what }, at) =>
        what.trim() ? [] : [{ id: `strength-${at}`, text: words.needStrength }],
      );
    default:
      return [];
  }
}

/** What is to be saved; undefined takes a field away. */
export function changeOf(field: ProfileField, form: ProfileForm): Partial<ProfileFields> {
  switch (field) {
    case 'about':
      return { about: form.about.trim() };
    case 'email':
      return { email: form.email.trim() || undefined } as Partial<ProfileFields>;
    case 'working_hours': {
      const [from, to] = [minutesOf(form.from), minutesOf(form.to)];
      const hours =
        from === undefined || to === undefined ? undefined : { from, to, reply: form.reply.trim() };
      return { working_hours: hours } as Partial<ProfileFields>;
    }
    case 'capacity': {
      const given = form.days.trim();
      const capacity = given ? { days_a_term: Number(given), note: form.note.trim() } : undefined;
      return { capacity } as Partial<ProfileFields>;
    }
    case 'strengths':
      return {
        strengths: form.strengths.map(({ what, evidence }) => ({
          what: what.trim(),
          evidence: evidence ?? [],
        })),
      };
    default:
      return { [field]: form[field] };
  }
}
