// The days of a hub whose clock is moved on: by which people work, and how far away one is.
import type { Client } from './client';

const dayMs = 86_400_000;

export class Calendar {
  now = 0;
  #holidays = new Set<string>();

  async read(client: Client): Promise<void> {
    const { memberships, server_time: time } = await client.get('/me');
    const { bank_holidays: closed } = await client.get(
      `/organisations/${memberships[0].organisation}/calendar`,
    );
    this.#holidays = new Set(closed.map(({ date }: { date: string }) => date));
    this.now = time;
  }
  day = (ahead: number): string => new Date(this.now + ahead * dayMs).toISOString().slice(0, 10);
  /** So many days on, or the next one on which people work. */
  working(ahead: number): string {
    const date = this.day(ahead);
    const closed = this.#holidays.has(date) || [0, 6].includes(new Date(date).getUTCDay());
    return closed ? this.working(ahead + 1) : date;
  }
  /** The first day on which people work, at least so many days after that one. */
  workingAfter(date: string, days: number): string {
    return this.working(Math.round((Date.parse(date) - Date.parse(this.day(0))) / dayMs) + days);
  }
  /** From now to nine o’clock of that day. */
  until = (date: string): number => Date.parse(`${date}T09:00Z`) - this.now;
}
