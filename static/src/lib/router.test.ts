import { describe, expect, it } from 'vitest';
import { match, resolve, route } from './router.svelte';

const never = () => Promise.reject(new Error('not loaded here'));
const routes = [
  route('/', 'home', never),
  route('/teams/new', 'teams', never),
  route('/teams/{team}', 'teams', never),
  route('/teams/{team}/members', 'teams', never),
];
const at = (path: string) => resolve(routes, new URL(path, 'http://localhost'));

describe('the router', () => {
  it('finds the route and the ids in the path', () => {
    expect(at('/teams/12/members')).toMatchObject({
      ids: { team: 12 },
      route: { path: '/teams/{team}/members' },
    });
    expect(at('/').route?.path).toBe('/');
    expect(at('/teams/new').route?.path).toBe('/teams/new');
  });

  it('takes a slash at the end for nothing', () => {
    expect(at('/teams/12/').route?.path).toBe('/teams/{team}');
  });

  it('knows only ids as parameters', () => {
    expect(match('/teams/{team}', '/teams/abc')).toBeUndefined();
    expect(match('/teams/{team}', '/teams/0')).toBeUndefined();
    expect(match('/teams/{team}', '/teams/1.5')).toBeUndefined();
    expect(at('/nothing').route).toBeUndefined();
  });

  it('keeps the query apart', () => {
    expect(at('/teams/5?message=9').query.get('message')).toBe('9');
  });
});
