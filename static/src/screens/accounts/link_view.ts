// What stands behind a link, as its bearer sees it before anything is done.
import type { NoticeKind, Role, TeamRelation } from '$generated/protocol';
import { request } from '$lib/api/http';

/** protocol/accounts_links.hpp, LinkView. No record: it is shown to whoever holds the link, and to nobody else. */
export interface LinkView {
  type: 'invitation' | 'password' | 'email' | 'unsubscribe';
  email: string;
  person_name?: string;
  has_account: boolean;
  invited_by?: string;
  invited_by_label?: string;
  organisation?: string;
  team?: string;
  team_purpose?: string;
  role?: Role;
  relation?: TeamRelation;
  ends?: string;
  note?: string;
  /** What would not be mailed any more. */
  unsubscribe?: NoticeKind | 'digest';
  expires: number;
}

export interface LinkUse {
  person_name?: string;
  password?: string;
}

const path = (token: string) => `/links/${encodeURIComponent(token)}`;

export const viewLink = (token: string) =>
  request<LinkView>('GET', path(token)).then((answer) => answer.data);
export const useLink = (token: string, use: LinkUse = {}) =>
  request('POST', `${path(token)}/accept`, { body: use });
export const declineLink = (token: string) => request('POST', `${path(token)}/decline`, { body: {} });
