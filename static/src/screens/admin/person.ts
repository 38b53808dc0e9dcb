// One person with their roles, dates and account, from the id alone: a link from anywhere.
import { ApiError } from '$lib/api/http';
import { one, wholeList } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { everyPage, everyPlace } from './lists';
import { administered } from './place.svelte';

/** What I may not read is simply not shown. */
const unlessHidden = (error: unknown) => {
  if (!(error instanceof ApiError && error.code === 'not_found')) throw error;
};

const known = (id: number) => records.within('membership', id).length > 0;

export async function fetchPerson(id: number): Promise<void> {
  await one(`/people/${id}`, () => records.get('person', id));
  // A person's memberships come with lists only: of all people, or, for leavers, of the organisations.
  if (!known(id)) await wholeList('/people');
  if (!known(id)) {
    const places = administered(session.me, records.all('organisation'))
      .filter((organisation) => organisation.state !== 'listed')
      .map((organisation) => organisation.id);
    await everyPlace(places, (place) => everyPage(`/organisations/${place}/people`, { ended: 'true' }));
  }
  await one(`/people/${id}/account`, () => records.get('account', id)).catch(unlessHidden);
  const terms = records
    .within('membership', id)
    .map((held) =>
      one(`/memberships/${held.id}/terms`, () => records.get('membership_terms', held.id)).catch(
        unlessHidden,
      ),
    );
  await Promise.all(terms);
}
