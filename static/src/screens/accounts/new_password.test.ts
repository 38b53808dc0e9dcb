import { expect, it } from 'vitest';
import { faultOfPassword, missingCharacters } from './new_password';

it('counts the characters that are missing as people count them', () => {
  expect(missingCharacters('')).toBe(10);
  expect(missingCharacters('three')).toBe(5);
  expect(missingCharacters('🙂'.repeat(9))).toBe(1);
  expect(missingCharacters('three random words')).toBe(0);
});

it('refuses what is too short or too long, and nothing else', () => {
  expect(faultOfPassword('ninechars')).toBe('Use at least 10 characters');
  expect(faultOfPassword('ten chars!')).toBeUndefined();
  expect(faultOfPassword('a'.repeat(256))).toBeUndefined();
  expect(faultOfPassword('a'.repeat(257))).toBe('Use at most 256 characters');
});
