import { describe, expect, it } from 'vitest';
import type { Message } from '$generated/protocol';
import { rowsOf } from './message_rows';

const start = Date.parse('2026-01-13T09:00:00Z');
const minute = 60_000;
const message = (ordinal: number, author: number, minutes: number, over: Partial<Message> = {}) =>
  ({ id: ordinal, ordinal, author, created: start + minutes * minute, ...over }) as Message;
const rows = (messages: Message[], seenUpTo = 0) => rowsOf(messages, seenUpTo, 7, start + 24 * 60 * minute);

describe('rows of messages', () => {
  it('follow on for the same author within five minutes', () => {
    const shown = rows([message(1, 8, 0), message(2, 8, 4), message(3, 8, 10), message(4, 9, 11)]);
    expect(shown.map((row) => row.continues)).toEqual([false, true, false, false]);
  });

  it('name the day where a new one begins', () => {
    const shown = rows([message(1, 8, 0), message(2, 8, 1), message(3, 8, 24 * 60)]);
    expect(shown.map((row) => row.day)).toEqual(['Yesterday', undefined, 'Today']);
  });

  it('mark once where the new ones begin, and never before one’s own', () => {
    const shown = rows([message(1, 8, 0), message(2, 7, 1), message(3, 8, 2), message(4, 8, 3)], 1);
    expect(shown.map((row) => row.fresh)).toEqual([false, false, true, false]);
  });

  it('mark nothing for somebody who never looked', () => {
    expect(rows([message(1, 8, 0)], 0)[0]?.fresh).toBe(false);
  });

  it('do not follow on a deleted message or for a reply', () => {
    const shown = rows([
      message(1, 8, 0, { deleted: start }),
      message(2, 8, 1),
      message(3, 8, 2, { reply_to: 1 }),
    ]);
    expect(shown.map((row) => row.continues)).toEqual([false, false, false]);
  });
});
