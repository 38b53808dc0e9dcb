import { expect, test } from 'vitest';
import { bandsIn, draftOf, emptyBand, faultsOf } from './bands_form';

const drafts = [
  { from: '0', route: 'catalogue', quotes: '1', approved: 'Head' },
  { from: '10,000', route: 'quotes', quotes: '3', approved: '' },
] as const;

test('bands go out and come back to the penny', () => {
  const sent = bandsIn(drafts);
  expect(sent.map(({ from_pence: from }) => from)).toEqual([0, 1_000_000]);
  expect(sent.map(draftOf)).toEqual(drafts);
});

test('they begin at nothing, rise, and have a source', () => {
  expect(faultsOf(drafts, 'Scheme')).toEqual([]);
  const ids = (...given: Parameters<typeof faultsOf>) => faultsOf(...given).map(({ id }) => id);
  expect(ids([{ ...drafts[0], from: '5' }], '')).toEqual(['from-0', 'source']);
  expect(ids([drafts[0], { ...emptyBand(), from: '0' }], 'Scheme')).toEqual(['from-1']);
  expect(ids([{ ...drafts[0], quotes: 'many' }], 'Scheme')).toEqual(['quotes-0']);
});
