// The nearest rows of each row by a squared distance, found by comparing all pairs.
import { HoneError } from '../errors';
import type { TrainingRows } from './training-rows';

/** Values compared before it is said that it would take too long: some minutes. */
const MOST_COMPARED = 3e11;

export interface Nearest {
  /** Rows whose neighbours are wanted. */
  of: Int32Array;
  /** Rows that may be neighbours; a row is no neighbour of itself. */
  among: Int32Array;
  count: number;
  /** Categories that differ, beside the numbers; without it every column is a number. */
  mixed?: MixedDistance;
}

export interface MixedDistance {
  /** [rows, groups] category numbers. */
  categories: Int32Array;
  groups: number;
  /** Added to the squared distance for each that differs. */
  penalty: number;
}

/**
 * [of, count] row numbers, nearest first; the earlier one of equally near rows first. Throws `data-invalid` if the rows
 * are too many to compare all pairs.
 */
export function nearestRows({ x, layout }: TrainingRows, { of, among, count, mixed }: Nearest): Int32Array {
  const { width } = layout;
  const columns = mixed ? layout.numbers : width;
  requireComparable(of.length * among.length * (columns + (mixed?.groups ?? 0)), of.length, among.length);
  const result = new Int32Array(of.length * count);
  const nearest = new Int32Array(count);
  const distances = new Float64Array(count);
  for (let i = 0; i < of.length; i++) {
    const row = of[i] as number;
    distances.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < among.length; j++) {
      const other = among[j] as number;
      if (other === row) continue;
      const most = distances[count - 1] as number;
      let sum = 0;
      for (let a = row * width, b = other * width, end = a + columns; a < end && sum < most; a++, b++) {
        const difference = (x[a] as number) - (x[b] as number);
        sum += difference * difference;
      }
      if (mixed && sum < most) sum += differing(mixed, row, other);
      if (sum < most) insert(nearest, distances, other, sum);
    }
    result.set(nearest, i * count);
  }
  return result;
}

function differing({ categories, groups, penalty }: MixedDistance, row: number, other: number): number {
  let sum = 0;
  for (let group = 0; group < groups; group++) {
    if (categories[row * groups + group] !== categories[other * groups + group]) sum += penalty;
  }
  return sum;
}

function insert(nearest: Int32Array, distances: Float64Array, row: number, distance: number): void {
  let place = nearest.length - 1;
  while (place > 0 && (distances[place - 1] as number) > distance) {
    distances[place] = distances[place - 1] as number;
    nearest[place] = nearest[place - 1] as number;
    place--;
  }
  distances[place] = distance;
  nearest[place] = row;
}

function requireComparable(compared: number, of: number, among: number): void {
  if (compared <= MOST_COMPARED) return;
  throw new HoneError(
    'data-invalid',
    `Finding the neighbours of ${of} rows among ${among} would take too long.`,
    {
      place: { field: 'augment' },
      fix: 'Set augment to random-over or gaussian-noise, which look for no neighbours.',
    },
  );
}
