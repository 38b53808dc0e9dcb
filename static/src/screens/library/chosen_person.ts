// Whom somebody means by what they typed: the one with exactly that name, or the only one whose name begins so.

export interface Choice {
  id: string;
  text: string;
}

/** The id; empty while it is nobody, or could be several. */
export function chosenPerson(people: Choice[], typed: string): string {
  const wanted = typed.trim().toLocaleLowerCase('en-GB');
  if (!wanted) return '';
  const fitting = people.filter(({ text }) => text.toLocaleLowerCase('en-GB').startsWith(wanted));
  const exact = fitting.find(({ text }) => text.toLocaleLowerCase('en-GB') === wanted);
  return (exact ?? (fitting.length === 1 ? fitting[0] : undefined))?.id ?? '';
}
