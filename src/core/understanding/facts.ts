// What the warnings are judged from: figures of each column, of pairs, of rows, and of the files.
import type { Recipe } from '../recipe/recipe';
import type { ColumnProfile } from '../run/profile';
import type { Association, Pair, TargetFacts } from '../run/understanding';
import type { DriftFacts } from './drift';
import type { RepeatFacts } from './repeats';
import type { TextFaults } from './text-faults';
import type { TimeFacts } from './time-order';

/** A column that the model would see, with its profile over all rows. */
export interface ColumnFacts {
  profile: ColumnProfile;
  /** With the target, on the sampled rows; null for texts, names of rows and constants. */
  association: Association | null;
  /** How far the target depends on whether the value is missing: Cramér's V or η, 0 to 1. */
  missingTells: number;
  /** Of the sampled rows: those with a value, different values, and stretches of rows with one value. */
  sampled: { known: number; distinct: number; runs: number };
  /** Null for numbers and dates. */
  texts: TextFaults | null;
  /** Of a date column: the other date columns that it never comes before, and how many it comes after. */
  after: readonly string[];
}

/** Everything that warnings may ask for; a warning gets only what it declares. */
export interface Facts {
  recipe: Recipe;
  /** Rows of the table. */
  rows: number;
  target: TargetFacts;
  columns: readonly ColumnFacts[];
  /** The strongest first. */
  pairs: readonly Pair[];
  repeats: RepeatFacts;
  /** Null without a test file. */
  drift: DriftFacts | null;
  times: readonly TimeFacts[];
}
