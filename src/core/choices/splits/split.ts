// The contract of a splitter: which row goes to which part.
import type { z } from 'zod';
import type { Random } from '../../random';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** Row numbers of each part, ascending, without overlap. A row may be in none. */
export interface Parts {
  train: Int32Array;
  validation: Int32Array;
  test: Int32Array;
}

export interface SplitInput {
  rows: number;
  /** Class number of each row, or null for regression. */
  classes: Int32Array | null;
  /** Group number of each row, or null where no column names the groups. */
  groups: Int32Array | null;
  /** Moment of each row, NaN where unknown; null where no column holds the time. */
  times: Float64Array | null;
  /** Place of each row by the column that names its part; null where none does. */
  named: Uint8Array | null;
  /** Whether the test rows come from a file of their own: then none is drawn here. */
  testFile: boolean;
  random: Random;
  /** Place of each row from before, `places.unknown` for a new one. A row that has a place keeps it. */
  known: Uint8Array;
}

/** Where a row stands for good: what is stored of a split. Splits into folds store the number of a fold instead. */
export const places = { train: 0, validation: 1, test: 2, nowhere: 254, unknown: 255 } as const;

export interface Splitter {
  /** Gives every row its place; what has one keeps it. */
  place(input: SplitInput): Uint8Array;
  /** The parts that follow from the places. */
  parts(placed: Uint8Array, input: SplitInput): Parts;
}

type Made<Kind extends string, Shape extends z.ZodRawShape> = {
  create(settings: Settings<Kind, Shape>): Splitter;
};

export function defineSplit<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & Made<Kind, Shape>,
) {
  return describeChoice<Kind, Shape, Made<Kind, Shape>>(choice);
}

/** The parts of places that are parts. */
export function partsByPlace(placed: Uint8Array): Parts {
  return {
    train: rowsWhere(placed, (place) => place === places.train),
    validation: rowsWhere(placed, (place) => place === places.validation),
    test: rowsWhere(placed, (place) => place === places.test),
  };
}

/** Numbers of the rows whose place is asked for, ascending. */
export function rowsWhere(placed: Uint8Array, wanted: (place: number) => boolean): Int32Array {
  const rows = new Int32Array(placed.length);
  let count = 0;
  for (let row = 0; row < placed.length; row++) if (wanted(placed[row] as number)) rows[count++] = row;
  return rows.slice(0, count);
}

/** Rows in a given order, class by class, in the order in which the classes first come up there. */
export function byClass(order: ArrayLike<number>, classes: Int32Array): number[][] {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const group = groups.get(classes[row] as number);
    if (group) group.push(row);
    else groups.set(classes[row] as number, [row]);
  }
  return [...groups.values()];
}
