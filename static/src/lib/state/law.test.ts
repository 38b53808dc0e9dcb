// The law: what a client holds, with the events that it receives, equals what it would fetch afresh. The server's law
// tests record their cases, and the same recording is replayed here on the web app's reducer.
//
// A case is {name, held, frames, afresh}: pages as lists answer them, then the events frames that one session
// received, then the same pages fetched afterwards.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EventsFrame, List } from '$generated/protocol';
import { Records } from './records';

interface LawCase {
  name: string;
  held: List[];
  frames: EventsFrame[];
  afresh: List[];
}

const recording = join(import.meta.dirname, '../../../../tests/fixtures/law_cases.json');
const cases = existsSync(recording) ? (JSON.parse(readFileSync(recording, 'utf8')) as LawCase[]) : [];

function replay(pages: List[], frames: EventsFrame[] = []) {
  const records = new Records();
  for (const page of pages) records.accept(page);
  for (const frame of frames) records.apply(frame.events, frame.names);
  return Object.fromEntries(records.snapshot());
}

describe.skipIf(cases.length === 0)('the law', () => {
  it.each(cases)('holds for $name', ({ held, frames, afresh }) => {
    expect(replay(held, frames)).toEqual(replay(afresh));
  });
});
