// My own profile while I look at it: which part is being changed, and through whose eyes it is seen.
import type { ProfileField, ProfileFields, Sight } from '$generated/protocol';
import { attempt } from '$lib/problems';
import { run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { toasts } from '$lib/toasts.svelte';
import { sightWords } from '$strings/expertise';
import { profile as words } from '$strings/profile';
import { seenBy, sightOf, withSight } from './profile';

export class OwnProfile {
  editing = $state<ProfileField | undefined>();
  viewer = $state<Sight>('self');
  /** Whether it is drawn as it is for me, with what I can change. */
  mine = $derived(this.viewer === 'self');

  get held() {
    return records.get('profile', session.person);
  }

  get whole(): ProfileFields {
    return this.held?.fields ?? { about: '' };
  }

  get fields(): ProfileFields {
    return seenBy(this.whole, this.held?.sights, this.viewer);
  }

  get suggestible(): boolean {
    return this.held?.suggestible ?? true;
  }

  sight(field: ProfileField): Sight {
    return sightOf(this.held?.sights, field);
  }

  async show(field: ProfileField, sight: Sight): Promise<void> {
    const sights = withSight(this.held?.sights, field, sight);
    await attempt(
      () => run('set_profile_sights', { person: session.person }, { sights }),
      words.seesSaid(words.fields[field], sightWords[sight]),
    );
  }

  async suggest(suggestible: boolean): Promise<void> {
    await attempt(
      () => run('set_suggestible', { person: session.person }, { suggestible }),
      suggestible ? words.suggestOn : words.suggestOff,
    );
  }

  /** Errors: ApiError. */
  async save(changed: Partial<ProfileFields>): Promise<void> {
    const version = this.held?.version;
    const options = version ? { ifMatch: version } : {};
    // What is undefined is taken away.
    const left = Object.entries({ ...this.whole, ...changed }).filter(([, value]) => value !== undefined);
    const fields = Object.fromEntries(left) as unknown as ProfileFields;
    await run('edit_profile', { person: session.person }, { fields }, options);
    this.editing = undefined;
    toasts.show(words.saved);
  }
}
