// The report as its pages need it: how its sentences are named, who has signed what, and who may do what. Pure.
import type {
  Dissent,
  EvidenceNote,
  ReportCapacity,
  ReportComment,
  ReportReader,
  ReportSection,
  ReportSentence,
  ReportSignature,
  Review,
  ReviewReport,
} from '$generated/protocol';
import { headsAt, isBetween, type ReviewAsker, type Roles } from './review_view';

/** In the order of the framework, one for each heading. */
export function sectionsOf(report: ReviewReport): ReportSection[] {
  const headings = report.framework.headings ?? [];
  return headings.map((_, heading) => report.sections?.find((one) => one.heading === heading) ?? { heading });
}

export const sentencesOf = (section: ReportSection | undefined): ReportSentence[] => section?.sentences ?? [];

/** "2.1": by its heading and its place under it. Empty when it is not there any more. */
export function sentenceLabel(report: ReviewReport, number: number): string {
  for (const section of report.sections ?? []) {
    const at = sentencesOf(section).findIndex((one) => one.number === number);
    if (at >= 0) return `${section.heading + 1}.${at + 1}`;
  }
  return '';
}

export const gradeOf = (report: ReviewReport, section: ReportSection): string =>
  section.grade === undefined ? '' : (report.framework.grades?.[section.grade] ?? '');

export const isFounded = ({ notes, self_review: self }: ReportSentence): boolean =>
  self || Boolean(notes?.length);

export type SendFault = { what: 'heading'; heading: number } | { what: 'sentence'; number: number };
/** What keeps the report from being sent: the first heading without a word, or a sentence that rests on nothing. */
export function sendFault(report: ReviewReport): SendFault | undefined {
  for (const section of sectionsOf(report)) {
    const sentences = sentencesOf(section);
    if (!sentences.length) return { what: 'heading', heading: section.heading };
    const loose = sentences.find((one) => !isFounded(one));
    if (loose) return { what: 'sentence', number: loose.number };
  }
  return undefined;
}

/** "4be1 0c97 d25a 88f3": enough for people to compare. */
export const fingerprint = (hash: string): string =>
  hash
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')
    .toLowerCase();

/** The one that counts; or one on an earlier wording. */
export function signatureOf(
  report: ReviewReport,
  capacity: ReportCapacity,
): { signature: ReportSignature; counts: boolean } | undefined {
  const all = (report.signatures ?? []).filter((one) => one.capacity === capacity);
  const signature = all.findLast(({ hash }) => hash === report.content_hash) ?? all.at(-1);
  return signature && { signature, counts: signature.hash === report.content_hash };
}

export const openComments = (comments: readonly ReportComment[]): ReportComment[] =>
  comments.filter(({ outcome }) => outcome === 'open');

/** Everything about one sentence, or (0) about the summary. */
export const aboutSentence = <T extends ReportComment | Dissent>(all: readonly T[], number: number): T[] =>
  all.filter((one) => one.number === number);

export interface Rights {
  /** Begin the report. */
  begin: boolean;
  write: boolean;
  send: boolean;
  comment: boolean;
  answer: boolean;
  dissent: boolean;
  /** In which capacities one still has to sign. */
  sign: ReportCapacity[];
  /** Back to the team, or as the lead: back to be changed. */
  give: boolean;
  /** Who may read, and who has read. */
  grants: boolean;
}

export function rightsOf(
  review: Review,
  report: ReviewReport | undefined,
  roles: Roles,
  comments: readonly ReportComment[],
): Rights {
  const { state } = review;
  const drafting = report?.state === 'drafting';
  const withHost = report?.state === 'with_host';
  const checked = withHost || report?.state === 'signing';
  const team = roles.reviewer && isBetween(state, 'visiting', 'factual_check');
  const lead = team && roles.lead;
  const parties = team || roles.host || (roles.colleague && roles.reads);
  const unsigned = (capacity: ReportCapacity) => !(report && signatureOf(report, capacity)?.counts);
  const signs = checked && openComments(comments).length === 0;
  return {
    begin: team && !report && isBetween(state, 'visiting', 'draft_report'),
    write: (drafting && team) || (checked && lead),
    send: drafting && lead && state === 'draft_report',
    comment: withHost && parties,
    answer: lead && report !== undefined && report.state !== 'final',
    dissent: checked && parties,
    sign: [
      ...(signs && roles.host && unsigned('host') ? (['host'] as const) : []),
      ...(signs && lead && unsigned('lead_reviewer') ? (['lead_reviewer'] as const) : []),
    ],
    give: checked && (roles.host || lead),
    grants: roles.host && report?.state === 'final',
  };
}

// ---- notes to choose from

/** Those for this question, from 0; newest first as they come. */
export const notesFor = (notes: readonly EvidenceNote[], question: number | undefined): EvidenceNote[] =>
  notes.filter(({ questions }) => question === undefined || questions?.includes(question));

// ---- who may read it

/** Named, or in the seat that is named. */
export function isReader({ person, seat, organisation }: ReportReader, asker: ReviewAsker): boolean {
  if (person !== undefined) return person === asker.person;
  if (seat === undefined || organisation === undefined) return false;
  if (seat === 'headteacher' || seat === 'trust_leader') return headsAt(asker, organisation);
  return asker.memberships.some(
    (one) =>
      one.state === 'current' &&
      one.organisation === organisation &&
      (seat === 'governor' ? one.role === 'governor' : (one.duties ?? []).includes('hub_manager')),
  );
}
