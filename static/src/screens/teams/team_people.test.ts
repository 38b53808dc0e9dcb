import { describe, expect, it } from 'vitest';
import type { Membership, Organisation, TeamMembership } from '$generated/protocol';
import { bySchool, placeOf } from './team_people';

const organisations = [
  { id: 1, type: 'trust', name: 'A trust' },
  { id: 2, type: 'school', name: 'Beck School' },
  { id: 3, type: 'school', name: 'Ash School' },
] as Organisation[];
const organisation = (id: number) => organisations.find((one) => one.id === id);
const membership = (id: number, organisation: number, state = 'current') =>
  ({ id, organisation, state }) as Membership;
const place = (person: number) => ({ id: person, person }) as TeamMembership;

describe('the people of a team', () => {
  it('belong to their school rather than to their trust', () => {
    expect(placeOf([membership(1, 1), membership(2, 2)], organisation)?.name).toBe('Beck School');
    expect(placeOf([membership(1, 1), membership(2, 2, 'ended')], organisation)?.name).toBe('A trust');
    expect(placeOf([], organisation)).toBeUndefined();
  });

  it('stand by school, the largest group first, the unknown last', () => {
    const where: Record<number, number> = { 10: 3, 11: 2, 12: 2, 14: 1 };
    const groups = bySchool([10, 11, 12, 13, 14].map(place), (person) => organisation(where[person] ?? 0));
    expect(groups.map((group) => [group.organisation?.name, group.members.length])).toEqual([
      ['Beck School', 2],
      ['A trust', 1],
      ['Ash School', 1],
      [undefined, 1],
    ]);
  });
});
