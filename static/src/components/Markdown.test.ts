import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Markdown from './Markdown.svelte';

const draw = (text: string, mentions = new Map<string, number>()) =>
  render(Markdown, { text, mentions }).container.querySelector('.markdown') as HTMLElement;

describe('drawn markdown', () => {
  it('keeps the spaces between words', () => {
    expect(draw('a **b** _c_, `d` e').textContent).toBe('a b c, d e');
    expect(draw('Hi @Ann Lee.', new Map([['Ann Lee', 2]])).textContent).toBe('Hi @Ann Lee.');
  });

  it('makes no elements of what people type as HTML', () => {
    const drawn = draw('<img src=x onerror=alert(1)> <script>alert(1)</script>');
    expect(drawn.querySelector('img, script')).toBeNull();
    expect(drawn.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it('says that a link leads away', () => {
    const link = draw('[the plan](https://example.org/)').querySelector('a');
    expect(link?.rel).toContain('noopener');
    expect(link?.textContent).toContain('opens in a new tab');
  });
});
