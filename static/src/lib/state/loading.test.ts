import { expect, it } from 'vitest';
import { Loading } from './loading.svelte';

it('asks nothing of a page that is gone', async () => {
  let answer = () => {};
  let asked: boolean | undefined;
  const made = new Loading(async (isLatest) => {
    await new Promise<void>((resolve) => (answer = resolve));
    asked = isLatest();
  });
  const started = made.start();
  made.stop();
  answer();
  await started;
  expect(asked).toBe(false);
  expect(made.ready).toBe(false);
});

it('shows what was asked last, whatever answers last', async () => {
  const answers: (() => void)[] = [];
  const latest: boolean[] = [];
  const made = new Loading(async (isLatest) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    latest.push(isLatest());
  });
  const first = made.start();
  const second = made.start();
  answers[1]?.();
  await second;
  expect(made.ready).toBe(true);
  answers[0]?.();
  await first;
  expect(latest).toEqual([true, false]);
});
