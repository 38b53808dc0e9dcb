// What the page of a purchase asks, and what of it is being changed. Types alone.
import type { Purchase, PurchaseDeclaration, SupplierLink } from '$generated/protocol';
import type { PurchasePart } from './purchase_view';

export type PurchaseAsk =
  | {
      what:
        | 'advance'
        | 'return'
        | 'approve'
        | 'cancel'
        | 'hand_over'
        | 'declare'
        | 'route'
        | 'related'
        | 'splitting'
        | 'extend'
        | 'open';
      purchase: Purchase;
    }
  | { what: 'sign'; purchase: Purchase; school: number }
  | { what: 'clear' | 'refuse'; purchase: Purchase; declaration: PurchaseDeclaration }
  | { what: 'revoke'; purchase: Purchase; link: SupplierLink };

/** One of them is open at a time. */
export type Editor = 'need' | 'value' | 'market' | 'pack' | 'people' | 'quote';

/** What every part of the page is given. */
export interface PartProps {
  purchase: Purchase;
  part: PurchasePart;
  /** Shown as a line that opens: its stage is over, or has not come. */
  folded?: boolean;
  editing: Editor | undefined;
  onedit: (what: Editor | undefined) => void;
  onask: (ask: PurchaseAsk) => void;
}
