// Where I may write in a conversation, and what I may do with what is written, as POLICY's table says it. The server
// decides again; this only hides. Pure. Apart from may.ts because the first visit does without.
import type { Channel, Message, PracticePost, Resource, Team, Topic } from '$generated/protocol';
import type { Standing } from './may';

/** Where something is written: a channel of a team, or beside a resource or a practice post, whose readers write about it. */
export interface Place {
  team?: Team | undefined;
  channel?: Channel | undefined;
  resource?: Resource | undefined;
  practice?: PracticePost | undefined;
}

/** What is archived or withdrawn is read, not written. */
export function isActive({ team, channel, resource, practice }: Place): boolean {
  const bound = resource ?? practice;
  if (bound) return bound.state === 'published';
  return channel !== undefined && team?.state !== 'archived' && channel.state !== 'archived';
}

export function mayPost(me: Standing, place: Place, topic?: Topic): boolean {
  const { channel } = place;
  if (me === 'outsider' || !isActive(place) || topic?.state === 'locked') return false;
  if (!channel) return true;
  if (channel.posting === 'leads') return me === 'lead';
  return channel.posting === 'everyone' || me !== 'guest';
}

export function mayStartTopic(me: Standing, place: Place): boolean {
  return mayPost(me, place) && (me !== 'guest' || place.channel?.guests_may_start === true);
}

/** The topic's title, and agreeing and reopening. Its title only while it is open. */
export function maySteer(me: Standing, person: number, topic: Topic): boolean {
  return me === 'lead' || topic.author === person;
}

export function maySummarise(me: Standing, person: number, place: Place, topic: Topic): boolean {
  if (topic.state !== 'open' || !mayPost(me, place, topic)) return false;
  return me === 'lead' || me === 'member' || topic.author === person;
}

export function mayEditMessage(person: number, message: Message, posting: boolean): boolean {
  return message.author === person && posting && message.deleted === undefined;
}

export function mayDeleteMessage(me: Standing, person: number, message: Message): boolean {
  return message.deleted === undefined && (message.author === person || me === 'lead');
}
