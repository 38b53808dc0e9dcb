// One question to the search and its answers, page after page. A later question wins over an earlier one's answer.
import type { Resource, SearchHit, SearchPage } from '$generated/protocol';
import { ApiError, request } from '$lib/api/http';
import { records } from '$lib/state/records';
import { pathOf, type Asked } from './hits';

const pageSize = 25;

export class Question {
  hits = $state.raw<SearchHit[]>([]);
  /** The first page's: what it says of the whole. */
  page = $state.raw<SearchPage | undefined>();
  busy = $state(false);
  error = $state.raw<ApiError | undefined>();
  #asked: Asked = {};
  #next: string | undefined;
  #resources: Record<number, Resource> = {};
  #run = 0;

  get hasMore(): boolean {
    return this.page !== undefined && this.#next !== undefined;
  }

  resourceOf(hit: SearchHit): Resource | undefined {
    return hit.what === 'resource' ? this.#resources[hit.id] : undefined;
  }

  async ask(asked: Asked): Promise<void> {
    this.#asked = asked;
    this.#next = undefined;
    if (Object.keys(asked).length === 0) {
      this.#run += 1;
      this.page = undefined;
      this.hits = [];
      this.busy = false;
      return;
    }
    await this.#fetch();
  }

  async more(): Promise<void> {
    if (this.#next !== undefined && !this.busy) await this.#fetch(this.#next);
  }

  async #fetch(cursor?: string): Promise<void> {
    const run = (this.#run += 1);
    this.busy = true;
    const path = pathOf(this.#asked, { limit: pageSize, ...(cursor && { cursor }) });
    try {
      const { data } = await request<SearchPage>('GET', path);
      if (run !== this.#run) return;
      if (!cursor) this.#resources = {};
      for (const resource of data.resources) this.#resources[resource.id] = resource;
      records.apply([], data.names);
      this.hits = cursor ? [...this.hits, ...data.items] : data.items;
      if (!cursor) this.page = data;
      this.#next = data.next;
      this.error = undefined;
    } catch (error) {
      if (run !== this.#run) return;
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    } finally {
      if (run === this.#run) this.busy = false;
    }
  }
}
