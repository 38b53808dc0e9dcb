import { describe, expect, it } from 'vitest';
import { parse, safeHref } from './markdown';
import { plain } from './plain';

const paragraph = (...children: unknown[]) => [{ type: 'paragraph', children }];
const text = (words: string) => ({ type: 'text', text: words });

describe('markdown', () => {
  it('reads words, marks, lists and line breaks', () => {
    expect(parse('a **b** _c_')).toEqual(
      paragraph(text('a '), { type: 'strong', children: [text('b')] }, text(' '), {
        type: 'emphasis',
        children: [text('c')],
      }),
    );
    expect(parse('one\ntwo')).toEqual(paragraph(text('one'), { type: 'break' }, text('two')));
    expect(parse('- x\n- y')).toMatchObject([
      { type: 'list', ordered: false, items: [{ length: 1 }, { length: 1 }] },
    ]);
  });

  it('shows HTML as the text it is', () => {
    expect(parse('<img src=x onerror=alert(1)>')).toEqual(paragraph(text('<img src=x onerror=alert(1)>')));
    expect(parse('a <b>c</b>')).toEqual(paragraph(text('a '), text('<b>'), text('c'), text('</b>')));
  });

  it('links only what is safe to link', () => {
    expect(safeHref('javascript:alert(1)')).toBeUndefined();
    expect(safeHref(' data:text/html,x')).toBeUndefined();
    expect(safeHref('//evil.example')).toBeUndefined();
    expect(safeHref('/\\evil.example')).toBeUndefined();
    expect(safeHref('/topics/12')).toBe('/topics/12');
    expect(safeHref('https://example.org/a b')).toBe('https://example.org/a%20b');
    expect(parse('[x](javascript:alert(1))')).toEqual(paragraph(text('[x](javascript:alert(1))')));
    expect(parse('https://example.org')).toMatchObject(paragraph({ type: 'link', outside: true }));
  });

  it('finds mentions of the people given, the longest name first, and none in code', () => {
    const people = new Map([
      ['Ann', 1],
      ['Ann Lee', 2],
    ]);
    expect(parse('Hi @Ann Lee, @Ann', people)).toEqual(
      paragraph(text('Hi '), { type: 'mention', person: 2, text: '@Ann Lee' }, text(', '), {
        type: 'mention',
        person: 1,
        text: '@Ann',
      }),
    );
    expect(parse('`@Ann`', people)).toEqual(paragraph({ type: 'code', text: '@Ann' }));
  });

  it('survives very deep nesting', () => {
    expect(() => parse('> '.repeat(500) + 'deep')).not.toThrow();
    expect(() => parse('*'.repeat(2_000) + 'x')).not.toThrow();
  });
});

describe('plain', () => {
  it('gives the first words without marks', () => {
    expect(plain('**Yes**, see [the plan](https://x.example)\n\nmore')).toBe('Yes, see the plan');
    expect(plain('- first\n- second')).toBe('first');
    expect(plain('snake_case stays')).toBe('snake_case stays');
  });
});
