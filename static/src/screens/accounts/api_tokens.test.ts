import { expect, it } from 'vitest';
import type { ApiToken } from '$generated/protocol';
import { lifeWords, livingTokens, mayWords, scopeOptions } from './api_tokens';

const at = (text: string) => Date.parse(text);

it('says in one sentence what a token may do', () => {
  expect(mayWords(['read'])).toBe('May read');
  expect(mayWords(['read', 'talk', 'buy'])).toBe(
    'May read, write in teams and topics and work on contracts and purchases',
  );
});

it('says when it ends and when it was used', () => {
  const now = at('2026-11-23T10:00:00Z');
  const expires = at('2027-02-21T10:00:00Z');
  expect(lifeWords({ expires }, now)).toBe('Ends on 21 February 2027, not used yet');
  expect(lifeWords({ expires, last_used: at('2026-11-22T09:05:00Z') }, now)).toBe(
    'Ends on 21 February 2027, last used yesterday at 09:05',
  );
});

it('shows the newest first, and none that has ended', () => {
  const token = (id: number, created: number, expires: number) => ({ id, created, expires }) as ApiToken;
  const held = [token(1, 10, 200), token(2, 30, 200), token(3, 20, 100), token(4, 30, 200)];
  expect(livingTokens(held, 100).map(({ id }) => id)).toEqual([4, 2, 1]);
});

it('offers every scope, reading first', () => {
  expect(scopeOptions.map(({ value }) => value)).toEqual([
    'read',
    'talk',
    'share',
    'support',
    'review',
    'buy',
    'administer',
  ]);
  expect(scopeOptions.every(({ label }) => label.length > 10)).toBe(true);
});
