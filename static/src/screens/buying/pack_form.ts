// The pack that goes to suppliers, and who is named, as they are written in their forms. Pure.
import type { Purchase, PurchasePerson, PurchaseRole, TenderPack } from '$generated/protocol';
import type { FormError } from '$components/ErrorSummary.svelte';
import { packForm as words, peopleForm } from '$strings/purchases_form';
import { daysFrom } from './dates';
import { evaluatorsLeast, isWeekday, scaleLeast, wholeWeight } from './purchase_view';

export interface CriterionForm {
  title: string;
  question: string;
  weight: string;
}
export interface PackForm {
  specification: string;
  criteria: CriterionForm[];
  priceWeight: string;
  scale: string[];
  files: number[];
  deadline: string;
  contact: string;
}

export const criteriaMost = 20;
export const scaleMost = 11;
export const filesMost = 10;
export const peopleMost = 20;

/** "12.5" → 1,250 basis points. Nothing when it is no share. */
export function shareIn(text: string): number | undefined {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!found) return undefined;
  const points = Number(`${found[1]}${(found[2] ?? '').padEnd(2, '0')}`);
  return points <= wholeWeight ? points : undefined;
}
/** 1,250 basis points → "12.5". */
export function shareText(points: number): string {
  const digits = String(points).padStart(3, '0');
  const rest = digits.slice(-2).replace(/0+$/, '');
  return rest ? `${digits.slice(0, -2)}.${rest}` : digits.slice(0, -2);
}

export const emptyCriterion = (): CriterionForm => ({ title: '', question: '', weight: '' });

export const packOf = (pack: TenderPack): PackForm => ({
  specification: pack.specification,
  criteria: (pack.criteria ?? []).map(({ title, question, weight }) => ({
    title,
    question,
    weight: shareText(weight),
  })),
  priceWeight: shareText(pack.price_weight),
  scale: [...(pack.scale ?? [])],
  files: [...(pack.files ?? [])],
  deadline: pack.deadline ?? '',
  contact: pack.contact,
});

/** All weights as they are written; a share that is none counts for nothing. */
export const weightIn = ({ criteria, priceWeight }: PackForm): number =>
  criteria.reduce((total, { weight }) => total + (shareIn(weight) ?? 0), shareIn(priceWeight) ?? 0);

/** Half of it may be written: that it adds up is asked by the gate. What is written has to make sense. */
export function packFaults(form: PackForm, today: string): FormError[] {
  const found: FormError[] = [];
  const { errors } = words;
  const say = (id: string, text: string) => found.push({ id, text });
  form.criteria.forEach(({ title, weight }, at) => {
    if (!title.trim()) say(`title-${at}`, errors.title);
    if (!shareIn(weight)) say(`weight-${at}`, errors.weight);
  });
  if (shareIn(form.priceWeight) === undefined) say('price_weight', errors.weight);
  if (weightIn(form) > wholeWeight) say('price_weight', errors.over);
  form.scale.forEach((point, at) => {
    if (!point.trim()) say(`point-${at}`, errors.point);
  });
  if (form.scale.length === 1) say('point-0', errors.scale(scaleLeast));
  if (form.files.length > filesMost) say('find-resource', errors.files(filesMost));
  if (form.deadline) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(form.deadline)) say('deadline', errors.date);
    else if (daysFrom(today, form.deadline) <= 0) say('deadline', errors.past);
    else if (!isWeekday(form.deadline)) say('deadline', errors.weekend);
  }
  return found;
}

export const packBody = (form: PackForm): TenderPack => ({
  specification: form.specification.trim(),
  criteria: form.criteria.map(({ title, question, weight }) => ({
    title: title.trim(),
    question: question.trim(),
    weight: shareIn(weight) ?? 0,
  })),
  price_weight: shareIn(form.priceWeight) ?? 0,
  scale: form.scale.map((point) => point.trim()),
  files: form.files,
  ...(form.deadline && { deadline: form.deadline }),
  contact: form.contact.trim(),
});

// ---- people

export const rolesInOrder: PurchaseRole[] = ['chair', 'evaluator', 'price_evaluator'];

/** Sorted by role; somebody may hold two of them, but nobody scores quality and something else. */
export function peopleFaults(people: readonly PurchasePerson[], owner: number): FormError[] {
  const { errors } = peopleForm;
  const at = (role: PurchaseRole) => people.filter((one) => one.role === role).map(({ person }) => person);
  const evaluators = at('evaluator');
  const others = [...at('chair'), ...at('price_evaluator'), owner];
  const texts: string[] = [];
  if (people.length > peopleMost) texts.push(errors.many(peopleMost));
  if (at('chair').length > 1) texts.push(errors.chairs);
  if (evaluators.some((person) => others.includes(person))) texts.push(errors.both);
  return texts.map((text) => ({ id: 'add-person', text }));
}

/** What is still missing among them, as the gate asks for it. */
export function peopleMissing(people: readonly PurchasePerson[]): string[] {
  const count = (role: PurchaseRole) => people.filter((one) => one.role === role).length;
  const { missing } = peopleForm;
  return [
    ...(count('chair') ? [] : [missing.chair]),
    ...(count('evaluator') < evaluatorsLeast
      ? [missing.evaluators(evaluatorsLeast - count('evaluator'))]
      : []),
    ...(count('price_evaluator') ? [] : [missing.price]),
  ];
}

/** Of whom somebody new is not in the list before: they are asked to declare. */
export const newPeople = (before: Pick<Purchase, 'people'>, people: readonly PurchasePerson[]): number[] =>
  [...new Set(people.map(({ person }) => person))].filter(
    (person) => !before.people?.some((one) => one.person === person),
  );
