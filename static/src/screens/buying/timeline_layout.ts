// Where things stand on the timeline: one lane to a contract, grouped by school, twelve months from this one. Pure.
import type { Contract } from '$generated/protocol';
import { noticeMatters, renews } from './contract_view';
import { addDays, addMonths, daysFrom, monthOf, monthsFrom } from './dates';

export const months = 12;
export const soonDays = 90;
const left = 192;
const rightRoom = 190;
const laneHeight = 22;
const top = 30;
const groupGap = 12;

export interface Lane {
  contract: Contract;
  y: number;
  /** Nothing when the notice date lies before the first month, or none is needed. */
  notice: number | undefined;
  end: number;
  renews: boolean;
  label: number;
  anchor: 'start' | 'end';
}
export interface Group {
  school: number;
  name: string;
  top: number;
  lanes: Lane[];
}
export interface Layout {
  width: number;
  height: number;
  top: number;
  months: { month: string; x: number }[];
  today: number;
  soon: number;
  groups: Group[];
}

/** Contracts that end within the twelve months. */
export function withinYear(contracts: readonly Contract[], today: string): Contract[] {
  const first = `${monthOf(today)}-01`;
  const beyond = addMonths(first, months);
  return contracts.filter(({ details }) => details.ends >= today && details.ends < beyond);
}

export function layoutOf(
  lanes: readonly (readonly [school: number, contracts: readonly Contract[]])[],
  nameOf: (school: number) => string,
  today: string,
  wanted: number,
): Layout {
  const width = Math.max(wanted, 720);
  const first = `${monthOf(today)}-01`;
  const span = daysFrom(first, addMonths(first, months));
  const x = (date: string) => left + (daysFrom(first, date) * (width - left - 8)) / span;
  let y = top;
  const groups = lanes.map(([school, contracts]) => {
    const begins = y;
    const found = contracts.map((contract, at): Lane => {
      const end = x(contract.details.ends);
      const shown = noticeMatters(contract) && contract.notice_by >= first;
      const notice = shown ? x(contract.notice_by) : undefined;
      const beside = end > width - rightRoom;
      return {
        contract,
        y: begins + groupGap / 2 + at * laneHeight + laneHeight / 2,
        notice,
        end,
        renews: renews(contract),
        label: beside ? (notice ?? end) - 12 : end + 12,
        anchor: beside ? 'end' : 'start',
      };
    });
    y = begins + contracts.length * laneHeight + groupGap;
    return { school, name: nameOf(school), top: begins, lanes: found };
  });
  return {
    width,
    height: y + 8,
    top,
    months: monthsFrom(today, months).map((month) => ({ month, x: x(`${month}-01`) })),
    today: x(today),
    soon: x(addDays(today, soonDays)),
    groups,
  };
}
