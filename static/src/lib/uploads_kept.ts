// Which upload belongs to which draft, kept on this device: after a reload the page finds its files again.
import * as v from 'valibot';
import { uploadsKey } from './trays.svelte';

const schema = v.record(v.string(), v.string());

export class Bindings {
  #places: Record<string, string>;
  #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage) {
    this.#storage = storage;
    this.#places = this.#read();
  }

  placeOf(upload: number): string | undefined {
    return this.#places[upload];
  }

  bind(upload: number, place: string): void {
    this.#change({ ...this.#places, [upload]: place });
  }

  drop(upload: number): void {
    const { [String(upload)]: _gone, ...rest } = this.#places;
    this.#change(rest);
  }

  rebind(from: string, to: string): void {
    this.#change(
      Object.fromEntries(
        Object.entries(this.#places).map(([id, place]) => [id, place === from ? to : place]),
      ),
    );
  }

  /** Forgets those that the hub has forgotten. */
  keepOnly(uploads: ReadonlySet<number>): void {
    this.#change(Object.fromEntries(Object.entries(this.#places).filter(([id]) => uploads.has(Number(id)))));
  }

  #read(): Record<string, string> {
    try {
      const kept: unknown = JSON.parse(this.#storage.getItem(uploadsKey) ?? '{}');
      return v.is(schema, kept) ? kept : {};
    } catch {
      return {};
    }
  }

  #change(places: Record<string, string>): void {
    this.#places = places;
    try {
      if (Object.keys(places).length) this.#storage.setItem(uploadsKey, JSON.stringify(places));
      else this.#storage.removeItem(uploadsKey);
    } catch {
      // A device that keeps nothing can still send.
    }
  }
}
