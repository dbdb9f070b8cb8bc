// Which category each row has in each group of 0/1 columns or column of codes.
import type { TrainingRows } from './training-rows';

export interface CategoryNumbers {
  /** [rows, groups]: place of the 1 among the group's columns, or the code; −1 where the row has none. */
  values: Int32Array;
  groups: number;
}

export function categoryNumbers({ rows, x, layout }: TrainingRows): CategoryNumbers {
  const { width, groups, codes } = layout;
  const count = groups.length + codes.length;
  const values = new Int32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    const at = row * count;
    for (const [i, columns] of groups.entries()) {
      values[at + i] = columns.findIndex((column) => (x[row * width + column] as number) > 0.5);
    }
    for (const [i, column] of codes.entries()) {
      values[at + groups.length + i] = Math.round(x[row * width + column] as number);
    }
  }
  return { values, groups: count };
}

/** Writes categories, as `categoryNumbers` reads them, into the row of `x` that begins at `at`. */
export function writeCategories(
  { groups, codes }: TrainingRows['layout'],
  x: Float32Array,
  at: number,
  category: (group: number) => number,
): void {
  for (const [i, columns] of groups.entries()) {
    const chosen = category(i);
    for (const [place, column] of columns.entries()) x[at + column] = Number(place === chosen);
  }
  for (const [i, column] of codes.entries()) x[at + column] = category(groups.length + i);
}
