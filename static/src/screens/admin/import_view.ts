// What an import says about itself: how far it is, what is counted, which rows belong to a count. Pure.
import type {
  ImportColumn,
  ImportCounts,
  ImportField,
  ImportJob,
  ImportRow,
  RowOutcome,
} from '$generated/protocol';

/** The counts that can be chosen; `look` is all that is worth a look. */
export type Shown = 'look' | Exclude<RowOutcome, 'waiting' | 'skipped'>;

export function ofPeople(job: Pick<ImportJob, 'source'>): boolean {
  return job.source === 'staff_file' || job.source === 'one_roster';
}

export function changes({ added, changed, leaver }: ImportCounts): number {
  return added + changed + leaver;
}

export function running(job: Pick<ImportJob, 'state'>): boolean {
  return job.state === 'uploaded' || job.state === 'checking' || job.state === 'committing';
}

const ofStaff: ImportField[] = [
  'email',
  'given_name',
  'family_name',
  'full_name',
  'school_urn',
  'school_name',
  'role',
  'title',
  'subjects',
  'teams',
  'starts',
  'ends',
  'staff_id',
  'status',
];
const ofRegister: ImportField[] = [
  'contract_title',
  'supplier',
  'category',
  'school_urn',
  'school_name',
  'sites',
  'starts',
  'ends',
  'notice',
  'renewal',
  'extensions',
  'trigger',
  'annual_value',
  'total_value',
  'vat',
  'reference',
  'description',
  'method',
  'framework',
  'cfr_code',
  'owner_role',
  'status',
  'sme',
  'early_termination',
  'exit_plan',
  'data_protection',
];

/** What a column can mean, in the order in which it is chosen. */
export function fieldsOf({ source }: Pick<ImportJob, 'source'>): readonly ImportField[] {
  return source === 'contracts' ? ofRegister : ofStaff;
}

/** A report is there to be read. */
export function reported(job: Pick<ImportJob, 'state'>): boolean {
  return ['ready', 'committing', 'done', 'done_with_errors', 'no_longer_allowed'].includes(job.state);
}

export function numberOf(counts: ImportCounts, shown: Shown): number {
  return shown === 'look' ? counts.error + changes(counts) : counts[shown];
}

const order: Partial<Record<RowOutcome, number>> = { error: 0, leaver: 1, changed: 2, added: 3 };

/** What must be fixed comes first, then who leaves, then the rest in the file's order. */
export function chosenRows(rows: readonly ImportRow[], shown: Shown): ImportRow[] {
  const wanted = (row: ImportRow) =>
    shown === 'look' ? order[row.outcome] !== undefined : row.outcome === shown;
  return rows.filter(wanted).sort((one, other) => {
    const ranked = shown === 'look' ? (order[one.outcome] ?? 9) - (order[other.outcome] ?? 9) : 0;
    return ranked || one.number - other.number;
  });
}

/** Many of those who are known would go: then the number has to be typed. The hub counts again and has the last word. */
export function manyLeave({ leaver, same, changed }: ImportCounts): boolean {
  return leaver * 10 > leaver + same + changed;
}

export interface Who {
  name: string;
  detail: string;
}

/** Whom or what a row is about, from its cells and what the columns mean. */
export function whoOf(row: ImportRow, columns: readonly ImportColumn[] = []): Who {
  const cell = (field: ImportField) => {
    const at = columns.findIndex((column) => column.field === field);
    return at < 0 ? '' : (row.cells?.[at] ?? '').trim();
  };
  const name = cell('full_name') || [cell('given_name'), cell('family_name')].filter(Boolean).join(' ');
  const place = cell('school_name') || cell('school_urn');
  const email = cell('email');
  if (!columns.some((column) => column.field)) {
    const [first = '', second = ''] = (row.cells ?? []).filter(Boolean);
    return { name: second || first, detail: second ? first : '' };
  }
  return {
    name: name || email,
    detail: [name && email, place].filter(Boolean).join(', '),
  };
}

/** A field that two columns claim; undefined when there is none. */
export function claimedTwice(
  columns: readonly { field?: ImportField | '' | undefined }[],
): ImportField | undefined {
  const seen = new Set<string>();
  for (const { field } of columns) {
    if (!field) continue;
    if (seen.has(field)) return field;
    seen.add(field);
  }
  return undefined;
}
