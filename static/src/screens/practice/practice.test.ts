import { describe, expect, it } from 'vitest';
import type { PracticePost } from '$generated/protocol';
import { bodyOf, completeness, descriptionOf, faultsOf, movedUp, sameBody } from './description';
import { groupsOfMine } from './mine';
import { addressOf, fits, groupsOf, readQuery, withChosen } from './query';

const post = (over: Partial<PracticePost> = {}) =>
  ({
    id: 1,
    state: 'published',
    title: 'Ten minutes of bar models a day',
    result: '',
    context: '',
    pupils: '',
    cost: 'under_100',
    cost_note: '',
    time: 'hours',
    time_note: '',
    evidence_strength: 'promising',
    evidence: '',
    impact: '',
    cannot_claim: '',
    differently: '',
    visits_offered: false,
    author: 5,
    created: 1,
    ...over,
  }) as PracticePost;
const queryOf = (text: string) => readQuery(new URLSearchParams(text));

describe('a search for practice', () => {
  it('is an address, and comes back from it', () => {
    const address = '/practice?q=attendance&stage=ks3&cost=under_500&visits=true&sort=newest';
    expect(addressOf(queryOf(address.split('?')[1] ?? ''))).toBe(address);
    expect(addressOf(queryOf('sort=most_adopted&colour=red'))).toBe('/practice');
  });

  it('takes the newer of two ticks in one group', () => {
    expect(withChosen(queryOf('cost=nothing'), { cost: ['nothing', 'under_100'] }).facets).toEqual({
      cost: 'under_100',
    });
  });

  it('fits posts as the list of the hub does: at most that dear, at least that sure', () => {
    expect(fits(post(), queryOf('cost=under_500&strength=promising'))).toBe(true);
    expect(fits(post(), queryOf('cost=nothing'))).toBe(false);
    expect(fits(post(), queryOf('strength=strong'))).toBe(false);
    expect(fits(post({ problems: ['Attendance'] }), queryOf('problem=attendance'))).toBe(true);
    expect(fits(post(), queryOf('featured=true'))).toBe(false);
  });

  it('offers the problems that posts name before the common ones, and keeps what is ticked', () => {
    const groups = groupsOf([post({ problems: ['Handwriting'] })], queryOf('problem=Chess'));
    const problems = groups.find(({ key }) => key === 'problem')?.options.map(({ value }) => value) ?? [];
    expect(problems[0]).toBe('Handwriting');
    expect(problems).toContain('Chess');
  });
});

describe('writing a post', () => {
  it('sends trimmed texts and only the steps that say something', () => {
    const form = { ...descriptionOf(post()), title: '  Bars ', steps: [' One ', '', 'Two'] };
    expect(bodyOf(form).title).toBe('Bars');
    expect(bodyOf(form).steps).toEqual(['One', 'Two']);
    expect(bodyOf(form)).not.toHaveProperty('contact');
    expect(sameBody(form, { ...form, title: 'Bars' })).toBe(true);
  });

  it('says what is missing before it can be shared', () => {
    const form = descriptionOf(post({ context: 'Two classes.', steps: ['Draw.'] }));
    const missing = completeness(form, '', 0).filter(({ there }) => !there);
    expect(missing.map(({ what }) => what)).toEqual(['impact', 'evidence_kind', 'audience']);
    expect(faultsOf({ ...form, impact: 'More.', evidence_kind: 'own_figures' }, 'team/1', 1)).toEqual([
      { id: '', text: 'Somebody you asked to be co-author has not answered yet' },
    ]);
  });

  it('moves a step up', () => {
    expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
  });
});

describe('my posts', () => {
  it('are sorted by what waits for me', () => {
    const groups = groupsOfMine(5, [
      post({ id: 1 }),
      post({ id: 2, state: 'draft' }),
      post({ id: 3, author: 9, invited: [5], state: 'draft' }),
      post({ id: 4, stale: true }),
      post({ id: 5, author: 9 }),
      post({ id: 6, state: 'deleted' }),
    ]);
    const ids = (found: PracticePost[]) => found.map(({ id }) => id);
    expect(ids(groups.shared)).toEqual([1]);
    expect(ids(groups.drafts)).toEqual([2]);
    expect(ids(groups.invited)).toEqual([3]);
    expect(ids(groups.due)).toEqual([4]);
  });
});
