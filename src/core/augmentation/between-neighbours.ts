// New rows between a row and one of its neighbours: what all kinds of SMOTE share.
import { HoneError } from '../errors';
import type { Random } from '../random';
import type { RowCollector } from './collect-rows';
import type { RowLayout } from './training-rows';

export interface Pairs {
  /** Rows that are started from. */
  bases: Int32Array;
  /** [bases, count] row numbers. */
  neighbours: Int32Array;
  /** Neighbours of each base. */
  count: number;
}

export interface DrawnPair {
  /** Place among the bases. */
  base: number;
  row: number;
  neighbour: number;
  /** Share of the way to the neighbour. */
  step: number;
}

/** Draws bases and neighbours evenly, then the steps: the order in which imbalanced-learn draws them. */
export function drawPairs({ bases, neighbours, count }: Pairs, wanted: number, random: Random): DrawnPair[] {
  const places = Array.from({ length: wanted }, () => random.integer(neighbours.length));
  return places.map((place) => {
    const base = Math.floor(place / count);
    const [row, neighbour] = [bases[base] as number, neighbours[place] as number];
    return { base, row, neighbour, step: random.uniform() };
  });
}

/** Adds row + step · (neighbour − row) over the leading columns; the others stay those of the row. */
export function addBetween(
  into: RowCollector,
  { x, width, columns }: { x: Float32Array; width: number; columns: number },
  { row, neighbour, step }: Pick<DrawnPair, 'row' | 'neighbour' | 'step'>,
): number {
  const at = into.copy(row);
  const values = into.x();
  for (let column = 0; column < columns; column++) {
    const own = x[row * width + column] as number;
    values[at + column] = own + step * ((x[neighbour * width + column] as number) - own);
  }
  return at;
}

/** Throws `recipe-invalid` where columns hold codes, between which there is nothing. */
export function requireNoCodes({ codes }: RowLayout, title: string): void {
  if (codes.length === 0) return;
  throw new HoneError(
    'recipe-invalid',
    `${title} makes rows between two others, but ${codes.length === 1 ? 'a column holds' : `${codes.length} columns hold`} codes of categories.`,
    {
      place: { field: 'augment' },
      fix: 'Set augment to smote-nc, or prepare.encoder to one-hot.',
    },
  );
}
