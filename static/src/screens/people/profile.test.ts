import { describe, expect, it } from 'vitest';
import type { ProfileFields, ProfilePart } from '$generated/protocol';
import { askedLately, clockOf, minutesOf, reaches, seenBy, sightOf, together, withSight } from './profile';

const fields: ProfileFields = {
  about: 'I teach Year 4.',
  email: 'p.nair@example.org',
  subjects: ['Mathematics'],
  languages: ['Malayalam'],
};

describe('who sees what', () => {
  it('reaches those who are nearer, too', () => {
    expect(reaches('network', 'teams')).toBe(true);
    expect(reaches('teams', 'teams')).toBe(true);
    expect(reaches('teams', 'trust')).toBe(false);
    expect(reaches('self', 'teams')).toBe(false);
  });

  it('is as by default where nothing is chosen, and only what differs is sent', () => {
    expect(sightOf([], 'about')).toBe('network');
    expect(sightOf([], 'languages')).toBe('trust');
    const narrowed = withSight([], 'about', 'teams');
    expect(narrowed).toEqual([{ field: 'about', sight: 'teams' }]);
    expect(withSight(narrowed, 'about', 'network')).toEqual([]);
    expect(withSight(narrowed, 'about', 'self')).toEqual([{ field: 'about', sight: 'self' }]);
  });

  it('leaves out of the page what others do not see', () => {
    expect(seenBy(fields, [], 'network')).toEqual({ about: 'I teach Year 4.', subjects: ['Mathematics'] });
    expect(seenBy(fields, [{ field: 'email', sight: 'self' }], 'teams').email).toBeUndefined();
    expect(seenBy(fields, [], 'school').languages).toEqual(['Malayalam']);
  });
});

describe('what others show me', () => {
  it('is put together from its parts', () => {
    const part = (over: ProfileFields) => ({ fields: over }) as ProfilePart;
    const parts = [part({ about: '', subjects: ['Music'] }), part({ about: 'Hello.', subjects: [] })];
    expect(together(parts)).toEqual({ about: 'Hello.', subjects: ['Music'] });
  });

  it('says hours as a clock does', () => {
    expect(clockOf(465)).toBe('07:45');
    expect(minutesOf('07:45')).toBe(465);
    expect(minutesOf('')).toBeUndefined();
  });

  it('counts askings of the last twelve months', () => {
    const now = Date.parse('2026-06-01');
    expect(askedLately(['2025-05-01', '2025-07-01', '2026-05-30'], now)).toBe(2);
  });
});
