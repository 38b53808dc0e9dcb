// Every page of the app. A screen is fetched when it is first visited.
import { route } from './lib/router.svelte';

export const routes = [
  route('/', 'home', () => import('./screens/home/Home.svelte')),
  route('/teams', 'teams', () => import('./screens/teams/Teams.svelte')),
  route('/teams/new', 'teams', () => import('./screens/teams/NewTeam.svelte')),
  route('/teams/{team}', 'teams', () => import('./screens/teams/Team.svelte')),
  route('/teams/{team}/members', 'teams', () => import('./screens/teams/Members.svelte')),
  route('/teams/{team}/reports', 'teams', () => import('./screens/teams/Reports.svelte')),
  route('/channels/{channel}/new', 'teams', () => import('./screens/conversations/NewTopic.svelte')),
  route('/topics/{topic}', 'teams', () => import('./screens/conversations/Topic.svelte')),
  route('/people', 'people', () => import('./screens/people/People.svelte')),
  route('/people/{person}', 'people', () => import('./screens/people/Person.svelte')),
  route('/settings', null, () => import('./screens/accounts/Settings.svelte')),
  route('/help', null, () => import('./screens/help/Help.svelte')),
];
