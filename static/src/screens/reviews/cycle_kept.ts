// What the device kept of a cycle that was being set up.
import * as v from 'valibot';
import type { CycleForm } from './cycle_form';

const text = v.string();
const keptSchema = v.object({
  organisation: text,
  title: text,
  school_year: v.number(),
  framework: text,
  headings: v.array(v.object({ title: text, prompt: text })),
  grades: text,
  excellence: v.boolean(),
  phases: v.object({
    join_by: text,
    visits_from: text,
    visits_to: text,
    reports_by: text,
    checks_by: text,
  }),
  visit_days: v.number(),
  travel_km: v.number(),
  invited: v.array(v.number()),
});

/** Undefined when it is nothing, or written by a page of another age. */
export function readKept(stored: string): CycleForm | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    return v.is(keptSchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
