// What is made of a sentence of a report: its words, and the link that leads from one page to the other.
import type { LinkEnd } from '$generated/protocol';
import { one, run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { sentencesOf } from './plan_view';

/** Nothing where it cannot be read. */
export async function sentenceOf(review: number, sentence: number | undefined): Promise<string> {
  const held = () => records.get('review_report', review);
  await one(`/review-reports/${review}`, held).catch(() => {});
  return sentencesOf(held()).find(({ number }) => number === sentence)?.text ?? '';
}

/** What was made is good without it. */
export async function linkToReview(made: LinkEnd, review: number): Promise<void> {
  const ends = { from: made, to: { what: 'review', id: review } } as const;
  await run('create_link', {}, { type: 'came_of', ...ends }).catch(() => {});
}
