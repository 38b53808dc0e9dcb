// With whom contracts and pools of an organisation may be shared: with it or one above it, as far as its settings allow.
import { records } from '$lib/state/records';
import { effectiveSettings } from '$lib/state/settings';
import { contractQuestions as words } from '$strings/buying_contracts';
import { organisationChoices } from '../share/audience';

export interface ShareChoice {
  /** The organisation's id; empty: with nobody else. */
  value: string;
  label: string;
}

/** fetchSettings(organisation) must have been done. What it is shared with now stays a choice. */
export function shareChoices(
  organisation: number,
  now?: number,
): { options: ShareChoice[]; capped: boolean } {
  const limits = {
    licence: undefined,
    thirdParty: 'none' as const,
    cap: effectiveSettings(organisation).contract_reach,
    partnersPublish: true,
  };
  const found = organisationChoices(organisation, records.all('organisation'), limits).map((choice) => ({
    ...choice,
    id: choice.value.replace('organisation/', ''),
  }));
  const open = found.filter(({ id, barred }) => !barred || id === String(now ?? ''));
  const labelOf = (id: string, name: string) =>
    records.get('organisation', Number(id))?.type === 'network' ? words.network : name;
  return {
    options: [
      { value: '', label: words.nobody },
      ...open.map(({ id, name }) => ({ value: id, label: labelOf(id, name) })),
    ],
    capped: open.length < found.length,
  };
}
