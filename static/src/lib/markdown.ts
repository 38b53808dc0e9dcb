// Turns what people write into a tree of our own that Svelte components draw. Only marked's lexer is used: there is
// no HTML string anywhere, so there is nothing to sanitise and Trusted Types stay on. HTML that somebody types is
// shown as the text it is; a link whose scheme is not listed below is shown as text.
import { Lexer, type Token, type Tokens } from 'marked';

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'break' }
  | { type: 'mention'; person: number; text: string }
  | { type: 'strong'; children: Inline[] }
  | { type: 'emphasis'; children: Inline[] }
  | { type: 'deleted'; children: Inline[] }
  | { type: 'link'; href: string; outside: boolean; children: Inline[] };

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; children: Inline[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'code'; text: string }
  | { type: 'rule' }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] };

/** People who may be mentioned in this text: id by name as written after the @. */
export type Mentions = ReadonlyMap<string, number>;

const allowedSchemes = /^(https?|mailto):/i;
/** Texts nest; past this depth the rest is shown as plain text, so that no message can exhaust the stack. */
const deepest = 12;

/** The address if it may be linked, else undefined. Addresses inside Staffroom are given as a path. */
export function safeHref(href: string): string | undefined {
  // Browsers read `//host` and `/\\host` as another site.
  if (/^\/(?![/\\])/.test(href)) return href;
  if (!allowedSchemes.test(href)) return undefined;
  try {
    const url = new URL(href);
    const inside = typeof location !== 'undefined' && url.origin === location.origin;
    return inside ? url.pathname + url.search + url.hash : url.href;
  } catch {
    return undefined;
  }
}

/** Cuts a run of text at the mentions in it. Longer names are tried first: "@Ann Lee" before "@Ann". */
function withMentions(text: string, mentions: Mentions): Inline[] {
  const names = [...mentions.keys()].sort((one, other) => other.length - one.length);
  const found: Inline[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const name = text[at] === '@' ? names.find((candidate) => text.startsWith(candidate, at + 1)) : undefined;
    const person = name === undefined ? undefined : mentions.get(name);
    if (name === undefined || person === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) found.push({ type: 'text', text: plain });
    plain = '';
    found.push({ type: 'mention', person, text: `@${name}` });
    at += name.length + 1;
  }
  if (plain) found.push({ type: 'text', text: plain });
  return found;
}

class Reader {
  constructor(private readonly mentions: Mentions) {}

  blocks(tokens: Token[], depth = 0): Block[] {
    return tokens.flatMap((token) => this.block(token, depth));
  }

  private block(token: Token, depth: number): Block[] {
    if (depth > deepest) return [{ type: 'paragraph', children: [{ type: 'text', text: token.raw }] }];
    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'heading':
        return [{ type: 'heading', children: this.inlines(token.tokens ?? [], depth) }];
      case 'code':
        return [{ type: 'code', text: (token as Tokens.Code).text }];
      case 'hr':
        return [{ type: 'rule' }];
      case 'blockquote':
        return [{ type: 'quote', blocks: this.blocks(token.tokens ?? [], depth + 1) }];
      case 'list':
        return [this.list(token as Tokens.List, depth)];
      case 'table':
        return [this.table(token as Tokens.Table, depth)];
      case 'paragraph':
      case 'text':
        return [{ type: 'paragraph', children: this.inlines(token.tokens ?? [token], depth) }];
      default:
        return [{ type: 'paragraph', children: withMentions(token.raw.trim(), this.mentions) }];
    }
  }

  private list(token: Tokens.List, depth: number): Block {
    const items = token.items.map((item) => this.blocks(item.tokens, depth + 1));
    return { type: 'list', ordered: token.ordered, start: Number(token.start || 1), items };
  }

  private table(token: Tokens.Table, depth: number): Block {
    const cells = (row: Tokens.TableCell[]) => row.map((cell) => this.inlines(cell.tokens, depth));
    return { type: 'table', head: cells(token.header), rows: token.rows.map(cells) };
  }

  private inlines(tokens: Token[], depth: number): Inline[] {
    return tokens.flatMap((token) => this.inline(token, depth + 1));
  }

  private inline(token: Token, depth: number): Inline[] {
    if (depth > deepest) return [{ type: 'text', text: token.raw }];
    const children = () => this.inlines(('tokens' in token && token.tokens) || [], depth);
    switch (token.type) {
      case 'strong':
        return [{ type: 'strong', children: children() }];
      case 'em':
        return [{ type: 'emphasis', children: children() }];
      case 'del':
        return [{ type: 'deleted', children: children() }];
      case 'codespan':
        return [{ type: 'code', text: (token as Tokens.Codespan).text }];
      case 'br':
        return [{ type: 'break' }];
      case 'link':
        return this.link(token as Tokens.Link, children());
      case 'escape':
        return [{ type: 'text', text: (token as Tokens.Escape).text }];
      case 'text':
        return token.tokens ? children() : withMentions((token as Tokens.Text).text, this.mentions);
      default:
        return withMentions(token.raw, this.mentions);
    }
  }

  private link(token: Tokens.Link, children: Inline[]): Inline[] {
    const href = safeHref(token.href);
    if (href === undefined) return [{ type: 'text', text: token.raw }];
    return [{ type: 'link', href, outside: !href.startsWith('/'), children }];
  }
}

/** The lexer goes into itself for each quote within a quote: where thousands exhaust the stack, it is words alone. */
function tokensOf(text: string): Token[] {
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return [{ type: 'text', raw: text, text }];
  }
}

export function parse(text: string, mentions: Mentions = new Map()): Block[] {
  return new Reader(mentions).blocks(tokensOf(text));
}
