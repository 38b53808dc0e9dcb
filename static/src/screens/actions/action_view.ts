// Making and changing actions: who may, and what is wrong with a form. Pure.
import type { ActionItem } from '$generated/protocol';
import { civilDate } from '$lib/format';
import { plain } from '$lib/plain';
import type { Standing } from '$lib/state/may';
import { actions as words } from '$strings/actions';
import { noonOf } from '../support/dates';

export const titleMost = 160;

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
