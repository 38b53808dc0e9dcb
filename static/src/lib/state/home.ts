// Home, made from the records: what needs me, apart from what is new. The counts of the navigation use it too.
import type { Flag, JoinRequest, Notification, Team, TeamMention, Topic } from '$generated/protocol';
import { readMarks } from './reads.svelte';
import { records } from './records';

/** One thing that waits for me; each kind has its own row and its own way to be done. */
export type Need = Notification | TeamMention | JoinRequest | Flag;

/** Teams that I lead, among those whose membership is held. */
function ledTeams(person: number): Set<number> {
  const mine = records.all('team_membership').filter((membership) => membership.person === person);
  return new Set(
    mine
      .filter((membership) => membership.relation === 'lead' && membership.state === 'current')
      .map((membership) => membership.team),
  );
}

/** Latest first. */
export function needs(person: number, now = Date.now()): Need[] {
  const led = ledTeams(person);
  const found: Need[] = [
    ...records
      .all('notification')
      .filter((note) => note.needs && note.state !== 'done' && (note.snoozed_until ?? 0) <= now),
    ...records
      .all('team_mention')
      .filter((mention) => mention.author !== person && mention.ordinal > readMarks.mark(mention.topic)),
    ...records.all('join_request').filter((wish) => wish.state === 'pending' && led.has(wish.team)),
    // Whoever wrote or reported a message does not decide on it.
    ...records
      .all('flag')
      .filter((flag) => flag.state === 'open' && led.has(flag.team))
      .filter((flag) => flag.author !== person && flag.message_author !== person),
  ];
  return found.sort((one, other) => other.created - one.created);
}

/** Notes that ask for nothing: "you are in a team now". They go when seen. */
export function notes(): Notification[] {
  return records
    .all('notification')
    .filter((note) => !note.needs && note.state === 'fresh')
    .sort((one, other) => other.created - one.created);
}

export interface TeamNews {
  team: Team;
  topics: { topic: Topic; unread: number; at: number }[];
}

/** My teams with something new, the latest first. */
export function news(person: number): TeamNews[] {
  const mine = records
    .all('team_membership')
    .filter((membership) => membership.person === person && membership.state === 'current');
  const topics = records.all('topic');
  const chosen = records.get('notification_setting', person)?.teams ?? [];
  const muted = new Set(chosen.filter(({ level }) => level === 'mute').map(({ team }) => team));
  const found = mine.flatMap((membership) => {
    if (muted.has(membership.team)) return [];
    const team = records.get('team', membership.team);
    const fresh = topics
      .filter((topic) => topic.team === membership.team && readMarks.unread(topic.id) > 0)
      .map((topic) => ({
        topic,
        unread: readMarks.unread(topic.id),
        at: records.get('topic_activity', topic.id)?.last_at ?? topic.created,
      }))
      .sort((one, other) => other.at - one.at);
    return team && fresh.length ? [{ team, topics: fresh }] : [];
  });
  return found.sort((one, other) => (other.topics[0]?.at ?? 0) - (one.topics[0]?.at ?? 0));
}
