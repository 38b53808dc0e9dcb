import { describe, expect, it } from 'vitest';
import { missing, startOf, type Question } from './question';

const question: Question = {
  title: 'Report a problem',
  fields: [
    {
      type: 'choice',
      id: 'reason',
      label: 'What is wrong?',
      options: [
        { value: 'mistake', label: 'A mistake' },
        { value: 'other', label: 'Something else' },
      ],
    },
    { type: 'text', id: 'text', label: 'Where', most: 1_000 },
    { type: 'line', id: 'page', label: 'Page', most: 10, optional: true, start: '3' },
    { type: 'scale', id: 'clear', label: 'Clear?' },
  ],
  go: 'Report',
  run: () => Promise.resolve(),
};

describe('a question', () => {
  it('starts with the first choice and with what was there before', () => {
    expect(startOf(question)).toEqual({ reason: 'mistake', text: '', page: '3', clear: '' });
  });

  it('names what is not filled in, field by field', () => {
    expect(
      missing(question, { reason: 'mistake', text: '  ', page: '', clear: '' }).map(({ id }) => id),
    ).toEqual(['text', 'clear']);
    expect(missing(question, { reason: 'other', text: 'Slide 4', clear: '2' })).toEqual([]);
  });
});
