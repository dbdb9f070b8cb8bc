// The training rows class by class, and how many a class lacks.
import { HoneError } from '../errors';
import type { TrainingRows } from './training-rows';

export interface ClassRows {
  /** Class number. */
  number: number;
  name: string;
  /** Its training rows, ascending. */
  rows: Int32Array;
}

/** Every class that has training rows, by number. */
export function rowsByClass({ targets, classes }: Pick<TrainingRows, 'targets' | 'classes'>): ClassRows[] {
  const members = classes.map((): number[] => []);
  for (let row = 0; row < targets.length; row++) members[targets[row] as number]?.push(row);
  return members.flatMap((rows, number) =>
    rows.length === 0 ? [] : [{ number, name: classes[number] as string, rows: Int32Array.from(rows) }],
  );
}

/** Each class below `ratio` of the largest one, with the number of rows that it lacks (`sampling_strategy` of imbalanced-learn). */
export function lackingClasses(rows: TrainingRows, ratio: number): (ClassRows & { lacks: number })[] {
  const all = rowsByClass(rows);
  const wanted = Math.floor(Math.max(...all.map((one) => one.rows.length)) * ratio);
  return all.flatMap((one) =>
    one.rows.length < wanted ? [{ ...one, lacks: wanted - one.rows.length }] : [],
  );
}

/** Throws `data-invalid` for a class that has too few rows to have so many neighbours. */
export function requireNeighbours(
  { name, rows }: ClassRows,
  neighbours: number,
  field = 'augment.neighbours',
): void {
  if (rows.length > neighbours) return;
  const has = rows.length === 1 ? '1 training row' : `${rows.length} training rows`;
  throw new HoneError(
    'data-invalid',
    `The class "${name}" has ${has}, too few to have ${neighbours} neighbours of its own each.`,
    {
      place: { field },
      fix:
        rows.length > 1
          ? `Set ${field} to at most ${rows.length - 1}, or set augment to random-over.`
          : 'Set augment to random-over, or add rows of that class.',
    },
  );
}
