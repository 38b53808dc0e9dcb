// What Home fetches beside its bag: my dates, when school is closed, my actions, my hours and my next digest.
import type { EffectiveCalendar, PlannedDates } from '$generated/protocol';
import { request } from '$lib/api/http';
import { civilDate } from '$lib/format';
import { one, page } from '$lib/state/hub';
import { live } from '$lib/state/live.svelte';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { sorted } from '../actions/action_days';
import { addDays, closedLine, daysFrom, digestTime, quietLine, termLine } from './week';

/** Far enough for the next bank holiday. */
const daysAhead = 180;
const actionsAtMost = 50;

export class Agenda {
  #dates = $state.raw<PlannedDates | undefined>();
  #calendar = $state.raw<EffectiveCalendar | undefined>();
  #now = $state(Date.now());

  #fetchedFor = '';
  #busy = false;

  /** Something has come, changed or gone that the dates are made of, since they were fetched. */
  get isStale(): boolean {
    return this.#state !== this.#fetchedFor && !this.#busy;
  }

  /** Errors: ApiError, when the dates cannot be had; the rest is decoration. */
  async fetch(): Promise<void> {
    this.#busy = true;
    try {
      await this.#surroundings();
      do {
        this.#fetchedFor = this.#state;
        const today = civilDate(Date.now());
        const path = `/dates?from=${today}&to=${addDays(today, daysAhead)}`;
        this.#dates = (await request<PlannedDates>('GET', path)).data;
        this.#now = Date.now();
      } while (this.#fetchedFor !== this.#state);
    } finally {
      this.#busy = false;
    }
  }

  async #surroundings(): Promise<void> {
    const { person } = session;
    const quietly = (fetching: Promise<unknown>) => fetching.catch(() => {});
    const place = session.me?.memberships?.[0]?.organisation;
    await Promise.all([
      quietly(page('/actions', { ended: 'false', limit: actionsAtMost })),
      quietly(one(`/people/${person}/profile`, () => records.get('profile', person))),
      quietly(one(`/people/${person}/digest-plan`, () => records.get('digest_plan', person))),
      place !== undefined && !this.#calendar && quietly(this.#fetchCalendar(place)),
    ]);
  }
  async #fetchCalendar(place: number): Promise<void> {
    this.#calendar = (await request<EffectiveCalendar>('GET', `/organisations/${place}/calendar`)).data;
  }

  /** What the dates are made of. */
  get #state(): string {
    const mine = records.all('action_item').filter(({ owner }) => owner === session.person);
    const visits = records.all('support_visit');
    const reviews = [...records.all('review'), ...records.all('review_action')];
    const bought = [...records.all('contract'), ...records.all('pool'), ...records.all('purchase')];
    const dated = [...mine, ...visits, ...reviews, ...bought];
    const versions = dated.reduce((sum, { version }) => sum + version, 0);
    const counts = [live.epoch, dated.length, versions, records.all('notification').length];
    return counts.join('/');
  }

  get days() {
    return daysFrom(civilDate(this.#now), this.#dates?.items ?? [], this.#dates?.closed ?? []);
  }

  /** The first of my dates from today on. */
  get next() {
    return this.#dates?.items[0];
  }

  get notes(): string[] {
    const { days } = this;
    const lines = [
      termLine(this.#calendar?.terms ?? [], this.#now),
      closedLine(this.#dates?.closed ?? [], days, this.#now),
    ];
    return lines.filter(Boolean);
  }

  get quiet(): string {
    return quietLine(records.get('profile', session.person)?.fields ?? {});
  }

  get actions() {
    return sorted(records.all('action_item').filter(({ owner }) => owner === session.person)).open;
  }

  /** Empty: there is to be none. Undefined: not known. */
  get digest(): string | undefined {
    const plan = records.get('digest_plan', session.person);
    return plan && digestTime(plan.next_at, this.#now);
  }

  get now(): number {
    return this.#now;
  }
}
