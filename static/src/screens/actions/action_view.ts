// How actions are ordered and what is said of their days. Pure.
import type { ActionItem } from '$generated/protocol';
import { civilDate } from '$lib/format';
import { plain } from '$lib/plain';
import type { Standing } from '$lib/state/may';
import { actions as words } from '$strings/actions';
import { dayOf, dayWords, noonOf } from '../support/dates';

export const titleMost = 160;

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

/** Who does it, who made it, and the leads of the team; the hub decides again. */
export const mayChange = ({ owner, author }: ActionItem, person: number, me: Standing): boolean =>
  owner === person || author === person || me === 'lead';

/** What an action that is made of a message begins with: its first line, not cut within a word. */
export function titleFrom(text: string): string {
  const line = plain(text);
  if ([...line].length <= titleMost) return line;
  const cut = [...line].slice(0, titleMost).join('');
  const end = cut.lastIndexOf(' ');
  return end > titleMost / 2 ? cut.slice(0, end) : cut;
}

export const isWeekend = (date: string): boolean => [0, 6].includes(new Date(noonOf(date)).getUTCDay());

export interface ActionForm {
  title: string;
  /** A person's id, or empty. */
  owner: string;
  due: string;
}

/** What is wrong with it, by field. A day that was there before may stay, though it has passed. */
export function faultsOf(form: ActionForm, before?: ActionItem, now = Date.now()) {
  const found: { id: string; text: string }[] = [];
  if (!form.title.trim()) found.push({ id: 'action-title', text: words.needTitle });
  if (!form.owner) found.push({ id: 'action-owner', text: words.needOwner });
  if (!form.due) found.push({ id: 'action-due', text: words.needDue });
  else if (form.due < civilDate(now) && form.due !== before?.due)
    found.push({ id: 'action-due', text: words.needNotPast });
  return found;
}
