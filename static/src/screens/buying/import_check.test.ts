import { describe, expect, it } from 'vitest';
import type { ImportColumn, ImportJob, ImportRow } from '$generated/protocol';
import { asLastTime, csvCell, csvOf, faultsIn, unknownWords } from './import_check';

const columns: ImportColumn[] = [
  { header: 'Contract', field: 'contract_title', sample: 'Cleaning' },
  { header: 'Type', field: 'category', sample: 'Cleaning' },
  { header: 'Expiry', field: 'ends', sample: '31/08/2026' },
];
const row = (number: number, cells: string[], over: Partial<ImportRow> = {}): ImportRow => ({
  number,
  cells,
  outcome: 'added',
  applied: false,
  ...over,
});
const wrong = (number: number, cells: string[], column: string, problem: string) =>
  row(number, cells, { outcome: 'error', column, problem });

const rows = [
  wrong(9, ['Cleaning', 'Cleaning', '31/06/2026'], 'Expiry', 'June has 30 days.'),
  row(2, ['Bins', 'Waste', '31/08/2026']),
  wrong(4, ['Grass', 'Grounds', '31/08/2026'], 'Type', 'Not known.'),
  wrong(5, ['Trees', 'grounds', '31/08/2026'], 'Type', 'Not known.'),
  wrong(6, ['Odd', 'Misc', '31/08/2026'], 'Type', 'Not known.'),
  wrong(7, ['None', '', '31/08/2026'], 'Type', 'Needed.'),
];

describe('what the check found', () => {
  it('stands by row and column, with the value', () => {
    expect(faultsIn(rows, columns)[0]).toEqual({
      row: 4,
      column: 'Type',
      found: 'Grounds',
      fix: 'Not known.',
    });
    expect(faultsIn(rows, columns).map(({ row: number }) => number)).toEqual([4, 5, 6, 7, 9]);
  });
  it('asks once for each word that is not known', () => {
    expect(unknownWords(rows, columns)).toEqual([
      { word: 'Grounds', rows: 2 },
      { word: 'Misc', rows: 1 },
    ]);
    expect(unknownWords(rows, columns.slice(2))).toEqual([]);
  });
});

describe('columns as last time', () => {
  const job = (id: number, over: Partial<ImportJob> = {}) =>
    ({ id, source: 'contracts', organisation: 3, state: 'done', columns, ...over }) as ImportJob;
  it('are those that meant the same in the last register that was taken', () => {
    const now = job(9, {
      state: 'ready',
      columns: [...columns.slice(0, 2), { header: 'Expiry', field: 'starts', sample: '' }],
    });
    expect([...asLastTime(now, [job(5)])]).toEqual(['Contract', 'Type']);
    expect(asLastTime(now, [job(5, { organisation: 4 })]).size).toBe(0);
    expect(asLastTime(now, [job(5, { state: 'cancelled' })]).size).toBe(0);
    expect(asLastTime(now, [job(5, { source: 'staff_file' }), now]).size).toBe(0);
  });
});

describe('rows to put right', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+44', `"'+44"`],
    ['-3', `"'-3"`],
    ['@x', `"'@x"`],
    ['\tx', `"'\tx"`],
    ['a "b", c', '"a ""b"", c"'],
    ['plain', '"plain"'],
  ])('%s is no formula', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
  it('come with their number and what to do', () => {
    const lines = csvOf(rows, columns, { row: 'Row', fix: 'What to do' }).split('\r\n');
    expect(lines[0]).toBe('\uFEFF"Contract","Type","Expiry","Row","What to do"');
    expect(lines[1]).toBe('"Grass","Grounds","31/08/2026","4","Type: Not known."');
    expect(lines).toHaveLength(7);
  });
});
