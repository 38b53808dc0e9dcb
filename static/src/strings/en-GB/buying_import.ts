// Importing a contract register from a spreadsheet.
import { count } from '$lib/format';

const rows = (number: number) => count(number, 'row', 'rows');

export const registerImport = {
  title: 'Import contracts',
  back: 'contracts',
  toRegister: 'To the contract register',
  cannot: 'Contracts are imported by business managers and leaders.',
  intro:
    'One contract a row. The columns may be called and ordered as yours are: you say what each means, and Staffroom remembers it.',
  place: 'Register of',
  placeHelp: 'Rows that name a school or its URN go to that school.',
  fileHelp:
    'A spreadsheet saved as CSV, at most 96 MB. Nothing changes before you have seen what would happen.',
  needCsv: 'Save the sheet as CSV first, and choose that.',
  earlier: 'Earlier imports',
  another: 'Choose another file',
  nothingSaved: 'Nothing is saved until you import.',
  cancel: 'Cancel import',
  import: (number: number) => `Import ${rows(number)}`,
  started: 'Contracts are being imported.',
  done: (number: number) =>
    number ? `${rows(number)} imported.` : 'Nothing changed: all is in the register already.',
  leftOut: (number: number) => `${count(number, 'row was', 'rows were')} left out.`,
  match: '1. Match your columns',
  matchCaption: 'Columns of your file, and what each means',
  asLastTime: (number: number) => `${count(number, 'column', 'columns')} as last time`,
  likeLastTime: 'As last time',
  remembered: 'What you choose here is remembered for the next file of this organisation.',
  check: '2. Check',
  again: 'Check again',
  changed: 'You changed something. Check again to see what would happen.',
  checkedAgain: 'Checking again with what you chose.',
  would: { ready: (number: number) => `${rows(number)} ready`, left: 'These rows will be left out' },
  did: { ready: (number: number) => `${rows(number)} imported`, left: 'These rows were left out' },
  counts: (added: number, changed: number, same: number) =>
    [
      added && `${added.toLocaleString('en-GB')} new`,
      changed && `${changed.toLocaleString('en-GB')} changed`,
      same && `${same.toLocaleString('en-GB')} in the register already`,
    ]
      .filter(Boolean)
      .join(', '),
  errors: (number: number) => count(number, 'row with an error', 'rows with errors'),
  byRow: 'Errors, by row and column',
  row: (number: number) => `Row ${number}`,
  column: (header: string) => `Column ${header}`,
  emptyCell: '(empty)',
  moreErrors: 'Show more errors',
  download: (number: number) => `Download ${number === 1 ? 'the row' : `the ${rows(number)}`}`,
  fileName: (name: string) => `${name} to put right.csv`,
  csv: { row: 'Row', fix: 'What to do' },
  unknown: 'Categories we don’t know',
  unknownHelp: 'Choose once: it holds for every row, and for your next file.',
  means: (word: string, number: number) => `“${word}” (${rows(number)}) means`,
  chooseCategory: 'Choose a category',
};
