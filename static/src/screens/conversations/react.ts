import type { Message, ReactionWord } from '$generated/protocol';
import { attempt } from '$lib/problems';
import { run } from '$lib/state/hub';

export function reacted(message: Message, word: ReactionWord, person: number): boolean {
  return (message.reactions ?? []).some((reaction) => reaction.word === word && reaction.by === person);
}

export function toggleReaction(message: Message, word: ReactionWord, person: number): Promise<boolean> {
  const command = reacted(message, word, person) ? 'withdraw_reaction' : 'react';
  return attempt(() => run(command, { topic: message.topic, ordinal: message.ordinal, word }, {}));
}
