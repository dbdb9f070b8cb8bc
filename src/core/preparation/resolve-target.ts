// What the target column asks for: the task, the classes, and the rows whose target is known.
import { HoneError } from '../errors';
import { nearest } from '../recipe/nearest';
import type { Recipe } from '../recipe/recipe';
import { type Column, findColumn, isNumeric, type NumericColumn, type Table } from '../table';
import type { Task } from '../task';
import { isKnown, textOf } from './column-text';
import { rowName, valuePlace } from './row-place';

/** A network with more outputs than this is no classifier of a table. */
const MOST_CLASSES = 1000;
/** Integers with so few distinct values are taken as classes … */
const MOST_INTEGER_CLASSES = 10;
/** … if each comes up so often on average. */
const LEAST_ROWS_PER_CLASS = 5;

export interface ResolvedTarget {
  name: string;
  task: Task;
  /** Sorted: numbers by value, texts by code point; empty for regression. */
  classes: readonly string[];
  /** For each row of the table its class number or its value; NaN where missing. */
  values: Float64Array;
  /** Rows with a known target, ascending. */
  rows: Int32Array;
  /** Line of the file on which row 0 stands; absent where there is none. */
  firstLine?: number;
  warnings: readonly string[];
}

/**
 * Finds the recipe's target in the table. `auto` takes texts and booleans as classes, and numbers as classes where
 * there are two of them, or at most ten integers that come up five times each on average. Throws a HoneError for a
 * target that cannot be learned.
 */
export function resolveTarget(table: Table, recipe: Recipe): ResolvedTarget {
  const column = requireTarget(table, recipe.data.target);
  const rows = knownRows(table, column);
  const isClass =
    recipe.data.task === 'auto' ? holdsClasses(column, rows) : recipe.data.task === 'classification';
  const resolved = isClass ? resolveClasses(table, column, rows) : resolveNumbers(table, column, rows);
  const missing = table.rows - rows.length;
  const gaps =
    missing === 0
      ? []
      : [
          `${missing === 1 ? '1 row has' : `${missing} rows have`} no value in "${column.name}"${
            recipe.training.pretraining.enabled
              ? ': pre-training uses them, training leaves them out.'
              : ' and are left out.'
          }`,
        ];
  const line = table.firstLine === undefined ? {} : { firstLine: table.firstLine };
  return { ...resolved, ...line, warnings: [...gaps, ...resolved.warnings] };
}

function requireTarget(table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (!column) {
    const names = table.columns.map((one) => one.name);
    const near = nearest(name, names);
    throw new HoneError('target-invalid', `The table has no column "${name}" to predict.`, {
      place: { column: name, field: 'data.target' },
      fix: near ? `Did you mean "${near}"?` : `Name one of its columns: ${names.slice(0, 10).join(', ')}.`,
    });
  }
  if (column.type === 'date') {
    throw targetFault(name, `The target "${name}" holds dates, and Hone predicts numbers and classes.`, {
      fix: 'Put a number into the target, such as the days from a fixed date.',
    });
  }
  return column;
}

function targetFault(
  name: string,
  message: string,
  { fix, place = {} }: { fix: string; place?: object },
): HoneError {
  return new HoneError('target-invalid', message, { place: { column: name, ...place }, fix });
}

/** Rows with a value; an infinite one is refused. */
function knownRows(table: Table, column: Column): Int32Array {
  if (isNumeric(column)) {
    const infinite = column.values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
    if (infinite >= 0) {
      const where = rowName(table, infinite);
      throw targetFault(column.name, `The target "${column.name}" is infinite on ${where}.`, {
        place: valuePlace(table, infinite, column.name),
        fix: 'Correct the value, or leave it empty to leave the row out.',
      });
    }
  }
  const rows = new Int32Array(table.rows);
  let count = 0;
  for (let row = 0; row < table.rows; row++) if (isKnown(column, row)) rows[count++] = row;
  if (count === 0) {
    throw targetFault(column.name, `The target "${column.name}" has no value in any row.`, {
      fix: 'Choose a column with values as target.',
    });
  }
  return rows.slice(0, count);
}

function holdsClasses(column: Column, rows: Int32Array): boolean {
  if (column.type !== 'number') return true;
  const distinct = new Set<number>();
  for (const row of rows) {
    distinct.add(column.values[row] as number);
    if (distinct.size > MOST_INTEGER_CLASSES) return false;
  }
  if (distinct.size <= 2) return true;
  return [...distinct].every(Number.isInteger) && rows.length >= LEAST_ROWS_PER_CLASS * distinct.size;
}

function constantTarget(name: string, value: string): HoneError {
  return targetFault(name, `The target "${name}" is ${value} in every row, so there is nothing to learn.`, {
    fix: 'Choose a column whose values differ.',
  });
}

function resolveClasses(table: Table, column: Column, rows: Int32Array): ResolvedTarget {
  const counts = countTexts(column, rows);
  const classes = [...counts.keys()];
  if (column.type === 'number') classes.sort((a, b) => Number(a) - Number(b));
  else if (column.type === 'category')
    classes.sort((a, b) => column.categories.indexOf(a) - column.categories.indexOf(b));
  else classes.sort();
  if (classes.length === 1) throw constantTarget(column.name, `"${classes[0]}"`);
  const number = new Map(classes.map((name, i) => [name, i]));
  const values = new Float64Array(table.rows).fill(Number.NaN);
  for (const row of rows) values[row] = number.get(textOf(column, row) as string) as number;
  const single = classes.filter((name) => counts.get(name) === 1);
  const warnings = single.length === 0 ? [] : [singleWarning(single)];
  const task = classes.length === 2 ? 'binary' : 'multiclass';
  return { name: column.name, task, classes, values, rows, warnings };
}

/** How often each text comes up; refuses more than a classifier can tell apart. */
function countTexts(column: Column, rows: Int32Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = textOf(column, row) as string;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  if (counts.size > MOST_CLASSES) {
    const fix =
      column.type === 'number'
        ? 'Set the task to regression, or choose another target.'
        : 'Choose a target with fewer classes, or join the rare ones.';
    throw targetFault(
      column.name,
      `The target "${column.name}" has ${counts.size} classes, and ${MOST_CLASSES} are the most that Hone takes.`,
      { fix },
    );
  }
  return counts;
}

function singleWarning(single: readonly string[]): string {
  const shown = single.slice(0, 3).map((name) => `"${name}"`);
  const names = single.length > 3 ? `${shown.join(', ')} and ${single.length - 3} more` : shown.join(', ');
  return single.length === 1
    ? `The class ${names} comes up once: it can be trained on but not judged.`
    : `${single.length} classes come up once (${names}): they can be trained on but not judged.`;
}

function resolveNumbers(table: Table, column: Column, rows: Int32Array): ResolvedTarget {
  const numeric = requireNumbers(table, column, rows);
  const first = numeric.values[rows[0] as number] as number;
  if (rows.every((row) => numeric.values[row] === first)) throw constantTarget(column.name, String(first));
  return { name: column.name, task: 'regression', classes: [], values: numeric.values, rows, warnings: [] };
}

function requireNumbers(table: Table, column: Column, rows: Int32Array): NumericColumn {
  if (isNumeric(column)) return column;
  const row = rows.find((one) => Number.isNaN(Number(textOf(column, one)))) ?? (rows[0] as number);
  throw targetFault(
    column.name,
    `The target "${column.name}" must be a number for regression, but is "${textOf(column, row)}" on ${rowName(table, row)}.`,
    {
      place: valuePlace(table, row, column.name),
      fix: 'Correct the value, or set the task to classification.',
    },
  );
}
