// The averages of the rubric. Pure.
import type { ResourceActivity, ScoreSums } from '$generated/protocol';

export const scales = ['clear', 'accurate', 'adaptable', 'inclusive'] as const satisfies (keyof ScoreSums)[];

/** Nothing below three scores: the hub does not say them then. */
export function meansOf(activity: ResourceActivity | undefined): ScoreSums | undefined {
  const { scores, sums } = activity ?? {};
  if (!scores || !sums) return undefined;
  const mean = (scale: keyof ScoreSums) => sums[scale] / scores;
  return {
    clear: mean('clear'),
    accurate: mean('accurate'),
    adaptable: mean('adaptable'),
    inclusive: mean('inclusive'),
  };
}
