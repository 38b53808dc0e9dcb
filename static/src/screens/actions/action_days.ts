// How actions are ordered and what is said of their days. Home needs it, and so no more than that stands here. Pure.
import type { ActionItem } from '$generated/protocol';
import { civilDate } from '$lib/format';
import { actionDays as words } from '$strings/action_days';
import { dayOf, dayWords } from '../support/dates';

export interface Sorted {
  /** By their day, the earliest first. */
  open: ActionItem[];
  /** Done or cancelled, the latest first. */
  ended: ActionItem[];
}

export function sorted(actions: readonly ActionItem[]): Sorted {
  const open = actions.filter(({ state }) => state === 'open');
  const ended = actions.filter(({ state }) => state !== 'open');
  open.sort((one, other) => one.due.localeCompare(other.due) || one.id - other.id);
  ended.sort((one, other) => (other.ended ?? 0) - (one.ended ?? 0) || other.id - one.id);
  return { open, ended };
}

/** By the calendar of the United Kingdom; whatever the hub has said of it so far. */
export const isLate = ({ state, due }: ActionItem, now = Date.now()): boolean =>
  state === 'open' && due < civilDate(now);

export function dayLine(action: ActionItem, now = Date.now()): string {
  const { state, due, ended = now } = action;
  if (state === 'done') return words.doneOn(dayOf(ended, now));
  if (state === 'cancelled') return words.cancelledOn(dayOf(ended, now));
  return isLate(action, now) ? words.late(dayWords(due, now)) : words.due(dayWords(due, now));
}
