// Cuts the rows of a large training into windows of equal length, which are trained on one after the other.

export interface Windows {
  /** Rows of all windows but the last, which may have fewer. */
  size: number;
  count: number;
  rows: number;
  rowsOf(number: number): number;
  /** Steps on a window: rows that fill no batch are left out where there are several. */
  stepsOf(number: number, batchSize: number): number;
  /** Steps of an epoch. */
  steps(batchSize: number): number;
}

/** As few windows of about `most` rows as there can be; all but the last hold whole batches. */
export function cutWindows(rows: number, most: number, batchSize: number): Windows {
  const wanted = Math.max(1, Math.ceil(rows / Math.max(1, most)));
  const size = Math.min(rows, Math.ceil(rows / wanted / batchSize) * batchSize);
  const count = Math.ceil(rows / size);
  const rowsOf = (number: number) => Math.min(size, rows - number * size);
  const stepsOf = (number: number, batch: number) =>
    count === 1 ? Math.ceil(rows / batch) : Math.floor(rowsOf(number) / batch);
  const steps = (batch: number) =>
    Array.from({ length: count }, (_, number) => stepsOf(number, batch)).reduce((sum, one) => sum + one, 0);
  return { size, count, rows, rowsOf, stepsOf, steps };
}

/** The window that a row is in. */
export function windowOf({ size }: Windows, row: number): number {
  return Math.floor(row / size);
}
