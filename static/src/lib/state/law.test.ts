// The law: what a client holds, with the events that it receives, equals what it would fetch afresh. The server's law
// tests record what four viewers receive in a short story, and the same recording is replayed here on the web app's
// reducer: from `start`, fetched at `seq`, by `frames` to exactly `expected`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyRecord, EventsFrame } from '$generated/protocol';
import { Records } from './records';

interface LawCase {
  viewer: string;
  person: number;
  seq: number;
  start: AnyRecord[];
  frames: EventsFrame[];
  /** By `kind/id`. */
  expected: Record<string, AnyRecord>;
}

const recording = join(import.meta.dirname, '../../../../tests/fixtures/law_cases.json');
const { cases } = existsSync(recording)
  ? (JSON.parse(readFileSync(recording, 'utf8')) as { cases: LawCase[] })
  : { cases: [] };

describe.skipIf(cases.length === 0)('the law', () => {
  it.each(cases)('holds for $viewer from $seq', ({ person, seq, start, frames, expected }) => {
    const records = new Records();
    records.person = person;
    for (const record of start) records.put(record, seq);
    for (const frame of frames) records.apply(frame.events, frame.names);
    const held = [...records.snapshot().values()].map((record) => [`${record.kind}/${record.id}`, record]);
    expect(Object.fromEntries(held)).toEqual(expected);
  });
});
