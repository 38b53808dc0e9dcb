// What the later stages of a purchase ask. Types alone.
import type { Award, Purchase, Quote } from '$generated/protocol';

export type StageAsk =
  | { what: 'admit' | 'reject'; purchase: Purchase; quote: Quote }
  /** `done`: what follows once they are in. */
  | { what: 'submit_scores'; purchase: Purchase; before: () => Promise<unknown> }
  | { what: 'close'; purchase: Purchase; tied: readonly number[] }
  | { what: 'dissent'; purchase: Purchase; text: string }
  | { what: 'propose'; purchase: Purchase; winner: number }
  | { what: 'sign_award' | 'refuse_award'; purchase: Purchase; award: Award; school: number }
  | { what: 'publish' | 'challenge' | 'resolve' | 'confirm' | 'abandon'; purchase: Purchase; award: Award };
