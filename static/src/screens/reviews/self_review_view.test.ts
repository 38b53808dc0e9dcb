import { describe, expect, it } from 'vitest';
import type { Review, SelfReview, SelfReviewPart } from '$generated/protocol';
import { rolesIn } from './review_view';
import {
  bodyOf,
  formOf,
  isAddress,
  isWritten,
  mayEdit,
  mayReopen,
  maySubmit,
  missingIn,
  partOf,
  wasChanged,
} from './self_review_view';

const part = (over: Partial<SelfReviewPart> = {}): SelfReviewPart =>
  ({ heading: 0, strengths: 'Strong', needs: '', ...over }) as SelfReviewPart;
const selfReview = (over: Partial<SelfReview> = {}): SelfReview =>
  ({ id: 3, submitted: false, parts: [part(), part({ heading: 2, strengths: ' ' })], ...over }) as SelfReview;
const framework = {
  name: 'F',
  headings: ['One', 'Two', 'Three'].map((title) => ({ title, prompt: '' })),
  excellence: false,
};

describe('a part of a self-review', () => {
  it('is written when something is said under it', () => {
    expect(isWritten(partOf(selfReview(), 0))).toBe(true);
    expect(isWritten(partOf(selfReview(), 1))).toBe(false);
    expect(missingIn(framework, selfReview())).toEqual(['Two', 'Three']);
    expect(missingIn(framework, undefined)).toEqual(['One', 'Two', 'Three']);
  });

  it('comes back from its form as it went in, without what is empty', () => {
    const full = part({ grade: 0, needs: 'More', evidence: [{ type: 'web', words: 'https://a.example' }] });
    const { heading: _, ...body } = full;
    expect(bodyOf(formOf(full))).toEqual(body);
    expect(bodyOf(formOf(undefined))).toEqual({ strengths: '', needs: '' });
  });

  it('knows whether somebody changed it meanwhile', () => {
    expect(wasChanged(part(), part())).toBe(false);
    expect(wasChanged(undefined, part({ strengths: '' }))).toBe(false);
    expect(wasChanged(part(), part({ needs: 'New' }))).toBe(true);
  });

  it('takes web addresses that browsers open', () => {
    expect(isAddress('https://school.example/plan')).toBe(true);
    expect(isAddress('javascript:alert(1)')).toBe(false);
    expect(isAddress('school.example')).toBe(false);
  });
});

describe('who works on it', () => {
  const review = (state: Review['state']) =>
    ({ id: 3, host: 5, state, delegate: 1, colleagues: [{ person: 2, report: false }] }) as Review;
  const roles = (person: number, on: Review) => rolesIn(on, { person, memberships: [] });

  it('is the school, until it is sent', () => {
    const on = review('confirmed');
    expect(mayEdit(on, roles(2, on), selfReview())).toBe(true);
    expect(maySubmit(on, roles(2, on), selfReview())).toBe(false);
    expect(maySubmit(on, roles(1, on), selfReview())).toBe(true);
    expect(mayEdit(on, roles(9, on), selfReview())).toBe(false);
  });

  it('takes it back until the visit begins', () => {
    const sent = selfReview({ submitted: true });
    const on = review('self_review_submitted');
    expect(mayEdit(on, roles(1, on), sent)).toBe(false);
    expect(mayReopen(on, roles(1, on), sent)).toBe(true);
    expect(mayReopen(on, roles(2, on), sent)).toBe(false);
    const visiting = review('visiting');
    expect(mayReopen(visiting, roles(1, visiting), sent)).toBe(false);
  });
});
