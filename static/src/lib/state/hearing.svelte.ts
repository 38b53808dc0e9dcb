// How I hear of things. The record in the store holds only what was chosen; what my roles suggest beside it comes with
// the question, so it is asked again when the record was changed elsewhere.
import type {
  Commands,
  DigestPlan,
  FollowLevel,
  KindPace,
  MailPace,
  NoticeKind,
  NotificationSetting,
} from '$generated/protocol';
import { ApiError, request } from '$lib/api/http';
import { one, run } from './hub';
import { records } from './records';
import { session } from './session.svelte';

export type Choice = Commands['edit_notification_setting']['body'];

/** The kinds with one of them changed. */
export function withPace(paces: readonly KindPace[], what: NoticeKind, pace: MailPace): KindPace[] {
  return [...paces.filter((one) => one.what !== what), { what, pace }];
}

export class Hearing {
  /** What holds for me, and shows a choice before the hub has answered. */
  setting = $state.raw<NotificationSetting | undefined>();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Errors: ApiError. */
  async fetch(): Promise<void> {
    const path = `/people/${session.person}/notification-setting`;
    const { data } = await request<NotificationSetting>('GET', path);
    if (this.#waiting === 0) this.setting = data;
  }

  /** For an effect: asks again when the record says that something was chosen elsewhere. */
  heed(): void {
    const held = records.get('notification_setting', session.person);
    const known = this.setting?.version;
    if (known === undefined || !held || held.version <= known || this.#waiting > 0) return;
    void this.fetch().catch(() => {});
  }

  level(team: number): FollowLevel {
    return this.setting?.teams?.find((one) => one.team === team)?.level ?? 'normal';
  }

  pace(what: NoticeKind): MailPace {
    return this.setting?.paces?.find((one) => one.what === what)?.pace ?? 'digest';
  }

  /** Errors: ApiError; then it shows what holds again. */
  choose(change: Partial<Choice>): Promise<void> {
    return this.#inTurn({ ...change, chosen: true }, (setting) => {
      const { digest, digest_day, paces = [] } = setting;
      return run('edit_notification_setting', { person: setting.id }, { digest, digest_day, paces });
    });
  }

  /** Errors: ApiError; then it shows what holds again. */
  follow(team: number, level: FollowLevel): Promise<void> {
    const others = (this.setting?.teams ?? []).filter((one) => one.team !== team);
    return this.#inTurn({ teams: [...others, { team, level }] }, (setting) =>
      run('follow_team', { person: setting.id, team }, { level }),
    );
  }

  /** One after the other, so that the last choice is the one that stays. */
  #inTurn(
    change: Partial<NotificationSetting>,
    send: (setting: NotificationSetting) => Promise<unknown>,
  ): Promise<void> {
    if (!this.setting) return Promise.resolve();
    this.setting = { ...this.setting, ...change };
    this.#waiting += 1;
    const turn = this.#turn.then(async () => {
      try {
        if (this.setting) await send(this.setting);
      } finally {
        this.#waiting -= 1;
      }
      this.#settle();
    });
    this.#turn = turn.catch(() => this.fetch()).catch(() => {});
    return turn;
  }

  /** The version that my own choice has made, so that it is not taken for somebody else's. */
  #settle(): void {
    const held = records.get('notification_setting', session.person);
    if (this.setting && held) this.setting = { ...this.setting, version: held.version, chosen: held.chosen };
  }
}

/** There is none before the first sign-in. Errors: ApiError. */
export async function fetchDigestPlan(): Promise<void> {
  const id = session.person;
  await one(`/people/${id}/digest-plan`, () => records.get('digest_plan', id)).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  });
}

const farAway = 200 * 86_400_000;

/** When my next digest leaves; undefined when there is to be none. */
export function nextDigest(plan: DigestPlan | undefined, now: number): number | undefined {
  return plan && plan.next_at < now + farAway ? plan.next_at : undefined;
}
