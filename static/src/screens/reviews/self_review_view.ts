// The self-review as its page needs it: what stands under a heading, what is missing, and what may be done. Pure.
import type {
  EvidenceLink,
  Framework,
  Review,
  ReviewScope,
  SelfReview,
  SelfReviewPart,
} from '$generated/protocol';
import { isBetween, type Roles } from './review_view';

export interface PartForm {
  /** As an <option> has it; empty for none. */
  grade: string;
  strengths: string;
  needs: string;
  evidence: EvidenceLink[];
}

export const partOf = (selfReview: SelfReview | undefined, heading: number): SelfReviewPart | undefined =>
  selfReview?.parts?.find((part) => part.heading === heading);

export const isWritten = (part: SelfReviewPart | undefined): boolean =>
  Boolean(part && (part.strengths.trim() || part.needs.trim()));

export const formOf = (part: SelfReviewPart | undefined): PartForm => ({
  grade: part?.grade === undefined ? '' : String(part.grade),
  strengths: part?.strengths ?? '',
  needs: part?.needs ?? '',
  evidence: (part?.evidence ?? []).map((link) => ({ ...link })),
});

export const bodyOf = ({ grade, strengths, needs, evidence }: PartForm) => ({
  ...(grade !== '' && { grade: Number(grade) }),
  strengths: strengths.trim(),
  needs: needs.trim(),
  ...(evidence.length > 0 && { evidence }),
});

const same = (one: PartForm, other: PartForm) => JSON.stringify(one) === JSON.stringify(other);
/** Whether somebody else has changed the part since the form was begun. */
export const wasChanged = (begun: SelfReviewPart | undefined, now: SelfReviewPart | undefined): boolean =>
  !same(formOf(begun), formOf(now));

export function missingIn(framework: Framework | undefined, selfReview: SelfReview | undefined): string[] {
  const headings = framework?.headings ?? [];
  return headings.filter((_, at) => !isWritten(partOf(selfReview, at))).map(({ title }) => title);
}

/** Before the visit the school writes; what it sent, it can take back. */
export const mayEdit = (review: Review, roles: Roles, selfReview: SelfReview | undefined): boolean =>
  review.state === 'confirmed' && !selfReview?.submitted && (roles.host || roles.colleague);
export const maySubmit = (review: Review, roles: Roles, selfReview: SelfReview | undefined): boolean =>
  roles.host && mayEdit(review, roles, selfReview);
export const mayReopen = (review: Review, roles: Roles, selfReview: SelfReview | undefined): boolean =>
  roles.host &&
  selfReview?.submitted === true &&
  isBetween(review.state, 'confirmed', 'self_review_submitted');

export const headingsOf = (scope: ReviewScope | undefined): readonly { title: string; prompt: string }[] =>
  scope?.framework.headings ?? [];

export const isAddress = (text: string): boolean => {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
};
