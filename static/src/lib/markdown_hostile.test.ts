import { describe, expect, it } from 'vitest';
import { parse, safeHref, type Block, type Inline } from './markdown';

/** Pieces that mean something, and pieces that mean harm; put together by chance, always the same. */
const pieces = [
  ...[
    '**',
    '_',
    '`',
    '```\n',
    '~~',
    '> ',
    '- ',
    '1. ',
    '# ',
    '\n',
    '\n\n',
    ' ',
    '  \n',
    '\t',
    '\\',
    '|',
    '---\n',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '](',
    '<',
    '>',
    '&amp;',
    '&#106;',
    '@',
    '@Ann Lee',
    'word',
    'café',
    '👩🏽‍🏫',
    '\u202E',
    '\u0000',
  ],
  ...[
    'https://example.org/',
    'javascript:alert(1)',
    'JaVaScRiPt&colon;',
    'data:text/html,x',
    '//evil.example',
    'www.x.y',
  ],
  ...[
    '<img src=x onerror=alert(1)>',
    '<script>',
    '</b>',
    '<a href="javascript:x">',
    '![x](',
    '[x]: javascript:y\n',
  ],
];

function* texts(count: number) {
  let state = 20261122;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let i = 0; i < count; i += 1) {
    yield Array.from({ length: 1 + next(24) }, () => pieces[next(pieces.length)]).join('');
  }
}

type Node = Block | Inline;

/** All nodes below, whatever their fields are called. */
function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Node;
    for (const inner of Object.values(value)) yield* nodesIn(inner);
  }
}

describe('markdown of strangers', () => {
  it('is shown as words where it is nested deeper than anybody writes', () => {
    const text = '> '.repeat(10_000);
    expect(parse(text)).toEqual([{ type: 'paragraph', children: [{ type: 'text', text }] }]);
  });

  it('is read to known nodes, with links that are safe only, whatever it is', () => {
    const known = new Set<string>();
    for (const text of texts(4_000)) {
      for (const node of nodesIn(parse(text, new Map([['Ann Lee', 2]])))) {
        known.add(node.type);
        for (const [name, value] of Object.entries(node)) {
          if (name !== 'href') continue;
          expect(safeHref(value as string), JSON.stringify(text)).toBe(value);
          expect(value, JSON.stringify(text)).toMatch(/^(https?:|mailto:|tel:|\/(?!\/))/i);
        }
      }
    }
    expect(known).toContain('link');
    expect(known).not.toContain('html');
    expect(known).not.toContain('image');
  });

  it('is read alike each time, and in a time that grows with its length only', () => {
    for (const text of texts(300)) expect(parse(text)).toEqual(parse(text));
    for (const piece of pieces) {
      const begun = performance.now();
      parse(piece.repeat(Math.floor(10_000 / piece.length)));
      expect(performance.now() - begun, piece).toBeLessThan(2_000);
    }
  });
});
