import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api/http';
import QuestionDialog from './QuestionDialog.svelte';
import type { Question } from './question';

HTMLDialogElement.prototype.showModal ??= () => {};

const question = (run: Question['run']): Question => ({
  title: 'Ask a question',
  fields: [
    { type: 'line', id: 'title', label: 'In a line', most: 160 },
    { type: 'text', id: 'text', label: 'More', most: 1_000 },
  ],
  go: 'Ask',
  run,
});
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const ask = () => fireEvent.click(screen.getByText('Ask'));

it('asks for what is missing, and then does it once with trimmed words', async () => {
  const run = vi.fn(() => Promise.resolve());
  const onclose = vi.fn();
  render(QuestionDialog, { question: question(run), onclose });
  await ask();
  expect(screen.getByRole('alert').textContent).toContain('There are 2 problems to fix');
  expect(run).not.toHaveBeenCalled();
  await type('In a line', '  Answers? ');
  await type('More', 'Where are they?');
  await ask();
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(run).toHaveBeenCalledExactlyOnceWith({ title: 'Answers?', text: 'Where are they?' });
});

it('stays open with the hub’s own words, and takes a reason for what looks like a pupil’s details', async () => {
  const run = vi
    .fn()
    .mockRejectedValueOnce(
      new ApiError('conflict', 409, 'It looks like a pupil’s number.', 'body.text', 'pupil_data'),
    )
    .mockResolvedValueOnce(undefined);
  const onclose = vi.fn();
  render(QuestionDialog, { question: question(run), onclose });
  await type('In a line', 'A number');
  await type('More', 'B801200005001');
  await ask();
  await waitFor(() =>
    expect(screen.getByRole('alert').textContent).toContain('It looks like a pupil’s number.'),
  );
  expect(onclose).not.toHaveBeenCalled();
  await type('Why it is not about a pupil', 'An invented number for an example.');
  await ask();
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(run).toHaveBeenLastCalledWith({
    title: 'A number',
    text: 'B801200005001',
    not_pupil_data: 'An invented number for an example.',
  });
});
