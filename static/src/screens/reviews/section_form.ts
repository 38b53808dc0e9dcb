// One section of the report while it is written. Pure.
import type { ReportSection, ReportSentence, SentenceType } from '$generated/protocol';
import { reportEditor as words } from '$strings/reviews_report';

export interface SentenceForm {
  /** For the page only. */
  key: number;
  /** 0: the hub gives it one. */
  number: number;
  type: SentenceType;
  text: string;
  notes: number[];
  selfReview: boolean;
}
export interface SectionForm {
  grade: string;
  sentences: SentenceForm[];
}

export const mostNotes = 10;
export const mostSentences = 40;
export const longestSentence = 500;

const formOfSentence = (
  { number, type, text, notes = [], self_review: selfReview }: ReportSentence,
  key: number,
): SentenceForm => ({ key, number, type, text, notes: [...notes], selfReview });

export const formOfSection = (section: ReportSection | undefined): SectionForm => ({
  grade: section?.grade === undefined ? '' : String(section.grade),
  sentences: (section?.sentences ?? []).map(formOfSentence),
});

export const emptySentence = (key: number): SentenceForm => ({
  key,
  number: 0,
  type: 'finding',
  text: '',
  notes: [],
  selfReview: false,
});

/** A form to begin with: there is a sentence to write. */
export const begunWith = ({ grade, sentences }: SectionForm): SectionForm => ({
  grade,
  sentences: sentences.length
    ? sentences.map((one) => ({ ...one, notes: [...one.notes] }))
    : [emptySentence(-1)],
});

/** A new sentence in which nothing was written is none. */
const isSomething = ({ number, text }: SentenceForm) => number !== 0 || text.trim() !== '';

export const bodyOfSection = ({ grade, sentences }: SectionForm) => ({
  ...(grade !== '' && { grade: Number(grade) }),
  sentences: sentences.filter(isSomething).map(({ number, type, text, notes, selfReview }) => ({
    number,
    type,
    text: text.trim(),
    ...(notes.length > 0 && { notes }),
    self_review: selfReview,
  })),
});

/** What keeps it from being saved, by the sentence's place. */
export function faultsOfSection({ sentences }: SectionForm): { at: number; text: string }[] {
  return sentences.flatMap((sentence, at) => {
    const { text, notes } = sentence;
    if (!text.trim() && isSomething(sentence)) return [{ at, text: words.needText }];
    return notes.length > mostNotes ? [{ at, text: words.tooManyNotes }] : [];
  });
}

/** Whether what is saved would be the same. */
export const sameSection = (one: SectionForm, other: SectionForm): boolean =>
  JSON.stringify(bodyOfSection(one)) === JSON.stringify(bodyOfSection(other));

/** The sentence one place up (-1) or down (1); the same list where it cannot go. */
export function moved(sentences: readonly SentenceForm[], at: number, step: 1 | -1): SentenceForm[] {
  const to = at + step;
  const result = [...sentences];
  const [it] = result.splice(at, 1);
  if (!it || to < 0 || to >= sentences.length) return [...sentences];
  result.splice(to, 0, it);
  return result;
}
