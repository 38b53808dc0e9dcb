// The stages of a review, with their days. Pure.
import type { Review } from '$generated/protocol';
import type { Step } from '$components/Stepper.svelte';
import { phaseWords } from '$strings/reviews_cycle';
import { phaseAt, phaseNames, type PhaseName } from './cycle_view';
import { period, shortDay } from './days';

export function stepsOf(review: Review): Step[] {
  const at = phaseAt(review.state);
  const day = (date: string | undefined) => (date ? shortDay(date) : '');
  const notes: Partial<Record<PhaseName, string>> = {
    team: review.state === 'team_proposed' ? day(review.declare_by) : '',
    self_review: day(review.self_review_by),
    visit: review.first_day && review.last_day ? period(review.first_day, review.last_day) : '',
    draft_report: day(review.report_by),
    factual_check: day(review.check_by),
    final: day(review.plan_by),
    follow_up: day(review.ninety_days_checked ? review.one_year_on : review.ninety_days_on),
  };
  return phaseNames.map((name, step): Step => {
    const note = notes[name];
    return {
      label: phaseWords[name],
      state: step < at ? 'done' : step === at ? 'now' : 'todo',
      ...(note && { note }),
    };
  });
}
