// With whom something may be shared, and why not with others. Pure: the hub decides again.
import type { Licence, Organisation, Reach, Team, ThirdParty } from '$generated/protocol';
import { lineage } from '$lib/state/organisations';
import { licenceReach, thirdPartyReach } from '$lib/vocabulary';

/** Why a choice cannot be taken, by a name for which strings/share has the sentence. */
export type Barred = 'licence' | 'others_work' | 'settings' | 'partner';

export interface Choice {
  /** `team/4` or `organisation/2`. */
  value: string;
  name: string;
  barred?: Barred;
}

export interface Limits {
  licence: Licence | undefined;
  thirdParty: ThirdParty;
  /** What the organisation's settings allow at most. */
  cap: Reach;
  /** Partners may share with the whole network. */
  partnersPublish: boolean;
}

const order: readonly Reach[] = ['school', 'trust', 'network'];
const wider = (one: Reach, other: Reach) => order.indexOf(one) > order.indexOf(other);
const widest = (one: Reach, other: Reach) => (wider(one, other) ? one : other);

function reachOf({ type }: Pick<Organisation, 'type'>): Reach {
  return type === 'network' || type === 'trust' ? type : 'school';
}

/** How far from the owner a place is: the kind of the nearest organisation that holds both. */
function spanOf(owner: number, place: number, organisations: readonly Organisation[]): Reach {
  const line = lineage(owner, organisations);
  const other = lineage(place, organisations);
  if (line[0]?.type === 'partner') return reachOf(other[0] ?? { type: 'network' });
  const around = line.find((one) => other.some(({ id }) => id === one.id));
  return reachOf(around ?? { type: 'network' });
}

/** Of a team that others can find: as far as they find it. */
function reachOfTeam(team: Team, owner: number, organisations: readonly Organisation[]): Reach {
  const span = spanOf(owner, team.organisation, organisations);
  return team.joining === 'closed' ? span : widest(span, spanOf(owner, team.reach, organisations));
}

function barring(reach: Reach, { licence, thirdParty, cap }: Limits, own: Reach): Barred | undefined {
  if (licence && wider(reach, licenceReach[licence])) return 'licence';
  if (wider(reach, thirdPartyReach[thirdParty])) return 'others_work';
  return wider(reach, widest(cap, own)) ? 'settings' : undefined;
}

/** The owner and what stands above it, from the nearest. */
export function organisationChoices(
  owner: number,
  organisations: readonly Organisation[],
  limits: Limits,
): Choice[] {
  const line = lineage(owner, organisations);
  const [first] = line;
  if (!first) return [];
  const partner = first.type === 'partner';
  return line
    .filter((one) => one.state === 'joined' && !(partner && one.type === 'trust'))
    .map((one) => {
      const closed = partner && one.id !== owner && !limits.partnersPublish;
      const cap = partner ? 'network' : limits.cap;
      const barred = closed ? 'partner' : barring(reachOf(one), { ...limits, cap }, reachOf(first));
      return { value: `organisation/${one.id}`, name: one.name, ...(barred && { barred }) };
    });
}

/** Those that I may share with: the active teams that I belong to, as more than a guest. */
export function teamChoices(
  teams: readonly Team[],
  owner: number,
  organisations: readonly Organisation[],
  limits: Limits,
): Choice[] {
  const first = lineage(owner, organisations)[0];
  const cap = first?.type === 'partner' ? 'network' : limits.cap;
  return teams
    .filter((team) => team.state === 'active')
    .map((team) => {
      const reach = reachOfTeam(team, owner, organisations);
      const barred = barring(reach, { ...limits, cap }, reachOf(first ?? { type: 'school' }));
      return { value: `team/${team.id}`, name: team.name, ...(barred && { barred }) };
    });
}

/** What `share_resource` takes. */
export function audienceOf(value: string): { team?: number; shared_with?: number } {
  const [kind, id] = value.split('/');
  return kind === 'team' ? { team: Number(id) } : { shared_with: Number(id) };
}

export function valueOf({ team, shared_with: at }: { team?: number; shared_with?: number }): string {
  if (team !== undefined) return `team/${team}`;
  return at === undefined ? '' : `organisation/${at}`;
}
