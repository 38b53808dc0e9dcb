// My scores while I write them: on the device at each key, with the hub a moment later, for each quote by itself.
import * as v from 'valibot';
import type { Purchase, Quote } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { problemText } from '$lib/problems';
import { refusalText } from '$lib/refusals';
import { run } from '$lib/state/hub';
import { drafts } from '$lib/state/outbox.svelte';
import { session } from '$lib/state/session.svelte';
import { scoresOf } from './purchase_held';
import { cellsDone, sameScores, scoreFormOf, scoreOf, scoresIn, type ScoreForm } from './purchase_scoring';

const pauseMs = 1_200;
const keptSchema = v.record(
  v.string(),
  v.array(v.object({ points: v.optional(v.number()), reason: v.string() })),
);

export type ScoreKept = 'saved' | 'saving' | 'device' | 'offline' | 'refused';

export class Scoring {
  forms = $state<Record<number, ScoreForm>>({});
  kept = $state<Record<number, ScoreKept>>({});
  refused = $state<Record<number, string>>({});
  #purchase: number;
  #criteria: number;
  #timers: Record<number, ReturnType<typeof setTimeout>> = {};
  #saving: Record<number, Promise<void>> = {};

  constructor({ id, pack }: Purchase) {
    this.#purchase = id;
    this.#criteria = pack.criteria?.length ?? 0;
  }

  get #place(): string {
    return `purchase/${this.#purchase}/scores`;
  }
  #held(quote: number) {
    return scoreOf(scoresOf(this.#purchase), quote, session.person);
  }
  #isHeld(quote: number): boolean {
    return sameScores(scoresIn(this.forms[quote] ?? []), this.#held(quote)?.scores ?? []);
  }
  /** Reasons that no points stand beside are held on the device alone. */
  #isWhole(quote: number): boolean {
    return (this.forms[quote] ?? []).every(({ points, reason }) => points !== undefined || !reason.trim());
  }

  /** What the hub holds, or what the device has kept since. */
  async open(quotes: readonly Quote[]): Promise<void> {
    const stored = await drafts.read(this.#place);
    let kept: v.InferOutput<typeof keptSchema> = {};
    try {
      const parsed = v.safeParse(keptSchema, JSON.parse(stored || '{}'));
      if (parsed.success) kept = parsed.output;
    } catch {
      kept = {};
    }
    for (const { id } of quotes) {
      const form = scoreFormOf(this.#held(id), this.#criteria);
      const mine = kept[String(id)];
      this.forms[id] = form.map((cell, at) => ({ ...cell, ...mine?.[at] }));
      this.kept[id] = 'saved';
      if (mine && !this.#isHeld(id)) this.changed(id);
      else if (!this.#isWhole(id)) this.kept[id] = 'device';
    }
  }

  done(quote: number): number {
    return cellsDone(this.forms[quote] ?? []);
  }

  #keep(): void {
    const waiting = Object.keys(this.forms).filter(
      (id) => !this.#isHeld(Number(id)) || !this.#isWhole(Number(id)),
    );
    const forms = $state.snapshot(this.forms);
    drafts.keep(
      this.#place,
      waiting.length ? JSON.stringify(Object.fromEntries(waiting.map((id) => [id, forms[Number(id)]]))) : '',
    );
  }

  changed(quote: number): void {
    this.kept[quote] = 'device';
    this.#keep();
    clearTimeout(this.#timers[quote]);
    this.#timers[quote] = setTimeout(() => void this.save(quote).catch(() => {}), pauseMs);
  }

  /** Errors: ApiError. */
  async save(quote: number): Promise<void> {
    clearTimeout(this.#timers[quote]);
    const before = this.#saving[quote] ?? Promise.resolve();
    const saving = before.catch(() => {}).then(() => this.#send(quote));
    this.#saving[quote] = saving;
    return saving;
  }
  async #send(quote: number): Promise<void> {
    if (!this.#isHeld(quote)) {
      this.kept[quote] = 'saving';
      try {
        await run('score_quote', { quote }, { scores: scoresIn(this.forms[quote] ?? []) });
        this.refused[quote] = '';
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        this.kept[quote] = error.passing ? 'offline' : 'refused';
        this.refused[quote] = error.reason === 'pupil_data' ? refusalText(error) : problemText(error);
        throw error;
      }
    }
    if (this.#isHeld(quote)) this.kept[quote] = this.#isWhole(quote) ? 'saved' : 'device';
    this.#keep();
    drafts.save();
  }

  /** Errors: ApiError. */
  async saveAll(): Promise<void> {
    for (const id of Object.keys(this.forms)) await this.save(Number(id));
  }

  leave(): void {
    for (const id of Object.keys(this.#timers)) {
      const quote = Number(id);
      clearTimeout(this.#timers[quote]);
      if (!this.#isHeld(quote)) void this.save(quote).catch(() => {});
    }
    drafts.save();
  }
}
