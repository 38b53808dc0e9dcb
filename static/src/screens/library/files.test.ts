import { describe, expect, it } from 'vitest';
import type { ResourceVersion } from '$generated/protocol';
import { bodyOf, fileAddress, pictureOf } from './files';

const version = (previews: boolean[]) =>
  ({ id: 4, files: previews.map((has_preview) => ({ has_preview })) }) as ResourceVersion;

describe('the files of a version', () => {
  it('show the picture of the first that has one, or of the one that is named', () => {
    expect(fileAddress(4, 1)).toBe('/api/v1/resource-versions/4/files/1');
    expect(pictureOf(version([false, true]))).toBe('/api/v1/resource-versions/4/files/1/preview');
    expect(pictureOf(version([true, false]), 1)).toBeUndefined();
    expect(pictureOf(version([]))).toBeUndefined();
  });

  it('say the heading of a page once', () => {
    const page = (heading: string, text: string) => bodyOf({ number: 1, heading, text });
    expect(page('Draw it', 'Draw it\nUse a ruler.')).toBe('Use a ruler.');
    expect(page('Draw', 'Drawing needs time.')).toBe('Drawing needs time.');
    expect(page('', 'All of it.')).toBe('All of it.');
    expect(page('Title', 'Title')).toBe('');
  });
});
