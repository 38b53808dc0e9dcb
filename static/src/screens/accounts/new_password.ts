// The one rule about passwords: long enough, counted in characters as people count them.
import { password as words } from '$strings/links';

export const leastCharacters = 10;
const mostCharacters = 256;

export function missingCharacters(password: string): number {
  return Math.max(0, leastCharacters - [...password].length);
}

/** What is wrong with a new password; undefined when nothing is. */
export function faultOfPassword(password: string): string | undefined {
  if (missingCharacters(password) > 0) return words.tooShort;
  return [...password].length > mostCharacters ? words.tooLong : undefined;
}
