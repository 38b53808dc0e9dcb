// A question that a page asks before it does something: some fields, and what happens with what was filled in. Drawn by
// QuestionDialog.svelte. Pure.
import { questions as words } from '$strings/library_questions';

interface FieldOf<Type extends string> {
  type: Type;
  id: string;
  label: string;
  help?: string;
  /** May stay empty. */
  optional?: boolean;
  start?: string;
}
export type QuestionField =
  | (FieldOf<'line' | 'text'> & { most: number })
  | (FieldOf<'date'> & { from: string; to: string })
  | (FieldOf<'number'> & { from: number; to: number })
  /** "09:30" */
  | FieldOf<'time'>
  /** "yes", or empty; it may always stay empty. */
  | FieldOf<'check'>
  | FieldOf<'person'>
  | (FieldOf<'choice' | 'select'> & { options: { value: string; label: string }[] })
  | FieldOf<'scale'>;

export interface Question {
  title: string;
  body?: string;
  fields: QuestionField[];
  go: string;
  danger?: boolean;
  /** What is written may be refused for a pupil's details, and then go with a reason. */
  guarded?: boolean;
  /** Errors: ApiError. */
  run: (answers: Record<string, string>) => Promise<unknown>;
  done?: string;
}

const needs: Record<QuestionField['type'], string> = {
  line: words.needText,
  text: words.needText,
  date: words.needDate,
  number: words.needNumber,
  time: words.needTime,
  check: '',
  person: words.needPerson,
  choice: words.needText,
  select: words.needText,
  scale: words.needScale,
};

export const startOf = ({ fields }: Question): Record<string, string> =>
  Object.fromEntries(
    fields.map((field) => {
      const first = 'options' in field ? (field.options[0]?.value ?? '') : '';
      return [field.id, field.start ?? first];
    }),
  );

/** What is not filled in, by field. */
export function missing(
  { fields }: Question,
  answers: Record<string, string>,
): { id: string; text: string }[] {
  return fields
    .filter((field) => !field.optional && field.type !== 'check' && !answers[field.id]?.trim())
    .map(({ id, type }) => ({ id, text: needs[type] }));
}
