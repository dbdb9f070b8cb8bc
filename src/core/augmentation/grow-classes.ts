// Rows for every class that lacks some, each between a row and a neighbour: the frame of all kinds of SMOTE.
import { addBetween, type DrawnPair } from './between-neighbours';
import { type ClassRows, lackingClasses } from './class-rows';
import { collectRows, type RowCollector } from './collect-rows';
import type { Augmented, TrainingRows } from './training-rows';

export interface GrowthOptions {
  /** Rows that are aimed at for each row of the largest class. */
  ratio: number;
  /** Leading columns that are set between the two rows; the others stay those of the first one. */
  columns: number;
}

/** Adds the row that a pair stands for; returns where it begins in the collected values. */
export type AddPair = (pair: Pick<DrawnPair, 'row' | 'neighbour' | 'step'>) => number;

/** `grow` makes the rows that one class lacks. */
export function growClasses(
  rows: TrainingRows,
  { ratio, columns }: GrowthOptions,
  grow: (one: ClassRows & { lacks: number }, add: AddPair, into: RowCollector) => void,
): Augmented {
  const into = collectRows(rows, 0);
  const place = { x: rows.x, width: rows.layout.width, columns };
  for (const one of lackingClasses(rows, ratio)) grow(one, (pair) => addBetween(into, place, pair), into);
  return { kept: null, added: into.added() };
}
