// What the message field does to text: pure, so that it can be tested without a page.
import { parse, type Block, type Inline, type Mentions } from '$lib/markdown';

export interface Selection {
  text: string;
  start: number;
  end: number;
}

/** Puts a mark around the selection, or takes it away when it is there already. */
export function wrap({ text, start, end }: Selection, mark: string, otherwise: string): Selection {
  const chosen = text.slice(start, end) || otherwise;
  const wrapped =
    text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark;
  if (wrapped) {
    const at = start - mark.length;
    return {
      text: text.slice(0, at) + chosen + text.slice(end + mark.length),
      start: at,
      end: at + chosen.length,
    };
  }
  const at = start + mark.length;
  return {
    text: text.slice(0, start) + mark + chosen + mark + text.slice(end),
    start: at,
    end: at + chosen.length,
  };
}

/** Makes each selected line an item of a list, or plain lines again. */
export function bulleted({ text, start, end }: Selection): Selection {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const all = lines.every((line) => line.startsWith('- '));
  const changed = lines.map((line) => (all ? line.slice(2) : `- ${line}`)).join('\n');
  return {
    text: text.slice(0, from) + changed + text.slice(end),
    start: from + changed.length,
    end: from + changed.length,
  };
}

export function linked({ text, start, end }: Selection, otherwise: string): Selection {
  const words = text.slice(start, end) || otherwise;
  const address = 'https://';
  const at = start + words.length + 3;
  return {
    text: `${text.slice(0, start)}[${words}](${address})${text.slice(end)}`,
    start: at,
    end: at + address.length,
  };
}

/** The mention being written at the caret: what follows its @, and where that @ stands. */
export function mentionAt(text: string, caret: number): { sought: string; at: number } | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{M}’'-]*(?: [\p{L}\p{M}’'-]*)?)$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  const sought = found[1] ?? '';
  return { sought, at: caret - sought.length - 1 };
}

export function withMention(text: string, at: number, caret: number, name: string): Selection {
  const before = `${text.slice(0, at)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), start: before.length, end: before.length };
}

function mentionsIn(blocks: Block[]): number[] {
  const inInlines = (parts: Inline[]): number[] =>
    parts.flatMap((part) =>
      part.type === 'mention' ? part.person : 'children' in part ? inInlines(part.children) : [],
    );
  return blocks.flatMap((block) => {
    if ('children' in block) return inInlines(block.children);
    if (block.type === 'quote') return mentionsIn(block.blocks);
    if (block.type === 'list') return block.items.flatMap(mentionsIn);
    if (block.type === 'table') return [...block.head, ...block.rows.flat()].flatMap(inInlines);
    return [];
  });
}

/** Whom a text mentions, each once. Names inside code are only code. */
export function mentioned(text: string, people: Mentions): number[] {
  return text.includes('@') ? [...new Set(mentionsIn(parse(text, people)))] : [];
}
