// What the page of a review can ask; the questions themselves are fetched when the first is asked.
import type { Interest, Review } from '$generated/protocol';

export type ReviewAsk =
  | {
      what:
        | 'accept'
        | 'dates'
        | 'delegate'
        | 'undelegate'
        | 'colleague'
        | 'withdraw'
        | 'step_down'
        | 'name'
        | 'start'
        | 'start_without'
        | 'end';
      review: Review;
    }
  | { what: 'replace' | 'release'; review: Review; person: number }
  | { what: 'clear' | 'refuse'; interest: Interest };

/** For some of them the people must have been fetched. */
export const needsPeople = ({ what }: ReviewAsk): boolean =>
  what === 'delegate' || what === 'colleague' || what === 'name' || what === 'replace';
