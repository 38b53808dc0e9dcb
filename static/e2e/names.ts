// Accessible names that are put together from what is seen and what only a screen reader says.
const exactly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "Accept: Ruth Fell", where the part from the colon on is for screen readers; browsers put a space before it. */
export const labelled = (action: string, what: string): RegExp =>
  new RegExp(`^${exactly(action)} ?: ${exactly(what)}$`);

/** What begins with these words, such as a link that holds a title and then more. */
export const beginning = (words: string): RegExp => new RegExp(`^${exactly(words)}`);
