import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import ErrorSummary from './ErrorSummary.svelte';

describe('the error summary', () => {
  it('takes the focus and names each problem', async () => {
    render(ErrorSummary, {
      errors: [
        { id: 'email', text: 'Enter your school email' },
        { id: '', text: 'Try later' },
      ],
    });
    const box = await screen.findByRole('alert');
    expect(document.activeElement).toBe(box);
    expect(screen.getByRole('heading').textContent).toContain('There are 2 problems to fix');
    expect(screen.getByRole('link', { name: 'Enter your school email' })).toBeTruthy();
  });

  it('is not there without errors', () => {
    render(ErrorSummary, { errors: [] });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
