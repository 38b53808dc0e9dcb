import { describe, expect, it } from 'vitest';
import type { Review, Reviewer, ReviewState } from '$generated/protocol';
import { nextOf } from './review_next';
import type { Roles } from './review_view';

const nobody: Roles = {
  host: false,
  head: false,
  organiser: false,
  colleague: false,
  reads: false,
  lead: false,
  reviewer: false,
  candidate: false,
  keptLead: false,
};
const host = { ...nobody, host: true, head: true };
const organiser = { ...nobody, organiser: true };
const lead = { ...nobody, lead: true, reviewer: true };
const reviewer = { ...nobody, reviewer: true };
const candidate = { ...nobody, candidate: true };
const member = (person: number, state: Reviewer['state'], leads = false): Reviewer => ({
  person,
  lead: leads,
  school: 21,
  state,
});
const whole = [member(5, 'active', true), member(6, 'active')];
const me = 6;
const anybody = 8;
const today = '2026-02-04';
const next = (state: ReviewState, roles: Roles, over: Partial<Review> = {}, as = anybody) =>
  nextOf(
    {
      kind: 'review',
      id: 7,
      self: '',
      version: 1,
      cycle: 3,
      host: 20,
      title: '',
      state,
      organiser: 8,
      team: whole,
      reminded: 0,
      lead_kept: false,
      ninety_days_checked: false,
      created: 0,
      ...over,
    },
    roles,
    as,
    today,
  );

describe('what a review waits for', () => {
  it('asks the host for questions, then the organiser for a team', () => {
    expect(next('draft', host)).toMatchObject({ todo: 'scope', mine: true });
    expect(next('requested', organiser)).toMatchObject({ todo: 'scope', seat: 'host', mine: false });
    expect(next('scoped', organiser)).toMatchObject({ todo: 'team', mine: true });
  });

  it('asks candidates to declare, then the host or the organiser to clear', () => {
    const team = [member(5, 'declared', true), member(6, 'asked')];
    const over = { team, declare_by: '2026-02-10' };
    expect(next('team_proposed', candidate, over, me)).toMatchObject({
      todo: 'declare',
      mine: true,
      due: '2026-02-10',
    });
    expect(next('team_proposed', organiser, over)).toMatchObject({ todo: 'clear', mine: true });
    expect(next('team_proposed', host, over)).toMatchObject({ todo: 'clear', mine: true });
    const alone = { team: [member(6, 'declared', true), member(5, 'cleared')] };
    expect(next('team_proposed', host, alone, me)).toMatchObject({ todo: 'clear', mine: false });
  });

  it('asks the organiser for a lead whom the team lacks, also later', () => {
    const team = [member(6, 'active'), member(9, 'active')];
    expect(next('visiting', organiser, { team })).toMatchObject({ todo: 'name', mine: true });
    expect(next('visiting', host, { team })).toMatchObject({ todo: 'visit', mine: false });
    expect(next('factual_check', organiser, { team })?.todo).toBe('check_report');
  });

  it('waits for the self-review, and lets the lead begin without one on the first day', () => {
    const over = { self_review_by: '2026-01-21', first_day: '2026-02-04' };
    expect(next('confirmed', host, over)).toMatchObject({ todo: 'self_review', due: '2026-01-21' });
    expect(next('confirmed', lead, over)?.todo).toBe('start_without');
    expect(next('confirmed', lead, { ...over, first_day: '2026-02-05' })?.todo).toBe('self_review');
    expect(next('self_review_submitted', host, over)).toMatchObject({ todo: 'start', mine: true });
    expect(next('self_review_submitted', reviewer, over)).toMatchObject({ todo: 'start', mine: false });
  });

  it('sends the team to its notes, and the lead to end the visit on the last day', () => {
    expect(next('visiting', reviewer, { last_day: '2026-02-04' })).toMatchObject({
      todo: 'visit',
      part: 'notes',
      mine: true,
    });
    expect(next('visiting', lead, { last_day: '2026-02-04' })?.todo).toBe('end_visit');
    expect(next('visiting', lead, { last_day: '2026-02-05' })?.todo).toBe('visit');
    expect(next('visiting', host)?.part).toBeUndefined();
  });

  it('brings the report to both sides, then the plan and the checks to the host', () => {
    expect(next('factual_check', host)).toMatchObject({ todo: 'check_report', mine: true });
    expect(next('factual_check', lead)).toMatchObject({ todo: 'answer_report', mine: true });
    expect(next('final', host)?.todo).toBe('plan');
    const over = { ninety_days_on: '2026-02-04', one_year_on: '2026-11-06' };
    expect(next('impact_check', host, over)).toMatchObject({ todo: 'check', mine: true });
    expect(next('impact_check', host, { ...over, ninety_days_checked: true })).toMatchObject({
      todo: 'check_later',
      due: '2026-11-06',
    });
    expect(next('closed', host)?.todo).toBe('closed');
  });
});
