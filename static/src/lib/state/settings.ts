// What holds at an organisation: its own settings, tightened by those of every organisation above it.
import type { OrgSettings, Reach } from '$generated/protocol';
import { one } from './hub';
import { lineage } from './organisations';
import { records } from './records';

export type Effective = Required<
  Pick<
    OrgSettings,
    | 'team_reach'
    | 'partners_allowed'
    | 'invite_outside'
    | 'members_may_invite'
    | 'guest_days'
    | 'resource_reach'
    | 'partners_publish'
    | 'requesters_choose'
    | 'contract_reach'
  >
>;

const widest = ['school', 'trust', 'network'] as const;

/** `stored` from the organisation upward; a version of 0 has never been set. `root` is the network's id. */
export function meet(stored: readonly OrgSettings[], root: number | undefined): Effective {
  const set = stored.filter((settings) => settings.version > 0);
  const narrowest = (reaches: (Reach | undefined)[]) =>
    widest[Math.min(2, ...reaches.map((reach) => widest.indexOf(reach ?? 'network')))] ?? 'school';
  return {
    team_reach: narrowest(set.map((settings) => settings.team_reach)),
    resource_reach: narrowest(set.map((settings) => settings.resource_reach)),
    contract_reach: narrowest(set.map((settings) => settings.contract_reach)),
    partners_allowed: set.every((settings) => settings.partners_allowed),
    invite_outside: set.every((settings) => settings.invite_outside),
    // Members do not invite unless the network says so.
    members_may_invite:
      set.some((settings) => settings.id === root) && set.every((settings) => settings.members_may_invite),
    // Nor do partners publish or requesters choose; what is not said below leaves it as it is above.
    partners_publish:
      set.some((settings) => settings.id === root && settings.partners_publish) &&
      set.every((settings) => settings.partners_publish ?? true),
    requesters_choose:
      set.some((settings) => settings.id === root && settings.requesters_choose) &&
      set.every((settings) => settings.requesters_choose ?? true),
    guest_days: Math.min(365, ...set.map((settings) => settings.guest_days)),
  };
}

/** Fetches what `effectiveSettings` needs. */
export async function fetchSettings(organisation: number): Promise<void> {
  await Promise.all(
    lineage(organisation, records.all('organisation')).map(({ id }) =>
      one(`/organisations/${id}/settings`, () => records.get('org_settings', id)),
    ),
  );
}

export function effectiveSettings(organisation: number): Effective {
  const line = lineage(organisation, records.all('organisation'));
  const stored = line.flatMap(({ id }) => records.get('org_settings', id) ?? []);
  return meet(stored, line.find((above) => above.type === 'network')?.id);
}
