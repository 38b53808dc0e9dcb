// What is said of a resource: the form, what is wrong with it, and what is sent. Pure.
import type { FormError } from '$components/ErrorSummary.svelte';
import type { Commands, Pin, Resource } from '$generated/protocol';
import { hasExams, keyStages, namesItsMaker, schoolYears, yearsOf } from '$lib/vocabulary';
import { share as words } from '$strings/share';

type Body = Commands['edit_resource']['body'];

export interface Description {
  title: string;
  summary: string;
  type: Body['type'];
  /** Empty: none in particular. */
  subject: string;
  stages: NonNullable<Body['stages']>;
  years: NonNullable<Body['years']>;
  unit: string;
  exam_board: Body['exam_board'] | '';
  tier: Body['tier'] | '';
  pins: Pin[];
  threads: string[];
  keywords: string[];
  licence: Body['licence'] | '';
  attribution: string;
  third_party: Body['third_party'];
}

export const summaryMost = 2_000;

export function emptyDescription(): Description {
  return {
    title: '',
    summary: '',
    type: 'lesson_materials',
    subject: '',
    stages: [],
    years: [],
    unit: '',
    exam_board: '',
    tier: '',
    pins: [],
    threads: [],
    keywords: [],
    licence: '',
    attribution: '',
    third_party: 'none',
  };
}

export function descriptionOf(resource: Resource): Description {
  const { title, summary, type, attribution, third_party } = resource;
  return {
    title,
    summary,
    type,
    attribution,
    third_party,
    subject: resource.subject ?? '',
    stages: resource.stages ?? [],
    years: resource.years ?? [],
    unit: resource.unit ?? '',
    exam_board: resource.exam_board ?? '',
    tier: resource.tier ?? '',
    pins: resource.pins ?? [],
    threads: resource.threads ?? [],
    keywords: resource.keywords ?? [],
    licence: resource.licence ?? '',
  };
}

/** In the order of the vocabulary, and without years of stages that were taken away. */
export function bodyOf(form: Description): Body {
  const stages = keyStages.filter((stage) => form.stages.includes(stage));
  const offered = stages.flatMap((stage) => yearsOf[stage]);
  const years = schoolYears.filter((year) => form.years.includes(year) && offered.includes(year));
  const exams = hasExams(stages);
  const unit = form.unit.trim();
  return {
    title: form.title.trim(),
    summary: form.summary.trim(),
    type: form.type,
    attribution: namesItsMaker(form.licence || undefined) ? form.attribution.trim() : '',
    third_party: form.third_party,
    stages,
    years,
    pins: form.pins,
    threads: form.threads,
    keywords: form.keywords,
    ...(form.subject && { subject: form.subject }),
    ...(unit && { unit }),
    ...(exams && form.exam_board && { exam_board: form.exam_board }),
    ...(exams && form.tier && { tier: form.tier }),
    ...(form.licence && { licence: form.licence }),
  };
}

export function sameBody(one: Description, other: Description): boolean {
  return JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));
}

/** What stands in the way of sharing it. A draft needs no more than its title. */
export function faultsOf(form: Description): FormError[] {
  const faults: FormError[] = [];
  if (!form.title.trim()) faults.push({ id: 'title', text: words.needTitle });
  if ([...form.summary].length > summaryMost)
    faults.push({ id: 'summary', text: words.summaryLong(summaryMost) });
  if (!form.licence) faults.push({ id: 'licence', text: words.needLicence });
  return faults;
}

const shortest = 3;

/** "Y4_fractions-exit tickets v2 FINAL.pptx" gives "Y4 fractions exit tickets". */
export function titleFrom(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\s]+|(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replace(/\s*[([]?\b(final|copy|draft|v\d+(\.\d+)?)\b[)\]]?\s*$/gi, '')
    .replace(/\s*[([]?\b(final|copy|draft|v\d+(\.\d+)?)\b[)\]]?\s*$/gi, '')
    .replace(/\s*\(\d+\)$/, '')
    .trim();
  const title = words.length < shortest ? fileName : words;
  return title.charAt(0).toLocaleUpperCase('en-GB') + title.slice(1, 160);
}

/** A web address as it should be kept; undefined when it is none. */
export function addressOf(text: string): string | undefined {
  const typed = text.trim();
  if (!typed || /\s/.test(typed)) return undefined;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);
    return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Adds what was typed, with commas between, to a list of words; each once, letters' case aside. */
export function withWords(held: readonly string[], typed: string, most: number): string[] {
  const found = [...held];
  for (const part of typed.split(/[,;\n]/)) {
    const word = part.trim().replace(/\s+/g, ' ').slice(0, 120);
    const known = found.some((one) => one.toLocaleLowerCase('en-GB') === word.toLocaleLowerCase('en-GB'));
    if (word && !known && found.length < most) found.push(word);
  }
  return found;
}
