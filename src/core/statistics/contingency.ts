// How far two columns of classes go together.

/** How often each pair of classes comes up, row-major, without classes that never do. */
export interface Contingency {
  rows: number;
  columns: number;
  counts: Float64Array;
  total: number;
}

/** Counts the pairs of two code columns without missing values. */
export function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  const first = dense(a);
  const second = dense(b);
  const counts = new Float64Array(first.classes * second.classes);
  for (let i = 0; i < a.length; i++) {
    const place = (first.codes[i] as number) * second.classes + (second.codes[i] as number);
    counts[place] = (counts[place] as number) + 1;
  }
  return { rows: first.classes, columns: second.classes, counts, total: a.length };
}

/** The same classes, numbered from 0 in the order in which they come up. */
function dense(codes: ArrayLike<number>): { codes: Int32Array; classes: number } {
  const numbers = new Map<number, number>();
  const result = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    let number = numbers.get(code);
    if (number === undefined) numbers.set(code, (number = numbers.size));
    result[i] = number;
  }
  return { codes: result, classes: numbers.size };
}

interface Margins {
  rows: Float64Array;
  columns: Float64Array;
}

function margins({ rows, columns, counts }: Contingency): Margins {
  const sums = { rows: new Float64Array(rows), columns: new Float64Array(columns) };
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const count = counts[r * columns + c] as number;
      sums.rows[r] = (sums.rows[r] as number) + count;
      sums.columns[c] = (sums.columns[c] as number) + count;
    }
  return sums;
}

/** Pearson's χ² without continuity correction (`scipy.stats.chi2_contingency`, correction=False). */
export function chiSquare(table: Contingency): number {
  const sums = margins(table);
  let result = 0;
  for (let r = 0; r < table.rows; r++)
    for (let c = 0; c < table.columns; c++) {
      const expected = ((sums.rows[r] as number) * (sums.columns[c] as number)) / table.total;
      result += ((table.counts[r * table.columns + c] as number) - expected) ** 2 / expected;
    }
  return result;
}

/**
 * Cramér's V with the correction of its bias, 0 to 1 (Bergsma 2013, "A bias-correction for Cramér's V and Tschuprow's
 * T"); null where one of the two has a single class, or where there are too few rows for the correction.
 */
export function cramersV(table: Contingency): number | null {
  const { rows, columns, total } = table;
  if (rows < 2 || columns < 2) return null;
  const phi = Math.max(0, chiSquare(table) / total - ((rows - 1) * (columns - 1)) / (total - 1));
  const least =
    Math.min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1)) - 1;
  return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : null;
}

/** Mutual information of two columns of classes in nats (`sklearn.metrics.mutual_info_score`). */
export function tableInformation(table: Contingency): number {
  const sums = margins(table);
  let result = 0;
  for (let r = 0; r < table.rows; r++)
    for (let c = 0; c < table.columns; c++) {
      const count = table.counts[r * table.columns + c] as number;
      if (count === 0) continue;
      const independent = (sums.rows[r] as number) * (sums.columns[c] as number);
      result += (count / table.total) * Math.log((count * table.total) / independent);
    }
  return Math.max(0, result);
}
