// Lists with filters: in one group any ticked value will do, and every group must be satisfied. Pure.
export type Chosen = Record<string, string[]>;

/** For one row: what it is in each group. */
export type ValuesOf<Row> = (row: Row) => Record<string, readonly string[]>;

function passes(values: Record<string, readonly string[]>, chosen: Chosen, except = ''): boolean {
  return Object.entries(chosen).every(
    ([key, wanted]) =>
      key === except || wanted.length === 0 || wanted.some((value) => values[key]?.includes(value)),
  );
}

export function filtered<Row>(rows: readonly Row[], valuesOf: ValuesOf<Row>, chosen: Chosen): Row[] {
  return rows.filter((row) => passes(valuesOf(row), chosen));
}

/**
 * For one group: each value with how many rows it would leave, given what is ticked in the other groups. A ticked value
 * stays though it leaves none, so that it can be unticked.
 */
export function numbersOf<Row>(
  rows: readonly Row[],
  valuesOf: ValuesOf<Row>,
  chosen: Chosen,
  key: string,
): Map<string, number> {
  const numbers = new Map<string, number>((chosen[key] ?? []).map((value) => [value, 0]));
  for (const row of rows) {
    const values = valuesOf(row);
    if (!passes(values, chosen, key)) continue;
    for (const value of new Set(values[key])) numbers.set(value, (numbers.get(value) ?? 0) + 1);
  }
  return numbers;
}
