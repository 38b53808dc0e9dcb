// The part of a topic that is in the page: a run of ordinals without gaps, at most 300 long. Either it follows the
// topic's end, or it stands somewhere in the past and is moved by hand.
import type { Message } from '$generated/protocol';
import { page } from '$lib/state/hub';
import { records } from '$lib/state/records';

export const pageSize = 50;
export const mostShown = 300;

export class MessageWindow {
  readonly topic: number;
  /** Shows new messages as they come. */
  following = $state(true);
  low = $state(1);
  #top = $state(0);
  busy = $state(false);

  constructor(topic: number) {
    this.topic = topic;
  }

  /** The topic's last ordinal, as far as it is known. */
  get last(): number {
    return Math.max(records.get('topic_activity', this.topic)?.messages ?? 0, this.#top);
  }

  get high(): number {
    return this.following ? this.last : this.#top;
  }

  get atStart(): boolean {
    return this.low <= 1;
  }

  /** The messages of the run, oldest first. */
  get shown(): Message[] {
    const { low, high } = this;
    return records
      .within('message', this.topic)
      .filter((message) => message.ordinal >= low && message.ordinal <= high)
      .sort((one, other) => one.ordinal - other.ordinal);
  }

  /** Opens at the topic's end, or around one message. */
  async open(around?: number): Promise<void> {
    const before = around === undefined ? undefined : around + pageSize / 2;
    const ordinals = await this.#fetch(before);
    this.low = Math.min(...ordinals, around ?? Infinity, this.last + 1);
    this.#top = Math.max(...ordinals, 0);
    this.following = this.#top >= this.last;
  }

  async older(): Promise<void> {
    if (this.atStart || this.busy) return;
    const ordinals = await this.#fetch(this.low);
    this.low = Math.min(this.low, ...ordinals);
    if (this.high - this.low < mostShown) return;
    this.#top = this.low + mostShown - 1;
    this.following = false;
  }

  async newer(): Promise<void> {
    if (this.following || this.busy) return;
    const ordinals = await this.#fetch(this.#top + pageSize + 1);
    this.#top = Math.max(this.#top, ...ordinals);
    this.following = this.#top >= this.last;
    this.trim();
  }

  /** Lets go of the oldest when too many are in the page; to be called while the newest are looked at. */
  trim(): void {
    this.low = Math.max(this.low, this.high - mostShown + 1);
  }

  async #fetch(before: number | undefined): Promise<number[]> {
    this.busy = true;
    try {
      const { items } = await page(`/topics/${this.topic}/messages`, { limit: pageSize, before });
      return items.flatMap((record) => (record.kind === 'message' ? record.ordinal : []));
    } finally {
      this.busy = false;
    }
  }
}
