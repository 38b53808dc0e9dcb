import { describe, expect, it } from 'vitest';
import type { SearchHit } from '$generated/protocol';
import { askedOf, hrefOf, kinds, pageWords, pathOf } from './hits';

const hit = (over: Partial<SearchHit>) =>
  ({ what: 'resource', id: 4, self: '', title: '', place: '', snippet: [], ...over }) as SearchHit;

describe('a search', () => {
  it('stands in the address, and nonsense in an address is left out', () => {
    const asked = askedOf(new URLSearchParams('q=+place+value+&in=message&sort=newest'));
    expect(asked).toEqual({ q: 'place value', in: 'message', sort: 'newest' });
    expect(pathOf(asked)).toBe('/search?q=place+value&in=message&sort=newest');
    expect(askedOf(new URLSearchParams('q=&in=secrets&sort=luck'))).toEqual({});
    expect(pathOf({})).toBe('/search');
  });

  it('leads to the page where the words stand', () => {
    expect(hrefOf(hit({ file: 0, page: 3 }))).toBe('/library/4?file=0&page=3');
    expect(hrefOf(hit({}))).toBe('/library/4');
    expect(hrefOf(hit({ what: 'message', topic: 9, ordinal: 12 }))).toBe('/topics/9?message=12');
    for (const what of kinds) expect(hrefOf(hit({ what, topic: 1, ordinal: 1 }))).toMatch(/^\/[a-z]/);
  });

  it('calls pages as the program calls them in which they were made', () => {
    expect(pageWords(3, ['pptx'])).toBe('Slide 3');
    expect(pageWords(2, ['xlsx', 'ods'])).toBe('Sheet 2');
    expect(pageWords(2, ['pptx', 'pdf'])).toBe('Page 2');
    expect(pageWords(2, [])).toBe('Page 2');
  });
});
