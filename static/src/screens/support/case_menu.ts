// What I may do with a case, as entries of its menu.
import type { MenuItem } from '$components/Menu.svelte';
import { supportCase } from '$strings/support_case';
import type { Ask } from './asks';
import { liveAgreement, type Case } from './case_view';
import { capacitiesOf } from './roles';

const words = supportCase.menu;

export interface CaseActs {
  ask: (wanted: Ask) => void;
  take: () => void;
  allowHandOn: (agreed: boolean) => void;
  copyLink: () => void;
  /** Whether who asks may look for people too. */
  selfMatch: boolean;
}

export const mayMatch = ({ request, part }: Case, selfMatch: boolean): boolean =>
  request.state === 'open' && (part.broker || (part.requester && selfMatch));

function ofRequest(view: Case, { ask, take, allowHandOn, selfMatch }: CaseActs): MenuItem[] {
  const { request, part, me } = view;
  const open = request.state === 'open';
  const found: MenuItem[] = [];
  const add = (when: boolean, item: MenuItem) => void (when && found.push(item));
  add(mayMatch(view, selfMatch), {
    label: words.match,
    icon: 'people',
    href: `/support/${request.id}/match`,
  });
  add(open && part.broker && request.broker !== me, { label: words.take, icon: 'check', run: take });
  add(part.requester && ['draft', 'open'].includes(request.state), {
    label: words.edit,
    icon: 'edit',
    href: `/support/${request.id}/edit`,
  });
  add(part.requester && !['closed', 'declined', 'withdrawn', 'handed_on'].includes(request.state), {
    label: words.confidentiality,
    icon: 'eye',
    run: () => ask({ what: 'confidentiality', request }),
  });
  add(open && part.requester, {
    label: request.hand_on_agreed ? words.disagree_hand_on : words.agree_hand_on,
    icon: 'move',
    run: () => allowHandOn(!request.hand_on_agreed),
  });
  add(open && part.broker && request.hand_on_agreed, {
    label: words.hand_on,
    icon: 'move',
    run: () => ask({ what: 'hand_on', request }),
  });
  return found;
}

function ofAgreement(view: Case, { ask }: CaseActs): MenuItem[] {
  const { request, part, evaluation, visits } = view;
  const agreement = liveAgreement(view);
  const parties = part.requester || part.supporter;
  const found: MenuItem[] = [];
  if (request.state === 'matched' && (parties || part.broker))
    found.push({
      label: agreement ? words.edit_agreement : words.agreement,
      icon: 'edit',
      run: () => ask({ what: 'agreement', request, ...(agreement && { agreement }) }),
    });
  if (agreement?.state === 'in_force' && parties)
    found.push({ label: words.plan, icon: 'plus', run: () => ask({ what: 'plan', agreement }) });
  const recorded = visits.some(({ record }) => record !== undefined);
  if (request.state === 'active' && (part.requester || part.requesterHead) && (recorded || !agreement))
    found.push({
      label: words.evaluate,
      icon: 'check-circle',
      run: () => ask({ what: 'evaluate', request }),
    });
  if (evaluation && part.broker && evaluation.checked_by === undefined && !parties)
    found.push({ label: words.check, icon: 'shield', run: () => ask({ what: 'check', evaluation }) });
  if (request.state === 'evaluated' && (part.broker || part.requester))
    found.push({ label: words.close, icon: 'archive', run: () => ask({ what: 'close', request }) });
  if (agreement && capacitiesOf(part).length)
    found.push({ label: words.end, icon: 'x', danger: true, run: () => ask({ what: 'end', agreement }) });
  return found;
}

export function menuOf(view: Case, acts: CaseActs): MenuItem[] {
  const { request, part, visits } = view;
  const found = [...ofRequest(view, acts), ...ofAgreement(view, acts)];
  found.push({ label: words.link, icon: 'link', run: acts.copyLink });
  const unvisited = !visits.some(({ record }) => record !== undefined);
  if (
    (part.requester || part.requesterHead) &&
    ['open', 'matched', 'agreed'].includes(request.state) &&
    unvisited
  )
    found.push({
      label: words.withdraw,
      icon: 'archive',
      danger: true,
      run: () => acts.ask({ what: 'withdraw', request }),
    });
  if (part.broker && request.state === 'open')
    found.push({
      label: words.decline,
      icon: 'archive',
      danger: true,
      run: () => acts.ask({ what: 'decline_case', request }),
    });
  return found;
}
