// A post while it is written: kept on this device at each key; a draft is saved at the hub a moment later, what others
// see already only when its maker says so.
import * as v from 'valibot';
import type { PracticePost } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { costBands, evidenceKinds, evidenceStrengths, timeBands } from '$lib/expertise';
import { problemText } from '$lib/problems';
import { wantsPupilReason } from '$lib/pupil_reason';
import { run } from '$lib/state/hub';
import { drafts } from '$lib/state/outbox.svelte';
import { records } from '$lib/state/records';
import { keyStages } from '$lib/vocabulary';
import { valueOf } from '../share/audience';
import { inYears } from '../share/draft.svelte';
import { bodyOf, descriptionOf, sameBody, type Description } from './description';

const text = v.string();
const keptSchema = v.object({
  /** The version that it was written upon; of another one it is not taken up. */
  version: v.number(),
  form: v.object({
    title: text,
    result: text,
    context: text,
    pupils: text,
    subject: text,
    stages: v.array(v.picklist(keyStages)),
    problems: v.array(text),
    steps: v.array(text),
    cost: v.picklist(costBands),
    cost_note: text,
    time: v.picklist(timeBands),
    time_note: text,
    evidence_kind: v.union([v.literal(''), v.picklist(evidenceKinds)]),
    evidence_strength: v.picklist(evidenceStrengths),
    evidence: text,
    impact: text,
    cannot_claim: text,
    differently: text,
    contact: text,
    visits_offered: v.boolean(),
    resources: v.array(v.number()),
    pins: v.array(v.union([v.object({ unit: v.number(), lesson: text }), v.object({ unit: v.number() })])),
  }),
});

const saveAfterMs = 1_500;
const placeOf = (post: number) => `practice/${post}`;

/** What the device kept; undefined when it is nothing, or written by a page of another age. */
export function readKept(stored: string): { version: number; form: Description } | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    return v.is(keptSchema, value) ? (value as { version: number; form: Description }) : undefined;
  } catch {
    return undefined;
  }
}

export class PostDraft {
  form = $state<Description>() as Description;
  audience = $state('');
  reviewBy = $state('');
  /** Why it is no pupil's number, when the hub asked. */
  reason = $state('');
  wantsReason = $state(false);
  state = $state<'saved' | 'saving' | 'kept'>('saved');
  problem = $state('');
  readonly post: number;
  readonly auto: boolean;
  #version: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | undefined;
  #loaded = false;

  constructor(post: PracticePost) {
    this.post = post.id;
    this.auto = post.state !== 'published';
    this.#version = post.version;
    this.form = descriptionOf(post);
    this.audience = valueOf({
      ...(post.team !== undefined && { team: post.team }),
      ...(post.shared_with !== undefined && { shared_with: post.shared_with }),
    });
    this.reviewBy = post.review_by && post.review_by >= inYears(0) ? post.review_by : inYears(1);
  }

  /** What was written here before a reload wins over what the hub has, unless that has changed since. */
  async load(): Promise<void> {
    const kept = readKept(await drafts.read(placeOf(this.post)));
    if (kept && kept.version === this.#version) this.form = kept.form;
    this.#loaded = true;
    if (this.changedAtAll) this.#later();
  }

  get changedAtAll(): boolean {
    const held = records.get('practice_post', this.post);
    return held !== undefined && !sameBody(this.form, descriptionOf(held));
  }

  /** Call after each change. */
  changed(): void {
    if (!this.#loaded) return;
    drafts.keep(placeOf(this.post), JSON.stringify({ version: this.#version, form: this.form }));
    if (this.changedAtAll) this.#later();
  }

  /** Saves what is not saved; a refusal is thrown only to whoever pressed a button. True when the hub has it all. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    if (!this.changedAtAll) return true;
    this.#running = this.#send();
    return this.#running;
  }

  forget(): void {
    clearTimeout(this.#timer);
    drafts.keep(placeOf(this.post), '');
    drafts.save();
  }

  close(): void {
    clearTimeout(this.#timer);
    drafts.save();
    if (this.auto && this.changedAtAll) void this.save().catch(() => {});
  }

  #later(): void {
    this.state = 'kept';
    clearTimeout(this.#timer);
    if (this.auto) this.#timer = setTimeout(() => void this.#quietly(), saveAfterMs);
  }

  async #quietly(): Promise<void> {
    try {
      await this.save();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.passing ? '' : problemText(error);
    }
  }

  async #send(): Promise<boolean> {
    const body = bodyOf(this.form);
    // The hub wants a title; until there is one, the device keeps the rest.
    if (!body.title) return false;
    const said = this.reason.trim();
    this.state = 'saving';
    try {
      const record = await run(
        'edit_practice',
        { practice: this.post },
        { ...body, ...(said && { not_pupil_data: said }) },
        { ifMatch: this.#version },
      );
      if (record?.kind === 'practice_post') this.#version = record.version;
      this.problem = '';
      this.state = this.changedAtAll ? 'kept' : 'saved';
      if (this.state === 'saved') this.forget();
      return true;
    } catch (error) {
      this.state = 'kept';
      this.wantsReason ||= wantsPupilReason(error);
      throw error;
    }
  }
}
