// The items of a collection: fetched when they changed, shown at once as they are arranged here.
import type { CollectionItem, CollectionItems } from '$generated/protocol';
import { ApiError, request } from '$lib/api/http';
import { run } from '$lib/state/hub';
import { live } from '$lib/state/live.svelte';
import { records } from '$lib/state/records';
import { toasts } from '$lib/toasts.svelte';
import { refusalText } from '$lib/refusals';
import { collection as words } from '$strings/collections';
import { moved } from './order';

export class Arranging {
  items = $state.raw<CollectionItem[]>([]);
  #version = 0;
  #saving: Promise<void> = Promise.resolve();
  #pending = 0;

  constructor(readonly collection: number) {}

  /** Errors: ApiError. */
  async fetch(): Promise<void> {
    const { data, seq } = await request<CollectionItems>('GET', `/collections/${this.collection}/items`);
    live.oldestList = Math.min(live.oldestList, seq);
    records.accept({ items: data.resources ?? [], also: [], names: data.names ?? [], seq, next: null });
    // What is being saved is newer than what was just read.
    if (this.#pending) return;
    this.#version = data.version;
    this.items = data.items ?? [];
  }

  /** Shown at once and saved in the order of doing; what the hub refuses is fetched as it is. */
  arrange(items: CollectionItem[]): Promise<void> {
    this.items = items;
    this.#pending += 1;
    this.#saving = this.#saving.then(() => this.#save(items));
    return this.#saving;
  }

  move(from: number, to: number): Promise<void> {
    return this.arrange(moved(this.items, from, to));
  }

  async #save(items: CollectionItem[]): Promise<void> {
    let refused: unknown;
    try {
      await run('arrange_collection', { collection: this.collection }, { items }, { ifMatch: this.#version });
      this.#version += 1;
    } catch (error) {
      refused = error;
    }
    this.#pending -= 1;
    if (refused === undefined) return;
    const changed = refused instanceof ApiError && refused.code === 'precondition_failed';
    toasts.show(changed ? words.changed : refusalText(refused));
    this.#pending = 0;
    await this.fetch().catch(() => {});
  }
}
