import { describe, expect, it } from 'vitest';
import type { Membership, Role, Standing } from '$generated/protocol';
import { staffByRole } from './staff';

const names = ['', 'Zoe', 'Adam', 'Mia'];
const membership = (person: number, role: Role, state: Standing = 'current') =>
  ({ id: person * 10, person, role, state }) as Membership;

describe('the people of an organisation', () => {
  it('stand by role, the head first, and by name', () => {
    const groups = staffByRole(
      [membership(1, 'staff'), membership(2, 'staff'), membership(3, 'headteacher')],
      (person) => names[person] ?? '',
    );
    expect(groups.map(({ role }) => role)).toEqual(['headteacher', 'staff']);
    expect(groups[1]?.members.map(({ person }) => person)).toEqual([2, 1]);
  });

  it('leave out who has gone or is still to come', () => {
    const groups = staffByRole(
      [membership(1, 'staff', 'ended'), membership(2, 'staff', 'planned')],
      (person) => names[person] ?? '',
    );
    expect(groups).toEqual([]);
  });
});
