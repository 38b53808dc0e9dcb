// What a request for support begins with, from the link that led to it: a person, a practice post, a message, or a
// sentence of a review's report.
import { one } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { requestForm as words } from '$strings/support';
import { sentenceOf } from '../reviews/origin';
import type { RequestForm } from './request_form';

export interface Origin {
  person?: number;
  practice?: number;
  topic?: number;
  message?: number;
  review?: number;
  sentence?: number;
  /** Of the practice post, once it is known. */
  title?: string;
  /** Set when it has been read. */
  from?: true;
}

const idOf = (query: URLSearchParams, name: string): number | undefined => {
  const id = Number(query.get(name));
  return Number.isInteger(id) && id > 0 ? id : undefined;
};

export function originOf(query: URLSearchParams): Origin {
  const found: Origin = { from: true };
  for (const name of ['person', 'practice', 'topic', 'message', 'review', 'sentence'] as const) {
    const id = idOf(query, name);
    if (id !== undefined) found[name] = id;
  }
  return found;
}

/** What it puts into the form, and what it learns of the origin. What cannot be read is left out. */
export async function prefill(origin: Origin): Promise<Partial<RequestForm>> {
  const { person, practice, topic, message, review, sentence } = origin;
  const quietly = (fetching: Promise<unknown>) => fetching.catch(() => {});
  if (person !== undefined) {
    await quietly(one(`/people/${person}`, () => records.get('person', person)));
    return { wanted: String(person) };
  }
  if (practice !== undefined) {
    await quietly(one(`/practice/${practice}`, () => records.get('practice_post', practice)));
    const post = records.get('practice_post', practice);
    if (!post) return {};
    origin.title = post.title;
    const contact = post.contact ?? post.author;
    await quietly(one(`/people/${contact}`, () => records.get('person', contact)));
    const { subject = '', stages = [] } = post;
    return { title: words.about(post.title).slice(0, 160), subject, stages, wanted: String(contact) };
  }
  if (review !== undefined) {
    const need = await sentenceOf(review, sentence);
    return { title: [...need].slice(0, 160).join(''), need };
  }
  if (topic === undefined) return {};
  await quietly(one(`/topics/${topic}`, () => records.get('topic', topic)));
  const at = message ?? 1;
  const said = () => records.within('message', topic).find(({ ordinal }) => ordinal === at);
  await quietly(one(`/topics/${topic}/messages/${at}`, said));
  return { title: records.get('topic', topic)?.title ?? '', need: said()?.text ?? '' };
}
