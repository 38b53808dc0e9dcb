// Suppliers and the experience with them, as their pages show them. Pure.
import type { Contract, Organisation, SpendCategory, SupplierExperience } from '$generated/protocol';
import { trustOf, withBelow } from '$lib/state/organisations';
import { isBusinessManagerAt, managedPlaces, managesAt, type BuyingAsker } from './roles';

/** How often each fact was said; deliveries that are still to come are no fact yet. */
export interface Facts {
  reports: number;
  delivered: number;
  onTime: number;
  notYet: number;
  priceHeld: number;
  buyAgain: number;
}
export function factsOf(all: readonly SupplierExperience[]): Facts {
  const count = (fits: (one: SupplierExperience) => boolean) => all.filter(fits).length;
  const notYet = count(({ delivered }) => delivered === 'not_yet');
  return {
    reports: all.length,
    delivered: all.length - notYet,
    onTime: count(({ delivered }) => delivered === 'on_time'),
    notYet,
    priceHeld: count(({ price_held: held }) => held === 'yes'),
    buyAgain: count(({ buy_again: again }) => again === 'yes'),
  };
}

/** My organisations that have or had a contract with the supplier, as far as I can see. */
export function usersOf(asker: BuyingAsker, contracts: readonly Contract[]): Organisation[] {
  return managedPlaces(asker).filter(({ id, type }) => {
    if (type === 'network') return false;
    const here = withBelow(id, asker.organisations);
    return contracts.some(
      ({ organisation, details, state }) =>
        state !== 'voided' && (here.has(organisation) || (details.sites ?? []).includes(id)),
    );
  });
}

/** What was bought there, each once. */
export const boughtFrom = (contracts: readonly Contract[]): SpendCategory[] => [
  ...new Set(contracts.filter(({ state }) => state !== 'voided').map(({ details }) => details.category)),
];

export const editsExperience = (asker: BuyingAsker, one: SupplierExperience): boolean =>
  one.author === asker.person || isBusinessManagerAt(asker, one.organisation);

/** Business managers and leaders of the trust in which the school stands. */
export const repliesTo = (asker: BuyingAsker, { organisation }: SupplierExperience): boolean =>
  managesAt(asker, trustOf(organisation, asker.organisations)?.id ?? organisation);

/** The address as a link, or nothing when it is not one. */
export function linkOf(website: string): string | undefined {
  const text = /^https?:\/\//.test(website) ? website : `https://${website}`;
  try {
    const { href, hostname } = new URL(text);
    return website.trim() && hostname.includes('.') ? href : undefined;
  } catch {
    return undefined;
  }
}
