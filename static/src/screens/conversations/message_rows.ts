// How messages stand under each other: days between them, whose follow on, and where the new ones begin.
import type { Message } from '$generated/protocol';
import { civilDate, dayHeading } from '$lib/format';

export interface Row {
  message: Message;
  /** A new day begins with this message. */
  day: string | undefined;
  /** The first message that is new since the last look. */
  fresh: boolean;
  /** Follows on the message before: the same author shortly after, so the name is not repeated. */
  continues: boolean;
}

const followsOnMs = 5 * 60_000;

/** `seenUpTo`: my mark when the topic was opened; 0 when I never looked, and then nothing is marked as new. */
export function rowsOf(messages: readonly Message[], seenUpTo: number, person: number, now: number): Row[] {
  let freshSeen = seenUpTo === 0;
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const newDay = !before || civilDate(before.created) !== civilDate(message.created);
    const fresh = !freshSeen && message.ordinal > seenUpTo && message.author !== person;
    freshSeen ||= fresh;
    const continues =
      !newDay &&
      !fresh &&
      before.author === message.author &&
      message.created - before.created < followsOnMs &&
      message.reply_to === undefined &&
      before.deleted === undefined &&
      message.deleted === undefined;
    return { message, day: newDay ? dayHeading(message.created, now) : undefined, fresh, continues };
  });
}
