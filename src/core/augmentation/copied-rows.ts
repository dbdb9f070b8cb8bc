// Rows of which so many copies are wanted for each real one.
import { permutation, type Random } from '../random';
import { collectRows, type RowCollector } from './collect-rows';
import type { Augmented, TrainingRows } from './training-rows';

/** `share` · rows row numbers: every row as often as it goes, then random ones of them. */
function rowsToCopy(rows: number, share: number, random: Random): Int32Array {
  const count = Math.round(rows * share);
  const whole = Math.floor(count / rows) * rows;
  const rest = count > whole ? permutation(rows, random) : new Int32Array(0);
  return Int32Array.from({ length: count }, (_, i) => (i < whole ? i % rows : (rest[i - whole] as number)));
}

/** Rows made from as many copied ones beside all real ones; `add` makes that of one row. */
export function addCopies(
  rows: TrainingRows,
  share: number,
  random: Random,
  add: (row: number, into: RowCollector) => void,
): Augmented {
  const copied = rowsToCopy(rows.rows, share, random);
  const into = collectRows(rows, copied.length);
  for (const row of copied) add(row, into);
  return { kept: null, added: into.added() };
}
