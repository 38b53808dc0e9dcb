import { describe, expect, it } from 'vitest';
import type { CurrentVersion, Resource } from '$generated/protocol';
import { forWhom, formatLine, iconOf, pageWords, yearsLine } from './resource_words';

const made = (current?: Partial<CurrentVersion>) => ({ current }) as unknown as Resource;

describe('a resource in a few words', () => {
  it('draws runs of years together', () => {
    expect(yearsLine(['y4'])).toBe('Year 4');
    expect(yearsLine(['y4', 'y5'])).toBe('Years 4 and 5');
    expect(yearsLine(['y9', 'y7', 'y8'])).toBe('Years 7 to 9');
    expect(yearsLine(['reception', 'y1', 'y5'])).toBe('Reception and Year 1, Year 5');
  });

  it('says the key stage where all its years are meant', () => {
    expect(forWhom([], ['ks2', 'ks3'])).toBe('Key stage 2, Key stage 3');
    expect(forWhom(['y7', 'y8', 'y9'], ['ks3'])).toBe('Key stage 3');
    expect(forWhom(['y4'], ['ks2'])).toBe('Year 4');
  });

  it('says what its files are', () => {
    expect(formatLine(made())).toBe('No file yet');
    expect(formatLine(made({ address: 'https://a.example', files: 0 }))).toBe('Web page');
    expect(formatLine(made({ formats: ['docx'], files: 1 }))).toBe('Word document');
    expect(formatLine(made({ formats: ['docx', 'pdf'], files: 3 }))).toBe('3 files');
    expect(iconOf(made({ formats: ['pptx'], files: 1 }))).toBe('slides');
  });

  it('names a place in it by what it is made of', () => {
    expect(pageWords(3, 'pptx')).toBe('Slide 3');
    expect(pageWords(3, 'ods')).toBe('Sheet 3');
    expect(pageWords(3, undefined)).toBe('Page 3');
  });
});
