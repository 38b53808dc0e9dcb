// What quotes are called on the page of a purchase: by their supplier, or by a number for those who may not know it.
import { records } from '$lib/state/records';
import type { PurchaseGate } from '$generated/protocol';
import { evaluation as words } from '$strings/purchase_evaluation';
import { supplierName } from './held';
import { gatesOf } from './purchase_held';

export interface Opened {
  id: number;
  late: boolean;
}

/** The quotes that were there at the last opening, in their order: the facts of its gate name them. */
export function openedIn(gates: readonly PurchaseGate[]): Opened[] {
  const facts = gates.findLast(({ from, to }) => from === 'go_to_market' && to === 'evaluation')?.facts;
  try {
    const { quotes } = JSON.parse(facts ?? '{}') as { quotes?: { id: number; state?: string }[] };
    return (quotes ?? [])
      .map(({ id, state }) => ({ id, late: state === 'late' }))
      .filter(({ id }) => Number.isSafeInteger(id))
      .sort((one, other) => one.id - other.id);
  } catch {
    return [];
  }
}

export function quoteName(purchase: number, quote: number): string {
  const supplier = records.get('quote', quote)?.supplier;
  const name = supplier === undefined ? '' : supplierName(supplier);
  if (name) return name;
  const at = openedIn(gatesOf(purchase)).findIndex(({ id }) => id === quote);
  return words.quote(at < 0 ? quote : at + 1);
}
