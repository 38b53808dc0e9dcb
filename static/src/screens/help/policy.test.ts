import { expect, it } from 'vitest';
import { grouped, type Rule } from './policy';

const rules: Rule[] = [
  {
    thing: 'team',
    actions: ['archive', 'restore'],
    grants: [
      { relation: 'team_lead', only_if: [] },
      { relation: 'admin', only_if: ['no_lead', 'not_self'] },
    ],
    conditions: ['cap'],
  },
  { thing: 'flag', actions: ['read'], grants: [{ relation: 'author', only_if: [] }], conditions: [] },
  {
    thing: 'team',
    actions: ['a_new_one'],
    grants: [{ relation: 'a_new_role', only_if: [] }],
    conditions: [],
  },
];

it('reads as sentences, one row for each thing that can be done', () => {
  const [teams, flags] = grouped(rules);
  expect(teams?.name).toBe('Teams');
  expect(teams?.rows.map((row) => row.action)).toEqual(['Archive', 'Restore', 'a new one']);
  expect(teams?.rows[0]).toEqual({
    action: 'Archive',
    who: ['Leads of the team', 'Administrators, if nobody leads the team and it isn’t about themselves'],
    only: 'it reaches no further than settings allow',
  });
  expect(flags?.rows).toEqual([{ action: 'See', who: ['Whoever made it'], only: '' }]);
});

it('shows a word that it does not know as it is', () => {
  expect(grouped(rules)[0]?.rows[2]?.who).toEqual(['a new role']);
});
