// The prepared training rows as the ways of making more of them take them, and what they give back.
import type { Random } from '../random';

/** What the columns of a prepared row hold. */
export interface RowLayout {
  width: number;
  /** Leading columns that are measured on a scale. */
  numbers: number;
  /** Columns of 0 and 1 that together hold one category each; a flag stands alone. */
  groups: readonly (readonly number[])[];
  /** Columns that hold the code of a category. */
  codes: readonly number[];
}

export interface TrainingRows {
  rows: number;
  layout: RowLayout;
  /** [rows, width] row-major. */
  x: Float32Array;
  /** Class number, or scaled value. */
  targets: Float32Array;
  /** Names of the classes; empty for a regression. */
  classes: readonly string[];
  /** Time steps of a row that holds a window of a series, all features of the first step first; 1 where it holds none. */
  steps: number;
}

/** Rows that were made. */
export interface AddedRows {
  /** [rows, width] row-major. */
  x: Float32Array;
  targets: Float32Array;
  /** The training row that each stems from; −1 where it was drawn from what was learned of all rows of its target. */
  sources: Int32Array;
  /** How much each counts beside its source. */
  weights: Float32Array;
}

export interface Augmented {
  /** Training rows that stay, ascending; null: all. */
  kept: Int32Array | null;
  added: AddedRows;
}

export interface Augmentation {
  /** What it is for: any target, classes, numbers, or rows that hold windows of a series. */
  needs: 'any' | 'classes' | 'numbers' | 'windows';
  /** Whether every epoch gets rows of its own. Then their number must not hang on the draws. */
  renews: boolean;
  /** Makes rows from the training part alone. Throws a HoneError where the rows do not suffice. */
  augment(rows: TrainingRows, random: Random): Augmented;
}
