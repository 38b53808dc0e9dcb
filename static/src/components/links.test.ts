import { describe, expect, it } from 'vitest';
import { hrefOf } from './links';

describe('a golden link', () => {
  it('leads to the page of its other end, and to the message that it came of', () => {
    expect(hrefOf({ other: { what: 'practice', id: 4 } })).toBe('/practice/4');
    expect(hrefOf({ other: { what: 'support_request', id: 5 } })).toBe('/support/5');
    expect(hrefOf({ other: { what: 'topic', id: 6 }, message: 2 })).toBe('/topics/6?message=2');
    expect(hrefOf({ other: { what: 'review', id: 8 } })).toBe('/reviews/8');
    expect(hrefOf({ other: { what: 'resource', id: 7 }, message: 2 })).toBe('/library/7');
  });
});
