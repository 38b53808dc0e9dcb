import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TypedWords } from './typed_words.svelte';

let held = $state('fractions');
let said: string[] = [];
let typed: TypedWords;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  held = 'fractions';
  said = [];
  end = $effect.root(() => {
    typed = new TypedWords(
      () => held,
      (words) => said.push(words),
    );
  });
  flushSync();
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

it('begins with what is held, and shows what comes from elsewhere', () => {
  expect(typed.text).toBe('fractions');
  held = 'ratio';
  flushSync();
  expect(typed.text).toBe('ratio');
});

it('tells once what was typed, after a pause and without spaces around it', () => {
  typed.text = 'bar';
  vi.advanceTimersByTime(100);
  typed.text = 'bar models ';
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual(['bar models']);
});

it('keeps what is being typed when the held words change meanwhile', () => {
  typed.text = 'bar';
  held = 'ratio';
  flushSync();
  expect(typed.text).toBe('bar');
});

it('tells nothing once it was emptied, or its page is gone', () => {
  typed.text = 'bar';
  typed.clear();
  expect(typed.text).toBe('');
  vi.advanceTimersByTime(1_000);
  typed.text = 'bar';
  end();
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual([]);
});
