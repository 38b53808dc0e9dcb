import { describe, expect, it } from 'vitest';
import type { Notification, Resource, ResourceVersion } from '$generated/protocol';
import { groupsOfMine } from './mine';

const resource = (id: number, over: Partial<Resource> = {}) =>
  ({ id, state: 'published', author: 9, created: id, stale: false, ...over }) as Resource;
const ids = (found: readonly Resource[]) => found.map(({ id }) => id);

describe('what is mine', () => {
  it('is sorted by what waits for me, newest first', () => {
    const groups = groupsOfMine(
      9,
      [
        resource(1),
        resource(2, { state: 'draft' }),
        resource(3, { stale: true }),
        resource(4, { author: 8, invited: [9] }),
        resource(5, { state: 'withdrawn', author: 8, coauthors: [9] }),
        resource(6, { author: 8 }),
        resource(7, { author: 8, owner: 9 }),
        resource(8, { state: 'deleted' }),
      ],
      [],
      [],
    );
    expect(ids(groups.shared)).toEqual([7, 1]);
    expect(ids(groups.drafts)).toEqual([2]);
    expect(ids(groups.due)).toEqual([3]);
    expect(ids(groups.invited)).toEqual([4]);
    expect(ids(groups.withdrawn)).toEqual([5]);
  });

  it('shows a held version once, from what is here or from the notice', () => {
    const notice = {
      because: 'version_held',
      state: 'fresh',
      resource: 2,
      resource_version: 20,
    } as Notification;
    const held = { id: 10, resource: 1, state: 'held' } as ResourceVersion;
    const both = [resource(1, { state: 'draft' }), resource(2)];
    expect(groupsOfMine(9, both, [held], [notice]).held.map(({ versionId }) => versionId)).toEqual([20, 10]);
    const replaced = { id: 20, resource: 2, state: 'purged' } as ResourceVersion;
    expect(groupsOfMine(9, both, [held, replaced], [notice]).held.map(({ versionId }) => versionId)).toEqual([
      10,
    ]);
  });
});
