// A resource while it is described: kept on this device at each key, saved as a draft at the hub a moment later.
import * as v from 'valibot';
import type { Resource } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { civilDate } from '$lib/format';
import { problemText } from '$lib/problems';
import { run } from '$lib/state/hub';
import { drafts } from '$lib/state/outbox.svelte';
import { records } from '$lib/state/records';
import {
  examBoards,
  keyStages,
  licences,
  resourceTypes,
  schoolYears,
  thirdParties,
  tiers,
} from '$lib/vocabulary';
import { valueOf } from './audience';
import { bodyOf, descriptionOf, sameBody, type Description } from './description';

const text = v.string();
const none = v.literal('');
const words = v.array(v.string());
const keptSchema = v.object({
  description: v.object({
    title: text,
    summary: text,
    type: v.picklist(resourceTypes),
    subject: text,
    stages: v.array(v.picklist(keyStages)),
    years: v.array(v.picklist(schoolYears)),
    unit: text,
    exam_board: v.union([none, v.picklist(examBoards)]),
    tier: v.union([none, v.picklist(tiers)]),
    pins: v.array(
      v.union([v.object({ unit: v.number(), lesson: v.string() }), v.object({ unit: v.number() })]),
    ),
    threads: words,
    keywords: words,
    licence: v.union([none, v.picklist(licences)]),
    attribution: text,
    third_party: v.picklist(thirdParties),
  }),
  source: v.picklist(['files', 'address']),
  address: text,
  audience: text,
  reviewBy: text,
  /** Publish it as soon as its files are checked. */
  publishing: v.boolean(),
});
export type Kept = v.InferOutput<typeof keptSchema>;

const saveAfterMs = 1_500;

/** `years` from today, as <input type="date"> has it. */
export function inYears(years: number, now = Date.now()): string {
  const [year = '', month = '', day = ''] = civilDate(now).split('-');
  // There is no 29 February in most years.
  return `${Number(year) + years}-${month}-${month === '02' && day === '29' ? '28' : day}`;
}

export const placeOf = (resource: number) => `share/${resource}`;

/** What the device kept; undefined when it is nothing, or written by a page of another age. */
export function readKept(stored: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    return v.is(keptSchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(resource: number, kept: Kept): void {
  drafts.keep(placeOf(resource), JSON.stringify(kept));
  drafts.save();
}

export function forgetDraft(resource: number): void {
  drafts.keep(placeOf(resource), '');
  drafts.save();
}

/** What a fresh draft keeps, made from the resource as the hub has it. */
export function keptOf(resource: Resource): Kept {
  return {
    description: descriptionOf(resource) as Kept['description'],
    source: 'files',
    address: '',
    audience: valueOf(resource),
    reviewBy: resource.review_by ?? inYears(1),
    publishing: false,
  };
}

export class Draft {
  kept = $state<Kept>() as Kept;
  state = $state<'saved' | 'saving' | 'kept'>('saved');
  problem = $state('');
  readonly resource: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | undefined;
  #loaded = false;

  constructor(resource: Resource) {
    this.resource = resource.id;
    this.kept = keptOf(resource);
  }

  /** What was written here before a reload wins over what the hub has. */
  async load(): Promise<void> {
    const kept = readKept(await drafts.read(placeOf(this.resource)));
    if (kept) this.kept = kept;
    this.#loaded = true;
    if (this.#differs()) this.#later();
  }

  /** Call after each change. */
  changed(): void {
    if (!this.#loaded) return;
    drafts.keep(placeOf(this.resource), JSON.stringify(this.kept));
    if (this.#differs()) this.#later();
  }

  /** Saves what is not saved. True when the hub has it all. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    const held = records.get('resource', this.resource);
    if (!held || !this.#differs()) return held !== undefined;
    this.#running = this.#send(held.version);
    return this.#running;
  }

  close(): void {
    drafts.save();
    void this.save();
  }

  get description(): Description {
    return this.kept.description as Description;
  }

  #differs(): boolean {
    const held = records.get('resource', this.resource);
    return held !== undefined && !sameBody(this.description, descriptionOf(held));
  }

  #later(): void {
    this.state = 'kept';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), saveAfterMs);
  }

  async #send(version: number): Promise<boolean> {
    const body = bodyOf(this.description);
    // The hub wants a title; until there is one, the device keeps the rest.
    if (!body.title) return false;
    this.state = 'saving';
    try {
      await run('edit_resource', { resource: this.resource }, body, { ifMatch: version });
      this.problem = '';
      this.state = this.#differs() ? 'kept' : 'saved';
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.state = 'kept';
      this.problem = error.passing ? '' : problemText(error);
      return false;
    }
  }
}
