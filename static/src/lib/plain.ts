// The first words of a message without its marks, for list rows. Far simpler than reading the Markdown properly, and
// so light that the first visit can afford it; what it gets wrong is a stray mark in a preview.
const marks = /(\*\*|__|~~|`|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}]))/gu;

export function plain(text: string): string {
  const line = text.split('\n').find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? '';
  return line
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(marks, '')
    .trim();
}
