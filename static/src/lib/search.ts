// Finding a row in a list that is already here: every word typed must begin a word of the row, accents aside.
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en-GB');

export function matches(sought: string, ...texts: string[]): boolean {
  const words = plain(texts.join(' ')).split(/[^\p{L}\p{N}]+/u);
  return plain(sought)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
