// The printed policy is shown in words: none of its own names is left as it is.
import { expect, it } from 'vitest';
import { policy as words } from '../src/strings/en-GB/policy';
import { useStage } from './stage';

const stage = useStage();

interface Rule {
  thing: string;
  actions: string[];
  grants: { relation: string; only_if: string[] }[];
  conditions: string[];
}

it('has words for all that the policy speaks of', async () => {
  const { rules } = (await (await stage.as('Joe Brennan')).get('/policy')) as { rules: Rule[] };
  const missing = new Set<string>();
  const seek = (among: Record<string, string>, names: string[]) =>
    names.filter((name) => !(name in among)).forEach((name) => missing.add(name));
  for (const { thing, actions, grants, conditions } of rules) {
    seek(words.things, [thing]);
    seek(words.actions, actions);
    seek(
      words.relations,
      grants.map(({ relation }) => relation),
    );
    seek(words.conditions, [...conditions, ...grants.flatMap(({ only_if }) => only_if)]);
  }
  expect([...missing]).toEqual([]);
});
