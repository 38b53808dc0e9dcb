// The permission table as the hub prints it (GET /policy), grouped for reading.
import { request } from '$lib/api/http';
import { list } from '$lib/format';
import { policy as words } from '$strings/policy';

export interface Rule {
  thing: string;
  actions: string[];
  grants: { relation: string; only_if: string[] }[];
  conditions: string[];
}

export async function fetchPolicy(): Promise<Rule[]> {
  return (await request<{ rules: Rule[] }>('GET', '/policy')).data.rules;
}

const word = (among: Record<string, string>, key: string) => among[key] ?? key.replaceAll('_', ' ');
export const thingWord = (key: string) => word(words.things, key);
export const actionWord = (key: string) => word(words.actions, key);
export const relationWord = (key: string) => word(words.relations, key);
export const conditionWord = (key: string) => word(words.conditions, key);

export interface PolicyRow {
  action: string;
  who: string[];
  only: string;
}

export interface PolicyGroup {
  thing: string;
  name: string;
  rows: PolicyRow[];
}

/** One group for each thing, in the order of the table; within it one row for each action. */
export function grouped(rules: readonly Rule[]): PolicyGroup[] {
  const groups = new Map<string, PolicyGroup>();
  for (const rule of rules) {
    const group = groups.get(rule.thing) ?? { thing: rule.thing, name: thingWord(rule.thing), rows: [] };
    groups.set(rule.thing, group);
    const who = rule.grants.map(({ relation, only_if }) =>
      only_if.length
        ? words.onlyIf(relationWord(relation), list(only_if.map(conditionWord)))
        : relationWord(relation),
    );
    for (const action of rule.actions)
      group.rows.push({ action: actionWord(action), who, only: list(rule.conditions.map(conditionWord)) });
  }
  return [...groups.values()];
}
