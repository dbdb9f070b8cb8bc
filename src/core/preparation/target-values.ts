// The target as training takes it: class numbers, or values of mean 0 and deviation 1, or of mean 1 where they must stay positive.
import { createChoice } from '../choices/choice';
import { losses } from '../choices/losses';
import type { Loss, TargetScale } from '../choices/losses/loss';
import { HoneError } from '../errors';
import type { Recipe } from '../recipe/recipe';
import { type Column, findColumn, isNumeric, type Table } from '../table';
import { createMatcher, isKnown, textOf } from './column-text';
import type { Target } from './preparation';
import type { ResolvedTarget } from './resolve-target';
import { rowName, valuePlace } from './row-place';

/**
 * Learns what turns the target into the network's output. `standard`: mean and population deviation of the training rows;
 * `positive`: the mean of the training rows alone, by which values are divided. Throws a HoneError naming the row of a
 * negative value where the scale asks for positive ones.
 */
export function fitTarget(
  resolved: ResolvedTarget,
  trainRows: Int32Array,
  recipe: Recipe,
  scale: TargetScale = 'standard',
): Target {
  const { name, task, classes, values } = resolved;
  if (task !== 'regression') return { kind: 'classes', name, classes: [...classes] };
  if (scale === 'positive') requirePositive(resolved);
  const quantiles = quantilesOf(recipe);
  const fitted = { kind: 'number', name, ...(quantiles && { quantiles }) } as const;
  if (!recipe.prepare.standardizeTarget) return { ...fitted, mean: 0, deviation: 1 };
  let sum = 0;
  for (const row of trainRows) sum += values[row] as number;
  const mean = sum / trainRows.length;
  if (scale === 'positive') return { ...fitted, mean: 0, deviation: mean > 0 ? mean : 1 };
  let squares = 0;
  for (const row of trainRows) squares += ((values[row] as number) - mean) ** 2;
  const deviation = Math.sqrt(squares / trainRows.length);
  return { ...fitted, mean, deviation: deviation > 0 ? deviation : 1 };
}

function quantilesOf({ training: { loss } }: Recipe): number[] | null {
  if (loss === 'auto') return null;
  const { quantiles } = createChoice<Loss>(losses, loss);
  return quantiles ? [...quantiles] : null;
}

function requirePositive(resolved: ResolvedTarget): void {
  const { name, values, rows } = resolved;
  const row = rows.find((one) => (values[one] as number) < 0);
  if (row === undefined) return;
  throw new HoneError(
    'target-invalid',
    `The target "${name}" is ${values[row]} on ${rowName(resolved, row)}, but the loss and output of this recipe are for numbers that are never negative.`,
    {
      place: valuePlace(resolved, row, name),
      fix: 'Correct the value, or choose the squared error with a linear output.',
    },
  );
}

/**
 * The target of every row: the class number, or (value − mean) / deviation; NaN where missing. Throws a HoneError if
 * the table lacks the column, holds a class that training did not know, or a text where a number belongs.
 */
export function encodeTarget(table: Table, target: Target): Float32Array {
  const column = findColumn(table, target.name);
  if (!column) {
    throw new HoneError('column-missing', `The table has no column "${target.name}", the target.`, {
      place: { column: target.name },
      fix: 'Add the column, or predict without judging.',
    });
  }
  return target.kind === 'classes'
    ? encodeClasses(table, column, target.classes)
    : encodeNumbers(table, column, target.mean, target.deviation);
}

/** What a prediction gives for each row: probabilities of the classes, or the value with its quantiles behind it. */
export function predictionWidth(target: Target): number {
  return target.kind === 'classes' ? target.classes.length : 1 + (target.quantiles?.length ?? 0);
}

/** Names of the predicted quantiles: `q05` is that of 0.05, `q975` that of 0.975. */
export function quantileNames(target: Target): string[] {
  if (target.kind === 'classes') return [];
  return (target.quantiles ?? []).map((level) => `q${String(level).slice(2).padEnd(2, '0')}`);
}

// Below this share of the mean, what is left of a value that was 0 cannot be told from one that was not.
const ROUNDING = 2 ** -22;

/** Scaled values in the target's own unit. What single precision cannot tell from 0 is 0. */
export function decodeTarget(
  values: ArrayLike<number>,
  { mean, deviation }: { mean: number; deviation: number },
): Float64Array {
  const least = ROUNDING * Math.abs(mean);
  return Float64Array.from(values, (value) => {
    const decoded = value * deviation + mean;
    return Math.abs(decoded) < least ? 0 : decoded;
  });
}

function encodeClasses(table: Table, column: Column, classes: readonly string[]): Float32Array {
  const match = createMatcher(classes);
  const encoded = new Float32Array(table.rows).fill(Number.NaN);
  for (let row = 0; row < table.rows; row++) {
    if (!isKnown(column, row)) continue;
    const number = match(column, row);
    if (number < 0) throw unknownClass(table, column, row);
    encoded[row] = number;
  }
  return encoded;
}

function unknownClass(table: Table, column: Column, row: number): HoneError {
  const where = rowName(table, row);
  return new HoneError(
    'target-invalid',
    `The class "${textOf(column, row)}" of "${column.name}" on ${where} does not occur in the training data.`,
    {
      place: valuePlace(table, row, column.name),
      fix: 'Add rows of that class to the training data, or take them out of this table.',
    },
  );
}

function encodeNumbers(table: Table, column: Column, mean: number, deviation: number): Float32Array {
  const encoded = new Float32Array(table.rows).fill(Number.NaN);
  for (let row = 0; row < table.rows; row++) {
    if (!isKnown(column, row)) continue;
    if (!isNumeric(column)) throw notANumber(table, column, row);
    encoded[row] = ((column.values[row] as number) - mean) / deviation;
  }
  return encoded;
}

function notANumber(table: Table, column: Column, row: number): HoneError {
  const where = rowName(table, row);
  return new HoneError(
    'target-invalid',
    `The target "${column.name}" must be a number, but the column holds text such as "${textOf(column, row)}" on ${where}.`,
    { place: valuePlace(table, row, column.name), fix: 'Correct the values of the column.' },
  );
}
