// What an organisation may set, given what stands above it. Pure: the meet of POLICY §2.
import type { OrgSettings, Reach, RightRemoved } from '$generated/protocol';
import type { Rule } from '../help/policy';

export type Settings = Pick<
  OrgSettings,
  | 'rights_removed'
  | 'team_reach'
  | 'partners_allowed'
  | 'invite_outside'
  | 'members_may_invite'
  | 'guest_days'
  | 'resource_reach'
  | 'partners_publish'
  | 'requesters_choose'
  | 'contract_reach'
>;
export type YesNo =
  'partners_allowed' | 'invite_outside' | 'members_may_invite' | 'partners_publish' | 'requesters_choose';
export type Reached = 'team_reach' | 'resource_reach' | 'contract_reach';

export const reaches: Reach[] = ['school', 'trust', 'network'];

export const rightKey = ({ thing, action, relation }: RightRemoved) => `${thing}/${action}/${relation}`;

/** Roles by which a right is held; what people do with their own things and what administrators do is never taken. */
const removable = [
  'network',
  'belongs',
  'colleague',
  'leader',
  'business',
  'subject_lead',
  'team_member',
  'team_guest',
  'audience',
];

export interface RightGroup {
  thing: string;
  rights: RightRemoved[];
}

/** All rights that could be taken away, by what they are about. */
export function removableRights(rules: readonly Rule[]): RightGroup[] {
  const groups = new Map<string, RightRemoved[]>();
  for (const { thing, actions, grants } of rules) {
    for (const action of actions) {
      if (/^(read|list|search|download)/.test(action)) continue;
      for (const { relation } of grants) {
        if (!removable.includes(relation)) continue;
        groups.set(thing, [...(groups.get(thing) ?? []), { thing, action, relation }]);
      }
    }
  }
  return [...groups].map(([thing, rights]) => ({ thing, rights }));
}

export interface Above {
  name: string;
  settings: Settings;
}

/** Who above forbids what; undefined where nobody does. The nearest is named. */
export function reachLimit(
  above: readonly Above[],
  what: Reached = 'team_reach',
): { most: Reach; by: string } | undefined {
  let found: { most: Reach; by: string } | undefined;
  for (const { name, settings } of above) {
    const most = settings[what] ?? 'network';
    if (reaches.indexOf(most) < reaches.indexOf(found?.most ?? 'network')) found = { most, by: name };
  }
  return found;
}

/** Partners publish, and requesters choose, only where the network says so; what is not said below stands as it is above. */
export function forbiddenBy(above: readonly Above[], what: YesNo): string | undefined {
  const networkFirst = what === 'partners_publish' || what === 'requesters_choose';
  const says = ({ settings }: Above) =>
    settings[what] ?? (!networkFirst || settings !== above.at(-1)?.settings);
  return above.find((one) => !says(one))?.name;
}

export function mostDays(above: readonly Above[], most: number): number {
  return Math.min(most, ...above.map(({ settings }) => settings.guest_days));
}

export function removedAbove(above: readonly Above[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, settings } of above)
    for (const right of settings.rights_removed ?? [])
      if (!found.has(rightKey(right))) found.set(rightKey(right), name);
  return found;
}
