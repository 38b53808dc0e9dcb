// What the device kept of a review's questions while they were being written.
import * as v from 'valibot';
import type { ScopeForm } from './scope_form';

const text = v.string();
const keptSchema = v.object({
  questions: v.pipe(v.array(text), v.length(3)),
  excellence: text,
  context: text,
  confidentiality: text,
  exceptions: v.array(
    v.object({
      who: v.picklist(['person', 'headteacher', 'trust_leader', 'governor', 'hub_manager']),
      person: text,
      organisation: text,
      reason: text,
    }),
  ),
  first_day: text,
  last_day: text,
});

/** Undefined when it is nothing, or written by a page of another age. */
export function readKept(stored: string): ScopeForm | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    return v.is(keptSchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
