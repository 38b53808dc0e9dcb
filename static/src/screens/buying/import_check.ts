// What the check of an imported register found: what is wrong where, which words for categories are not known, and the
// rows to put right as a file of their own. Pure.
import type { ImportColumn, ImportJob, ImportRow } from '$generated/protocol';

export interface ImportFault {
  row: number;
  column: string;
  found: string;
  fix: string;
}

const cellOf = (row: ImportRow, columns: readonly ImportColumn[], header: string | undefined): string => {
  const at = header === undefined ? -1 : columns.findIndex((column) => column.header === header);
  return at < 0 ? '' : (row.cells?.[at] ?? '').trim();
};

const errors = (rows: readonly ImportRow[]): ImportRow[] =>
  rows.filter(({ outcome }) => outcome === 'error').sort((one, other) => one.number - other.number);

export const faultsIn = (rows: readonly ImportRow[], columns: readonly ImportColumn[]): ImportFault[] =>
  errors(rows).map((row) => ({
    row: row.number,
    column: row.column ?? '',
    found: cellOf(row, columns, row.column),
    fix: row.problem ?? '',
  }));

export interface UnknownWord {
  word: string;
  rows: number;
}
/** Words for categories that nothing is known for, with how many rows have them; the most frequent first. */
export function unknownWords(rows: readonly ImportRow[], columns: readonly ImportColumn[]): UnknownWord[] {
  const header = columns.find(({ field }) => field === 'category')?.header;
  if (header === undefined) return [];
  const found = new Map<string, UnknownWord>();
  for (const row of errors(rows)) {
    if (row.column !== header) continue;
    const word = cellOf(row, columns, header);
    if (!word) continue;
    const key = word.toLocaleLowerCase('en-GB');
    const held = found.get(key);
    if (held) held.rows += 1;
    else found.set(key, { word, rows: 1 });
  }
  return [...found.values()].sort(
    (one, other) => other.rows - one.rows || one.word.localeCompare(other.word, 'en-GB'),
  );
}

/** Columns that mean what they meant in the organisation's last register of which rows were taken. */
export function asLastTime(job: ImportJob, jobs: readonly ImportJob[]): Set<string> {
  const before = jobs
    .filter(
      ({ id, source, organisation, state }) =>
        id < job.id &&
        source === 'contracts' &&
        organisation === job.organisation &&
        (state === 'done' || state === 'done_with_errors'),
    )
    .sort((one, other) => other.id - one.id)[0];
  const known = new Map((before?.columns ?? []).map(({ header, field }) => [header, field]));
  return new Set(
    (job.columns ?? [])
      .filter(({ header, field }) => field !== undefined && known.get(header) === field)
      .map(({ header }) => header),
  );
}

/** A cell that no spreadsheet takes for a formula, in quotes. */
export const csvCell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The rows that were left out, as they stood in the file, with what to do in a column of its own. */
export function csvOf(
  rows: readonly ImportRow[],
  columns: readonly ImportColumn[],
  words: { row: string; fix: string },
): string {
  const lines = [
    [...columns.map(({ header }) => header), words.row, words.fix],
    ...errors(rows).map((row) => [
      ...columns.map((_, at) => row.cells?.[at] ?? ''),
      String(row.number),
      [row.column, row.problem].filter(Boolean).join(': '),
    ]),
  ];
  // The mark at the beginning tells spreadsheets which letters these are.
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
