import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import { backOffMs, LiveSocket, type SocketHandlers } from './socket';

class FakeSocket {
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close() {}
  says(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

let opened: FakeSocket[];
let handlers: { [Name in keyof SocketHandlers]: Mock<SocketHandlers[Name]> };
let live: LiveSocket;
const socket = () => opened.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  handlers = {
    resumed: vi.fn(),
    resync: vi.fn(),
    events: vi.fn(),
    ephemeral: vi.fn(),
    lost: vi.fn(),
    ended: vi.fn(),
  };
  live = new LiveSocket(handlers, () => {
    const made = new FakeSocket();
    opened.push(made);
    return made as unknown as WebSocket;
  });
  live.start();
  socket().onopen?.();
});
afterEach(() => {
  live.stop();
  vi.useRealTimers();
});

describe('the live connection', () => {
  it('says hello without a cursor on a first visit and takes the one it is given', () => {
    expect(socket().sent).toEqual([{ hello: { incarnation: '', since: 0 } }]);
    socket().says({ resync: { incarnation: 'a', seq: 10, person: 7, reason: 'first' } });
    expect(handlers.resync).toHaveBeenCalledWith({ incarnation: 'a', seq: 10 }, 'first');
  });

  it('resumes from the last whole group: `more` does not move the cursor, `last` and heartbeats do', () => {
    socket().says({ resync: { incarnation: 'a', seq: 10, person: 7, reason: 'first' } });
    socket().says({ events: [], more: true });
    socket().says({ events: [], last: 12 });
    socket().says({ heartbeat: { seq: 15 } });
    socket().onclose?.({ code: 1006 });
    expect(handlers.lost).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1_400);
    socket().onopen?.();
    expect(socket().sent).toEqual([{ hello: { incarnation: 'a', since: 15 } }]);
  });

  it('settles calls by their number, and rejects them as unreachable when the connection is lost', async () => {
    socket().says({ hello: { incarnation: 'a', seq: 1, person: 7 } });
    const answered = live.call('react', { topic: 1 }, {}, 'k1');
    const refused = live.call('react', { topic: 1 }, {}, 'k2');
    const lost = live.call('react', { topic: 1 }, {}, 'k3');
    socket().says({ error: 2, status: 403, code: 'forbidden', path: '', detail: 'No.', reason: 'role' });
    socket().says({ answer: 1, status: 200, seq: 3 });
    socket().onclose?.({ code: 1006 });
    await expect(answered).resolves.toMatchObject({ seq: 3 });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden', reason: 'role' });
    await expect(lost).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('does not come back after the session has ended', () => {
    socket().onclose?.({ code: 4401 });
    vi.advanceTimersByTime(60_000);
    expect(opened).toHaveLength(1);
    expect(handlers.ended).toHaveBeenCalledOnce();
  });

  it('takes a long silence for a loss', () => {
    socket().says({ hello: { incarnation: 'a', seq: 1, person: 7 } });
    vi.advanceTimersByTime(46_000);
    expect(handlers.lost).toHaveBeenCalledOnce();
  });

  it('waits 1, 2, 4, 8, 16, then 30 s, give or take 30 %', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((attempt) => backOffMs(attempt, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect(backOffMs(0, 0)).toBeCloseTo(700);
    expect(backOffMs(0, 1)).toBeCloseTo(1_300);
  });
});
