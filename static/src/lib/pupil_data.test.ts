import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPupilData, type PupilDataHit } from './pupil_data';

interface Example {
  why: string;
  text: string;
  column?: string;
  found: PupilDataHit[];
}
const table = join(import.meta.dirname, '../../../tests/fixtures/pupil_data.json');
const { texts } = JSON.parse(readFileSync(table, 'utf8')) as { texts: Example[] };

describe('the pupil-data guard', () => {
  it('has a table to be held to', () => expect(texts.length).toBeGreaterThan(30));

  for (const { why, text, column, found } of texts)
    it(`finds what the hub finds: ${why}`, () => expect(findPupilData(text, column)).toEqual(found));

  it('takes time in proportion to the text', () => {
    const began = performance.now();
    for (const piece of ['A ', '1', '1-', 'B80120000500 ', 'NHS ', '943 476 591 '])
      findPupilData(piece.repeat(Math.ceil(200_000 / piece.length)));
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
