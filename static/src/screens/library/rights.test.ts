import { describe, expect, it } from 'vitest';
import type { Me, Organisation, Resource } from '$generated/protocol';
import {
  copyPlaces,
  deletes,
  edits,
  judges,
  owns,
  schoolsOfMine,
  takesDown,
  tellsUse,
  type Asker,
} from './rights';

const organisations = [
  { id: 1, type: 'network', state: 'joined', name: 'Network' },
  { id: 2, type: 'trust', parent: 1, state: 'joined', name: 'Trust' },
  { id: 3, type: 'school', parent: 2, state: 'joined', name: 'First' },
  { id: 4, type: 'school', parent: 2, state: 'joined', name: 'Second' },
  { id: 5, type: 'trust', parent: 1, state: 'joined', name: 'Other trust' },
  { id: 6, type: 'school', parent: 5, state: 'joined', name: 'Far' },
] as Organisation[];
const asker = (
  organisation: number,
  role: string,
  over: Partial<Asker> & { subjects?: string[] } = {},
): Asker => ({
  me: {
    person: 9,
    memberships: [{ organisation, role, state: 'current', subjects: over.subjects }],
  } as unknown as Me,
  organisations,
  inTeam: over.inTeam ?? 'outsider',
});
const resource = (over: Partial<Resource> = {}) =>
  ({ organisation: 3, author: 7, licence: 'cc_by', subject: 'Music', ...over }) as Resource;

describe('a resource', () => {
  it('is edited by its makers and its owner', () => {
    expect(edits(asker(6, 'staff'), resource({ author: 9 }))).toBe(true);
    expect(edits(asker(6, 'staff'), resource({ coauthors: [8, 9] }))).toBe(true);
    expect(edits(asker(6, 'staff'), resource({ owner: 9 }))).toBe(true);
    expect(edits(asker(3, 'staff'), resource({ owner: 7 }))).toBe(false);
    expect(edits(asker(3, 'administrator'), resource({ owner: 7 }))).toBe(false);
  });

  it('whose owner left belongs to the seat: the team’s leads, else subject leads and leaders', () => {
    expect(owns(asker(3, 'staff', { inTeam: 'lead' }), resource({ team: 4 }))).toBe(true);
    expect(owns(asker(3, 'headteacher', { inTeam: 'member' }), resource({ team: 4 }))).toBe(false);
    expect(owns(asker(2, 'trust_leader'), resource())).toBe(true);
    expect(owns(asker(4, 'headteacher'), resource())).toBe(false);
  });

  it('is judged by leads of its subject and leaders above it, never by its makers', () => {
    expect(judges(asker(2, 'subject_lead', { subjects: ['Music'] }), resource())).toBe(true);
    expect(judges(asker(2, 'subject_lead', { subjects: ['Latin'] }), resource())).toBe(false);
    expect(judges(asker(2, 'subject_lead'), resource({ subject: undefined } as Partial<Resource>))).toBe(
      true,
    );
    expect(judges(asker(3, 'headteacher'), resource())).toBe(true);
    expect(judges(asker(3, 'headteacher'), resource({ author: 9 }))).toBe(false);
    expect(judges(asker(6, 'headteacher'), resource())).toBe(false);
  });

  it('is taken down by its owner or an administrator, deleted by its author or owner', () => {
    expect(takesDown(asker(2, 'administrator'), resource({ owner: 7 }))).toBe(true);
    expect(deletes(asker(2, 'administrator'), resource({ owner: 7 }))).toBe(false);
    expect(deletes(asker(3, 'staff'), resource({ author: 9, owner: 7 }))).toBe(true);
  });

  it('is copied to where I work, and stays in its trust when all rights are kept', () => {
    expect(copyPlaces(asker(6, 'staff'), resource()).map(({ id }) => id)).toEqual([6]);
    expect(copyPlaces(asker(6, 'staff'), resource({ licence: 'all_rights' }))).toEqual([]);
    expect(copyPlaces(asker(4, 'staff'), resource({ licence: 'all_rights' })).map(({ id }) => id)).toEqual([
      4,
    ]);
  });
});

describe('a use', () => {
  it('is said for my school, or for any of my trust', () => {
    expect(schoolsOfMine(asker(4, 'staff')).map(({ name }) => name)).toEqual(['Second']);
    expect(schoolsOfMine(asker(2, 'staff')).map(({ name }) => name)).toEqual(['First', 'Second']);
  });

  it('is told by whoever said it, or by the leads and leaders of that school', () => {
    expect(tellsUse(asker(3, 'staff'), 3, true)).toBe(true);
    expect(tellsUse(asker(3, 'staff'), 3, false)).toBe(false);
    expect(tellsUse(asker(2, 'trust_leader'), 3, false)).toBe(true);
    expect(tellsUse(asker(6, 'headteacher'), 3, false)).toBe(false);
  });
});
