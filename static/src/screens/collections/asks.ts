// What the pages of collections can ask.
import type { Collection } from '$generated/protocol';

export type CollectionAsk =
  | { what: 'make' }
  | {
      what: 'edit' | 'audience' | 'withdraw' | 'take_down' | 'remove' | 'transfer';
      collection: Collection;
    };
