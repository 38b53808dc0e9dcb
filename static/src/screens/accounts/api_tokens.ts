// What is said of a token for programs.
import type { ApiToken, TokenScope } from '$generated/protocol';
import { civilDate, fullDate, list, when } from '$lib/format';
import { apiTokens as words, scopeWords } from '$strings/api_tokens';

export const scopeOptions = (Object.keys(scopeWords) as TokenScope[]).map((value) => ({
  value,
  label: scopeWords[value].box,
}));

export const mayWords = (scopes: TokenScope[] = []): string =>
  words.may(list(scopes.map((scope) => scopeWords[scope].may)));

export function lifeWords(
  { expires, last_used }: Pick<ApiToken, 'expires' | 'last_used'>,
  now: number,
): string {
  const used = last_used === undefined ? words.unused : words.used(when(last_used, now));
  return `${words.until(fullDate(civilDate(expires)))}, ${used}`;
}

/** Those that still open something, newest first. */
export const livingTokens = (tokens: ApiToken[], now: number): ApiToken[] =>
  tokens
    .filter(({ expires }) => expires > now)
    .sort((one, other) => other.created - one.created || other.id - one.id);
