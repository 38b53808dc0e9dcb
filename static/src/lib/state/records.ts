// Everything that the page knows of the hub: one store for all kinds of records, and the one reducer that lists,
// answers and events go through. It stands apart from Svelte's runes so that the recorded law cases can run on it.
import { createSubscriber } from 'svelte/reactivity';
import type { AnyRecord, Event, Kind, List, PersonName, RecordByKind } from '$generated/protocol';

type Access = Extract<Event, { access: unknown }>['access'];
/** What is held for (kind, id): the record, or that it was deleted, and the seq at which that was true. */
interface Entry {
  seq: number;
  record: AnyRecord | undefined;
}

/** The topic that a record is bound to; what is bound to none stands in its team by itself. */
function topicOf(record: AnyRecord): number | undefined {
  switch (record.kind) {
    case 'topic':
    case 'topic_activity':
    case 'read_state':
      return record.id;
    case 'message':
    case 'message_revision':
    case 'team_mention':
    case 'action_item':
      return record.topic;
    case 'notification':
      // What somebody is to do stays with them, whatever becomes of the topic.
      return record.action === undefined || record.because === 'action_done' ? record.topic : undefined;
    default:
      return undefined;
  }
}

/** What other records are bound to, as a key: a resource or a practice post. */
type Anchor = `${'resource' | 'practice_post'}#${number}`;
const resourceAnchor = (id: number | undefined): Anchor | undefined =>
  id === undefined ? undefined : `resource#${id}`;
const practiceAnchor = (id: number | undefined): Anchor | undefined =>
  id === undefined ? undefined : `practice_post#${id}`;

/** What a record is, or hangs on by itself: it goes with it. */
function anchorOf(record: AnyRecord): Anchor | undefined {
  switch (record.kind) {
    case 'resource':
    case 'resource_activity':
      return resourceAnchor(record.id);
    case 'resource_version':
    case 'version_check':
    case 'approval':
    case 'resource_use':
    case 'use_author':
    case 'rubric_score':
    case 'resource_report':
      return resourceAnchor(record.resource);
    case 'practice_post':
    case 'practice_activity':
      return practiceAnchor(record.id);
    case 'adoption':
    case 'adoption_author':
      return practiceAnchor(record.practice);
    case 'topic':
    case 'read_state':
    case 'notification':
    case 'action_item':
      return resourceAnchor(record.resource) ?? practiceAnchor(record.practice);
    default:
      return undefined;
  }
}

/** The list that a record stands in: messages by topic, topics by what holds them … Kinds not named are listed as a whole. */
function listOf(record: AnyRecord): number | undefined {
  switch (record.kind) {
    case 'message':
    case 'action_item':
      return record.topic;
    case 'topic':
      return record.channel ?? record.resource ?? record.practice;
    case 'resource_version':
    case 'approval':
    case 'resource_use':
    case 'rubric_score':
    case 'resource_report':
      return record.resource;
    case 'adoption':
    case 'adoption_author':
      return record.practice;
    case 'review':
      return record.cycle;
    case 'review_interest':
    case 'review_activity':
    case 'evidence_note':
    case 'report_comment':
    case 'report_grant':
    case 'report_reading':
    case 'review_action':
      return record.review;
    case 'support_match':
    case 'match_answer':
    case 'support_agreement':
    case 'support_visit':
    case 'support_evaluation':
      return record.request;
    case 'contract_entry':
      return record.contract;
    case 'supplier_experience':
      return record.supplier;
    case 'participation':
      return record.pool;
    case 'purchase_gate':
    case 'purchase_declaration':
    case 'supplier_link':
    case 'quote':
    case 'quote_price':
    case 'quote_score':
      return record.purchase;
    case 'profile_part':
      return record.person;
    case 'channel':
    case 'team_membership':
    case 'join_request':
    case 'flag':
    case 'lead_message':
      return record.team;
    case 'membership':
      return record.person;
    case 'invitation':
      return record.organisation;
    case 'import_rows':
      return record.import;
    default:
      return undefined;
  }
}

/** Wakes whatever in the page has read something under a key, once it changes. */
class Signals {
  #signals = new Map<string, { subscribe: () => void; wake: (() => void) | undefined }>();

  read(key: string): void {
    let signal = this.#signals.get(key);
    if (!signal) {
      const made: { subscribe: () => void; wake: (() => void) | undefined } = {
        subscribe: () => {},
        wake: undefined,
      };
      made.subscribe = createSubscriber((update) => {
        made.wake = update;
        return () => this.#signals.delete(key);
      });
      this.#signals.set(key, made);
      signal = made;
    }
    signal.subscribe();
  }

  wake(keys: Iterable<string>): void {
    for (const key of keys) this.#signals.get(key)?.wake?.();
  }

  all(): Iterable<string> {
    return [...this.#signals.keys()];
  }
}

const oneKey = (kind: Kind, id: number) => `${kind}#${id}`;
const listKey = (kind: Kind, list: number) => `${kind}/${list}`;
const nameKey = (id: number) => `name#${id}`;

export class Records {
  #entries = new Map<Kind, Map<number, Entry>>();
  #lists = new Map<string, Set<number>>();
  #names = new Map<number, PersonName>();
  #signals = new Signals();
  /** Who is signed in: their own actions stay when the topic goes. */
  person = 0;
  /** Keys changed by the frame or list at work; woken together, so that the page is drawn once. */
  #changed = new Set<string>();

  get<K extends Kind>(kind: K, id: number): RecordByKind[K] | undefined {
    this.#signals.read(oneKey(kind, id));
    return this.#held(kind, id)?.record as RecordByKind[K] | undefined;
  }

  /** The records of one list, in no particular order: within('message', topic). */
  within<K extends Kind>(kind: K, list: number): RecordByKind[K][] {
    const key = listKey(kind, list);
    this.#signals.read(key);
    const ids = this.#lists.get(key) ?? [];
    return [...ids].flatMap((id) => (this.#held(kind, id)?.record as RecordByKind[K] | undefined) ?? []);
  }

  all<K extends Kind>(kind: K): RecordByKind[K][] {
    this.#signals.read(kind);
    return this.#recordsOf(kind);
  }

  name(person: number): PersonName | undefined {
    this.#signals.read(nameKey(person));
    return this.#names.get(person);
  }

  /** Whether it was held once and is known to be gone. */
  wasLost(kind: Kind, id: number): boolean {
    const held = this.#held(kind, id);
    return held !== undefined && held.record === undefined;
  }

  /** A list, or an answer of several records, as it was at its seq. */
  accept(page: List): void {
    for (const record of page.items ?? []) this.#put(record, page.seq);
    for (const record of page.also ?? []) this.#put(record, page.seq);
    this.#learn(page.names);
    this.#wake();
  }

  put(record: AnyRecord, seq: number): void {
    this.#put(record, seq);
    this.#wake();
  }

  apply(events: readonly Event[], names: PersonName[] = []): void {
    this.#learn(names);
    for (const event of events) {
      if ('put' in event) this.#put(event.put, event.seq);
      else if ('delete' in event) this.#delete(event.delete.kind, event.delete.id, event.seq);
      else if (event.access.change === 'lost') this.#drop(event.seq, this.#inScope(event.access));
    }
    this.#wake();
  }

  clear(): void {
    this.#entries.clear();
    this.#lists.clear();
    this.#names.clear();
    this.#signals.wake(this.#signals.all());
  }

  /** All that is held, by kind and id; for tests and the recorded law cases. */
  snapshot(): Map<string, AnyRecord> {
    const found = new Map<string, AnyRecord>();
    for (const [kind, entries] of this.#entries) {
      for (const [id, entry] of entries) if (entry.record) found.set(oneKey(kind, id), entry.record);
    }
    return found;
  }

  #held(kind: Kind, id: number): Entry | undefined {
    return this.#entries.get(kind)?.get(id);
  }

  #put(record: AnyRecord, seq: number): void {
    const held = this.#held(record.kind, record.id);
    if (held && seq < held.seq) return;
    this.#set(record.kind, record.id, { seq, record });
    if (record.kind === 'person') this.#learn([record]);
  }

  #delete(kind: Kind, id: number, seq: number): void {
    const held = this.#held(kind, id);
    if (held && seq <= held.seq) return;
    // A tombstone stays, so that an older list that comes in late does not bring the record back.
    this.#set(kind, id, { seq, record: undefined });
    // Teams and channels are archived, never deleted: a deleted team is a card that can no longer be found.
    if (kind === 'topic') this.#drop(seq, (record) => topicOf(record) === id);
    if (kind === 'resource' || kind === 'practice_post') this.#drop(seq, this.#hangsOn(`${kind}#${id}`));
  }

  #set(kind: Kind, id: number, entry: Entry): void {
    let entries = this.#entries.get(kind);
    if (!entries) this.#entries.set(kind, (entries = new Map()));
    const before = entries.get(id)?.record;
    entries.set(id, entry);
    this.#changed.add(oneKey(kind, id)).add(kind);
    this.#relist(kind, id, before && listOf(before), entry.record && listOf(entry.record));
  }

  #relist(kind: Kind, id: number, before: number | undefined, after: number | undefined): void {
    if (before !== undefined) {
      this.#changed.add(listKey(kind, before));
      if (before !== after) this.#lists.get(listKey(kind, before))?.delete(id);
    }
    if (after === undefined) return;
    const key = listKey(kind, after);
    this.#changed.add(key);
    const list = this.#lists.get(key);
    if (list) list.add(id);
    else this.#lists.set(key, new Set([id]));
  }

  #learn(names: readonly PersonName[] = []): void {
    for (const { id, name, label } of names) {
      const known = this.#names.get(id);
      if (known?.name === name && known.label === label) continue;
      this.#names.set(id, { id, name, label });
      this.#changed.add(nameKey(id));
    }
  }

  /** Drops what was held before `seq`; what stays visible another way follows as a put with the same seq. */
  #drop(seq: number, isIn: (record: AnyRecord) => boolean): void {
    for (const [kind, entries] of this.#entries) {
      for (const [id, entry] of entries) {
        if (!entry.record || entry.seq >= seq || this.#isMine(entry.record)) continue;
        if (isIn(entry.record)) this.#set(kind, id, { seq, record: undefined });
      }
    }
  }

  #isMine(record: AnyRecord): boolean {
    return record.kind === 'action_item' && record.owner === this.person;
  }

  /**
   * What hangs on a resource or a practice post, by itself or by its topic. What tells of a report stays: whom it is for
   * need not read the resource. A topic that is not held may be bound to it.
   */
  #hangsOn(anchor: Anchor): (record: AnyRecord) => boolean {
    const places = this.#places();
    return (record) => {
      if (record.kind === 'notification' && record.resource_report !== undefined) return false;
      if (anchorOf(record) === anchor) return true;
      const topic = topicOf(record);
      if (topic === undefined || record.kind === 'topic' || record.kind === 'action_item') return false;
      const boundTo = places.anchorOf.get(topic);
      return boundTo === anchor || (boundTo === undefined && !places.channelOf.has(topic));
    };
  }

  /** Where topics and channels stand, as far as it is known here. */
  #places() {
    const channelOf = new Map<number, number>();
    const teamOf = new Map<number, number>();
    const anchors = new Map<number, Anchor>();
    for (const { id, channel } of this.#recordsOf('topic_activity')) {
      if (channel !== undefined) channelOf.set(id, channel);
    }
    for (const topic of this.#recordsOf('topic')) {
      const { id, channel, team } = topic;
      const anchor = anchorOf(topic);
      if (anchor !== undefined) anchors.set(id, anchor);
      if (channel === undefined || team === undefined) continue;
      channelOf.set(id, channel);
      teamOf.set(channel, team);
    }
    for (const { id, team } of this.#recordsOf('channel')) teamOf.set(id, team);
    return { channelOf, teamOf, anchorOf: anchors };
  }

  #recordsOf<K extends Kind>(kind: K): RecordByKind[K][] {
    const entries = this.#entries.get(kind)?.values() ?? [];
    return [...entries].flatMap((entry) => (entry.record as RecordByKind[K] | undefined) ?? []);
  }

  /** What cannot be placed counts as inside: it is shown nowhere, and it might belong to the scope. */
  #inScope({ scope, id }: Access): (record: AnyRecord) => boolean {
    if (scope === 'organisation') return () => true;
    const places = this.#places();
    const shared = [...this.#recordsOf('resource'), ...this.#recordsOf('practice_post')];
    const teamOfAnchor = new Map(shared.map((it) => [anchorOf(it), it.team]));

    const inChannel = (record: AnyRecord): boolean => {
      if (record.kind === 'channel') return record.id === id;
      // Guests know each other by the channels that they share.
      if (record.kind === 'team_membership') return record.channels?.includes(id) ?? false;
      if (record.kind === 'action_item') return record.channel === id;
      const topic = topicOf(record);
      return topic !== undefined && !places.anchorOf.has(topic) && (places.channelOf.get(topic) ?? id) === id;
    };
    const inTeam = (record: AnyRecord): boolean => {
      if (record.kind === 'team') return record.id === id;
      if (record.kind === 'resource' || record.kind === 'practice_post') return record.team === id;
      // Who shares a team sees more of a profile; which of its parts, one cannot tell.
      if (record.kind === 'profile_part' || record.kind === 'person_load') return true;
      const topic = topicOf(record);
      const anchor = anchorOf(record) ?? places.anchorOf.get(topic ?? 0);
      if (anchor !== undefined) return !teamOfAnchor.has(anchor) || teamOfAnchor.get(anchor) === id;
      if (record.kind === 'action_item') return (places.teamOf.get(record.channel ?? 0) ?? id) === id;
      if (topic !== undefined) return (places.teamOf.get(places.channelOf.get(topic) ?? 0) ?? id) === id;
      const mine = record.kind === 'notification' || record.kind === 'download';
      return 'team' in record && !mine && record.team === id;
    };
    return scope === 'team' ? inTeam : inChannel;
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#signals.wake(changed);
  }
}

export const records = new Records();
