// Choosing how one hears of things: shown at once, sent one after the other, and taken back when the hub says no.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AnyRecord, DigestPlan, NotificationSetting } from '$generated/protocol';
import { ApiError } from '$lib/api/http';

const hub = vi.hoisted(() => ({ run: vi.fn(), one: vi.fn() }));
vi.mock('./hub', () => hub);
vi.mock('./session.svelte', () => ({ session: { person: 7 } }));
const http = vi.hoisted(() => ({ request: vi.fn() }));
vi.mock('$lib/api/http', async (original) => ({ ...(await original<object>()), ...http }));

import { Hearing, nextDigest, withPace } from './hearing.svelte';
import { records } from './records';

const stored: NotificationSetting = {
  kind: 'notification_setting',
  id: 7,
  self: '/people/7/notification-setting',
  version: 3,
  chosen: true,
  digest: 'weekly',
  digest_day: 'monday',
  paces: [
    { what: 'support', pace: 'at_once' },
    { what: 'library', pace: 'digest' },
  ],
  teams: [{ team: 5, level: 'follow' }],
};
const answers = (setting: NotificationSetting) =>
  http.request.mockResolvedValue({ data: setting, status: 200, seq: 0 });

async function opened(): Promise<Hearing> {
  answers(stored);
  const hearing = new Hearing();
  await hearing.fetch();
  http.request.mockClear();
  return hearing;
}

beforeEach(() => hub.run.mockResolvedValue(undefined));
afterEach(() => {
  vi.resetAllMocks();
  records.clear();
});

it('changes one kind and leaves the others', () => {
  expect(withPace(stored.paces ?? [], 'support', 'hub')).toEqual([
    { what: 'library', pace: 'digest' },
    { what: 'support', pace: 'hub' },
  ]);
});

it('shows a choice at once, and sends all of them', async () => {
  const hearing = await opened();
  const done = hearing.choose({ digest: 'daily' });
  expect(hearing.setting?.digest).toBe('daily');
  await done;
  expect(hub.run).toHaveBeenCalledWith(
    'edit_notification_setting',
    { person: 7 },
    { digest: 'daily', digest_day: 'monday', paces: stored.paces },
  );
  await hearing.follow(6, 'mute');
  expect(hub.run).toHaveBeenLastCalledWith('follow_team', { person: 7, team: 6 }, { level: 'mute' });
  expect([hearing.level(5), hearing.level(6), hearing.level(99)]).toEqual(['follow', 'mute', 'normal']);
});

it('sends one after the other, so that the last choice stays', async () => {
  const hearing = await opened();
  let answer = () => {};
  hub.run.mockImplementationOnce(() => new Promise<void>((resolve) => (answer = resolve)));
  const first = hearing.choose({ digest: 'never' });
  const second = hearing.choose({ digest: 'daily' });
  await vi.waitFor(() => expect(hub.run).toHaveBeenCalledTimes(1));
  answer();
  await Promise.all([first, second]);
  expect(hub.run.mock.lastCall?.[2]).toMatchObject({ digest: 'daily' });
  expect(hearing.setting?.digest).toBe('daily');
});

it('shows what holds again when the hub says no', async () => {
  const hearing = await opened();
  hub.run.mockRejectedValueOnce(new ApiError('unreachable', 0, ''));
  await expect(hearing.choose({ digest: 'never' })).rejects.toThrow(ApiError);
  await vi.waitFor(() => expect(hearing.setting?.digest).toBe('weekly'));
  // What comes after goes on.
  await hearing.choose({ digest_day: 'friday' });
  expect(hub.run.mock.lastCall?.[2]).toMatchObject({ digest: 'weekly', digest_day: 'friday' });
});

it('asks again when something was chosen elsewhere, and not for its own choice', async () => {
  const hearing = await opened();
  const put = (version: number) => records.put({ ...stored, version } as AnyRecord, version);
  hub.run.mockImplementationOnce(async () => put(4));
  await hearing.choose({ digest: 'daily' });
  hearing.heed();
  expect(http.request).not.toHaveBeenCalled();
  put(5);
  answers({ ...stored, version: 5, digest: 'never' });
  hearing.heed();
  await vi.waitFor(() => expect(hearing.setting?.digest).toBe('never'));
});

it('knows that there is no next digest when it lies far away', () => {
  const plan = (next_at: number) => ({ next_at }) as DigestPlan;
  const now = Date.parse('2026-11-22T19:00:00Z');
  expect(nextDigest(plan(now + 3 * 86_400_000), now)).toBe(now + 3 * 86_400_000);
  expect(nextDigest(plan(now + 10_000 * 86_400_000), now)).toBeUndefined();
  expect(nextDigest(undefined, now)).toBeUndefined();
});
