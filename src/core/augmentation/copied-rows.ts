// Which rows are copied where so many copies are wanted for each real one.
import { permutation, type Random } from '../random';

/** `share` · rows row numbers: every row as often as it goes, then random ones of them. */
export function rowsToCopy(rows: number, share: number, random: Random): Int32Array {
  const count = Math.round(rows * share);
  const whole = Math.floor(count / rows) * rows;
  const rest = count > whole ? permutation(rows, random) : new Int32Array(0);
  return Int32Array.from({ length: count }, (_, i) => (i < whole ? i % rows : (rest[i - whole] as number)));
}
