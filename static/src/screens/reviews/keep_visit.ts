// Keeps on this device what a reviewer needs to write notes where there is no connection: the app itself, and the
// review's dates, questions and timetable. Never a note of anybody.
import type { Review } from '$generated/protocol';
import { keepApp } from '$lib/keep_app';
import { organisationName } from '$lib/state/organisations';
import { keepsNothing, session } from '$lib/state/session.svelte';
import { nameOf } from '$lib/state/teams';
import { visitNotes } from '$lib/state/visit_notes.svelte';
import { activitiesOf, fetchActivities, fetchScope, scopeOf } from './held';
import { visitOf, type Visit } from './notes_view';

/** Whether the page of notes opens here without a connection from now on. Never fails. */
export async function keepVisit(visit: Visit): Promise<boolean> {
  if (keepsNothing()) return false;
  try {
    const outbox = await visitNotes.outbox();
    await outbox.keep({ ...visit, until: session.me?.session_ends ?? 0 });
    return await keepApp();
  } catch {
    return false;
  }
}

/** What was kept last of each review, so that a page that is drawn again keeps nothing anew. */
const done = new Map<string, number>();

/** The same from any page of a review, so that a phone is ready before its owner stands in the corridor. */
export async function keepReview(review: Review): Promise<void> {
  const key = `${session.me?.session} ${review.id}`;
  if (keepsNothing() || done.get(key) === review.version) return;
  done.set(key, review.version);
  try {
    await Promise.all([fetchScope(review.id), fetchActivities(review.id)]);
  } catch {
    done.delete(key);
    return;
  }
  const { id, host } = review;
  const activities = activitiesOf(id);
  await keepVisit(visitOf(review, scopeOf(id), activities, organisationName(host), session.person, nameOf));
}
