// Topics as lists show them: by channel, the latest activity first.
import { SvelteMap } from 'svelte/reactivity';
import type { Topic } from '$generated/protocol';
import { one, page, wholeList } from './hub';
import type { Standing } from './may';
import type { Place } from './may_talk';
import { records } from './records';
import { channelsOf, standingIn } from './teams';

export function lastAt(topic: Topic): number {
  return records.get('topic_activity', topic.id)?.last_at ?? topic.created;
}

/** Where a topic stands, as far as it is held. */
export function placeOf({ team, channel, resource, practice }: Topic): Place {
  return {
    team: team === undefined ? undefined : records.get('team', team),
    channel: channel === undefined ? undefined : records.get('channel', channel),
    resource: resource === undefined ? undefined : records.get('resource', resource),
    practice: practice === undefined ? undefined : records.get('practice_post', practice),
  };
}

/** What I am to a topic. Whoever reads the resource or the practice post that it is bound to takes part in it. */
export function standingOn(topic: Topic, person: number): Standing {
  const { resource, practice } = placeOf(topic);
  if (topic.resource !== undefined || topic.practice !== undefined)
    return resource || practice ? 'member' : 'outsider';
  return standingIn(topic.team, person);
}

export function topicsOf(channel: number): Topic[] {
  return records
    .within('topic', channel)
    .sort((one, other) => lastAt(other) - lastAt(one) || other.id - one.id);
}

/** The cursors of channels whose older topics are not all here yet. */
const olderTopics = new SvelteMap<number, string>();

/** Fetches the first page of a channel's topics, or the page after those that are held. */
export async function fetchTopics(channel: number, cursor?: string): Promise<void> {
  const { next } = await page(`/channels/${channel}/topics`, { limit: 50, cursor });
  if (next) olderTopics.set(channel, next);
  else olderTopics.delete(channel);
}

export function olderCursor(channel: number): string | undefined {
  return olderTopics.get(channel);
}

/** The channels of a team with their latest topics. */
export async function fetchConversations(team: number): Promise<void> {
  await wholeList(`/teams/${team}/channels`);
  const active = channelsOf(team).filter((channel) => channel.state === 'active');
  await Promise.all(active.map((channel) => fetchTopics(channel.id)));
}

async function fetchAround(team: number): Promise<void> {
  await Promise.all([
    one(`/teams/${team}`, () => records.get('team', team)),
    wholeList(`/teams/${team}/members`),
    fetchConversations(team),
  ]);
}

async function fetchBoundTo({ resource, practice }: Topic): Promise<void> {
  if (practice !== undefined)
    await one(`/practice/${practice}`, () => records.get('practice_post', practice));
  else if (resource !== undefined)
    await one(`/resources/${resource}`, () => records.get('resource', resource));
}

/** A topic with what surrounds it, from its id alone: a link from anywhere. */
export async function fetchTopic(topic: number): Promise<void> {
  await one(`/topics/${topic}`, () => records.get('topic', topic));
  const held = records.get('topic', topic);
  if (!held) return;
  await (held.team === undefined ? fetchBoundTo(held) : fetchAround(held.team));
  if (records.get('topic_activity', topic)) return;
  // A topic further back than its channel's first page has come without its companions.
  await Promise.all([
    one(`/topics/${topic}/activity`, () => records.get('topic_activity', topic)),
    // Where I never looked there is none.
    one(`/topics/${topic}/read-state`, () => records.get('read_state', topic)).catch(() => {}),
  ]);
}
