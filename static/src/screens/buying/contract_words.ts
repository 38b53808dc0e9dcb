// A contract's facts in words. They read what is held.
import type { Contract, ContractSeat, NoticePeriod } from '$generated/protocol';
import { pounds } from '$lib/money';
import { organisationName } from '$lib/state/organisations';
import { buying } from '$strings/buying';
import { contractPage, register } from '$strings/buying_contracts';
import { people } from '$strings/people';
import { coveredBy, type Total } from './contract_view';

export const seatWords = ({ organisation, role }: ContractSeat): string =>
  register.seat(people.roleNames[role], organisationName(organisation));

/** "Beck Lane Primary", "Beck Lane Primary and 2 more" */
export function schoolsWords(contract: Contract): string {
  const [first = 0, ...others] = coveredBy(contract);
  const name = organisationName(first);
  return others.length ? register.andMore(name, others.length) : name;
}

export function noticeWords({ count, unit }: NoticePeriod): string {
  if (count === 0) return contractPage.noNotice;
  return unit === 'days' ? contractPage.noticeDays(count) : contractPage.noticeMonths(count);
}

export const poundsOr = (pence: number | undefined, otherwise: string = buying.notKnown): string =>
  pence === undefined ? otherwise : pounds(pence);
/** Nothing where not one figure is known. */
export const totalWords = ({ pence, known }: Total): string => (known ? pounds(pence) : '');
