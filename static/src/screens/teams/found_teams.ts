// Finding a team: by subject, phase, area and owner. Pure.
import type { FacetGroup, FacetOption } from '$components/Facets.svelte';
import type { Phase, Team, TeamArea } from '$generated/protocol';
import { numbersOf, type Chosen } from '$lib/filters';
import { phases } from '$strings/organisations';
import { teams as words } from '$strings/teams';

const everyPhase = Object.keys(phases) as Phase[];

/** A team that names no phase is for all of them. */
export const valuesOf = (team: Team) => ({
  subject: team.subject ? [team.subject] : [],
  phase: team.phases?.length ? team.phases : everyPhase,
  area: [team.area],
  owner: [String(team.organisation)],
});

export function facetsOf(
  teams: readonly Team[],
  chosen: Chosen,
  ownerName: (organisation: number) => string,
): FacetGroup[] {
  const options = (key: string, label: (value: string) => string): FacetOption[] =>
    [...numbersOf(teams, valuesOf, chosen, key)].map(([value, number]) => ({
      value,
      label: label(value),
      number,
    }));
  const byLabel = (one: FacetOption, other: FacetOption) => one.label.localeCompare(other.label, 'en-GB');
  const inOrder = (order: readonly string[]) => (one: FacetOption, other: FacetOption) =>
    order.indexOf(one.value) - order.indexOf(other.value);
  return [
    { key: 'subject', name: words.subject, options: options('subject', (value) => value).sort(byLabel) },
    {
      key: 'phase',
      name: words.phase,
      options: options('phase', (value) => phases[value as Phase]).sort(inOrder(everyPhase)),
    },
    {
      key: 'area',
      name: words.area,
      options: options('area', (value) => words.areas[value as TeamArea]).sort(
        inOrder(Object.keys(words.areas)),
      ),
    },
    {
      key: 'owner',
      name: words.owner,
      options: options('owner', (value) => ownerName(Number(value))).sort(byLabel),
    },
  ];
}
