import { expect, it } from 'vitest';
import { importPage } from '$strings/imports';
import type { ImportCounts, ImportRow, RowOutcome } from '$generated/protocol';
import { changes, chosenRows, claimedTwice, fieldsOf, manyLeave, numberOf, whoOf } from './import_view';

const counts: ImportCounts = { added: 14, changed: 6, same: 92, leaver: 3, skipped: 5, error: 4 };
const row = (number: number, outcome: RowOutcome, cells: string[] = []): ImportRow => ({
  number,
  outcome,
  cells,
  applied: false,
});

it('counts what changes and what is worth a look', () => {
  expect(changes(counts)).toBe(23);
  expect(numberOf(counts, 'look')).toBe(27);
  expect(numberOf(counts, 'same')).toBe(92);
});

it('shows what must be fixed first, then leavers, then the file’s order', () => {
  const rows = [
    row(2, 'added'),
    row(3, 'same'),
    row(5, 'error'),
    row(0, 'leaver'),
    row(4, 'added'),
    row(9, 'error'),
  ];
  expect(chosenRows(rows, 'look').map(({ number }) => number)).toEqual([5, 9, 0, 2, 4]);
  expect(chosenRows(rows, 'same').map(({ number }) => number)).toEqual([3]);
});

it('asks for the number only when more than a tenth leaves', () => {
  expect(manyLeave({ ...counts, leaver: 10, same: 90, changed: 0 })).toBe(false);
  expect(manyLeave({ ...counts, leaver: 11, same: 89, changed: 0 })).toBe(true);
  expect(manyLeave({ ...counts, leaver: 0, same: 0, changed: 0 })).toBe(false);
});

it('names a row by what its columns mean', () => {
  const columns = [
    { header: 'E-mail', field: 'email' as const, sample: '' },
    { header: 'First', field: 'given_name' as const, sample: '' },
    { header: 'Last', field: 'family_name' as const, sample: '' },
    { header: 'Shoe size', sample: '' },
    { header: 'School', field: 'school_name' as const, sample: '' },
  ];
  expect(whoOf(row(2, 'added', ['a@b.example', 'Aisha', 'Bello', '38', 'Northgate']), columns)).toEqual({
    name: 'Aisha Bello',
    detail: 'a@b.example, Northgate',
  });
  expect(whoOf(row(3, 'error', ['a@b.example']), columns)).toEqual({ name: 'a@b.example', detail: '' });
  // Rows of the register have no such columns: the number and the name come first in it.
  expect(whoOf(row(4, 'added', ['137083', 'Beck Lane Primary']), [])).toEqual({
    name: 'Beck Lane Primary',
    detail: '137083',
  });
});

it('finds a meaning that two columns claim', () => {
  expect(claimedTwice([{ field: 'email' }, { field: '' }, { field: '' }, { field: 'role' }])).toBeUndefined();
  expect(claimedTwice([{ field: 'email' }, { field: 'email' }])).toBe('email');
});

it('offers what a column of that kind of file can mean, each once', () => {
  const [staff, register] = [fieldsOf({ source: 'staff_file' }), fieldsOf({ source: 'contracts' })];
  expect(staff).not.toContain('supplier');
  expect(register).not.toContain('email');
  for (const fields of [staff, register]) expect(new Set(fields).size).toBe(fields.length);
  expect([...new Set([...staff, ...register])].sort()).toEqual(Object.keys(importPage.fields).sort());
});
