import { describe, expect, it } from 'vitest';
import type { Membership, Review, ReviewerState, ReviewState, Role } from '$generated/protocol';
import { isReader, partsFor, rolesIn, type ReviewAsker, type ReviewPart } from './review_view';

const school = 20;
const visiting = 21;
const trust = 5;
const membership = (person: number, organisation: number, role: Role): Membership => ({
  kind: 'membership',
  id: person * 100 + organisation,
  self: '',
  version: 1,
  person,
  organisation,
  role,
  state: 'current',
});
const person = (id: number, organisation: number, role: Role): ReviewAsker => ({
  person: id,
  memberships: [membership(id, organisation, role)],
});
const head = person(1, school, 'headteacher');
const delegate = person(2, school, 'staff');
const colleague = person(3, school, 'staff');
const reading = person(4, school, 'staff');
const lead = person(5, visiting, 'headteacher');
const reviewer = person(6, visiting, 'staff');
const candidate = person(7, visiting, 'staff');
const organiser = person(8, trust, 'trust_leader');
const above = person(9, trust, 'trust_leader');
const administrator = person(10, school, 'administrator');
const other = person(11, 22, 'headteacher');

const reviewIn = (state: ReviewState, over: Partial<Review> = {}): Review => ({
  kind: 'review',
  id: 7,
  self: '',
  version: 1,
  cycle: 3,
  host: school,
  title: 'Fellside cluster',
  state,
  organiser: 8,
  visitors: [visiting],
  delegate: 2,
  colleagues: [
    { person: 3, report: false },
    { person: 4, report: true },
  ],
  team: [
    { person: 5, lead: true, school: visiting, state: 'active' as ReviewerState },
    { person: 6, lead: false, school: visiting, state: 'active' as ReviewerState },
    { person: 7, lead: false, school: visiting, state: 'asked' as ReviewerState },
  ],
  reminded: 0,
  lead_kept: false,
  ninety_days_checked: false,
  created: 0,
  ...over,
});
const rest = (asker: ReviewAsker, state: ReviewState, submitted?: boolean, over: Partial<Review> = {}) =>
  partsFor(reviewIn(state, over), asker, submitted).filter((part) => part !== 'review');

describe('the parts of a review', () => {
  const all: ReviewPart[] = ['self_review', 'timetable'];
  it.each([
    ['scoped', []],
    ['interests_declared', []],
    ['confirmed', all],
    ['draft_report', all],
    ['factual_check', [...all, 'report']],
    ['final', [...all, 'report', 'plan']],
    ['closed', [...all, 'report', 'plan']],
  ] as [ReviewState, ReviewPart[]][])('for the head and who acts for the head, in %s', (state, parts) => {
    expect(rest(head, state)).toEqual(parts);
    expect(rest(delegate, state)).toEqual(parts);
  });

  it('for colleagues: the report only when they were named for it and it was sent', () => {
    expect(rest(colleague, 'scoped')).toEqual([]);
    expect(rest(colleague, 'visiting')).toEqual(all);
    expect(rest(reading, 'draft_report')).toEqual(all);
    expect(rest(reading, 'factual_check')).toEqual([...all, 'report']);
    expect(rest(colleague, 'final')).toEqual(all);
    expect(rest(reading, 'closed')).toEqual([]);
  });

  it('for reviewers while they are assigned: notes and report from the visit until the plan', () => {
    for (const one of [lead, reviewer]) {
      expect(rest(one, 'confirmed')).toEqual(['timetable']);
      expect(rest(one, 'self_review_submitted')).toEqual(all);
      expect(rest(one, 'visiting', false)).toEqual(['timetable', 'notes', 'report']);
      expect(rest(one, 'action_plan', true)).toEqual([...all, 'notes', 'report']);
      expect(rest(one, 'impact_check', true)).toEqual([]);
      expect(rest(one, 'closed', true)).toEqual([]);
    }
  });

  it('keeps the report for the lead alone where the host lets them', () => {
    const kept = { lead_kept: true };
    expect(rest(lead, 'impact_check', true, kept)).toEqual(['report']);
    expect(rest(reviewer, 'impact_check', true, kept)).toEqual([]);
    expect(rest(lead, 'closed', true, kept)).toEqual([]);
  });

  it('none for candidates, organisers, who leads or administers above, and other heads', () => {
    for (const state of ['team_proposed', 'visiting', 'factual_check', 'final', 'closed'] as ReviewState[])
      for (const one of [candidate, organiser, above, administrator, other])
        expect(rest(one, state, true)).toEqual([]);
  });
});

describe('what one is to a review', () => {
  it('heads exactly the school, never from above', () => {
    expect(rolesIn(reviewIn('final'), head).host).toBe(true);
    expect(rolesIn(reviewIn('final'), above).host).toBe(false);
    expect(rolesIn(reviewIn('final'), delegate)).toMatchObject({ host: true, head: false });
  });

  it('is a candidate until cleared and assigned', () => {
    expect(rolesIn(reviewIn('team_proposed'), candidate)).toMatchObject({ candidate: true, reviewer: false });
    expect(rolesIn(reviewIn('visiting'), lead)).toMatchObject({ lead: true, reviewer: true });
    expect(rolesIn(reviewIn('final'), candidate).candidate).toBe(false);
  });

  it('reads a report by name, or by a seat on exactly that organisation', () => {
    expect(isReader({ person: 11 }, other)).toBe(true);
    expect(isReader({ person: 11 }, head)).toBe(false);
    expect(isReader({ seat: 'headteacher', organisation: 22 }, other)).toBe(true);
    expect(isReader({ seat: 'headteacher', organisation: 22 }, head)).toBe(false);
    expect(isReader({ seat: 'governor', organisation: school }, head)).toBe(false);
    const manager: ReviewAsker = {
      person: 12,
      memberships: [{ ...membership(12, trust, 'staff'), duties: ['hub_manager'] }],
    };
    expect(isReader({ seat: 'hub_manager', organisation: trust }, manager)).toBe(true);
    expect(isReader({ seat: 'hub_manager', organisation: trust }, above)).toBe(false);
  });
});
