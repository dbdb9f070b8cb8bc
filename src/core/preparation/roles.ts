// The columns that are not features: which of them a recipe names, and what the splits read from them.
import { placeNamed, usualPartNames } from '../choices/splits/part-names';
import { places } from '../choices/splits/split';
import { HoneError } from '../errors';
import { nearest } from '../recipe/nearest';
import type { Recipe } from '../recipe/recipe';
import { type Column, findColumn, isNumeric, type Table } from '../table';
import { textOf } from './column-text';
import { rowName, valuePlace } from './row-place';

/** Columns that the model does not see, by the roles of the recipe. The time column it sees if the recipe says so. */
export function hiddenColumns({ data }: Recipe): ReadonlySet<string> {
  const { target, ignore, weight, group, time, timeAsFeature, id, part } = data;
  const named = [target, weight, group, part, timeAsFeature ? '' : time, ...ignore, ...id];
  return new Set(named.filter((name) => name !== ''));
}

/** Throws `column-missing` with the nearest name for a role whose column is not in the table. */
export function requireRoles(table: Table, { data }: Recipe): void {
  for (const name of data.ignore) requireColumn(table, name, 'data.ignore', 'to ignore');
  for (const name of data.id) requireColumn(table, name, 'data.id', 'to name the rows by');
  if (data.group !== '') requireColumn(table, data.group, 'data.group', 'to group the rows by');
  if (data.time !== '') requireColumn(table, data.time, 'data.time', 'to order the rows by');
  if (data.part !== '') requireColumn(table, data.part, 'data.part', 'to take the parts from');
}

function requireColumn(table: Table, name: string, field: string, purpose: string): Column {
  const column = findColumn(table, name);
  if (column) return column;
  const names = table.columns.map((one) => one.name);
  const near = nearest(name, names);
  const many = field === 'data.ignore' || field === 'data.id';
  throw new HoneError('column-missing', `The table has no column "${name}" ${purpose}.`, {
    place: { column: name, field },
    fix: near
      ? `Did you mean "${near}"?`
      : many
        ? `Take the name out of ${field}.`
        : `Name one of its columns, or leave ${field} empty.`,
  });
}

/** What the splits go by, for the rows asked for. */
export interface SplitRoles {
  /** Group number of each row; a row without a group stands alone. Null without the role. */
  groups: Int32Array | null;
  /** NaN where missing. Null without the role. */
  times: Float64Array | null;
  /** Place of each row. Null without the role. */
  named: Uint8Array | null;
}

/** Throws `column-missing` or `data-invalid` naming the role's column, and the row where a word names no part. */
export function readRoles(table: Table, rows: Int32Array, recipe: Recipe): SplitRoles {
  requireRoles(table, recipe);
  const { group, time, part } = recipe.data;
  const column = (name: string) => (name === '' ? undefined : findColumn(table, name));
  const [groups, times, parts] = [column(group), column(time), column(part)];
  return {
    groups: groups ? groupNumbers(groups, rows) : null,
    times: times ? timesOf(times, rows) : null,
    named: parts ? placesOf(table, parts, rows) : null,
  };
}

function groupNumbers(column: Column, rows: Int32Array): Int32Array {
  const numbers = new Map<string, number>();
  let next = 0;
  return rows.map((row) => {
    const text = textOf(column, row);
    if (text === null) return next++;
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, next);
    return next++;
  });
}

function timesOf(column: Column, rows: Int32Array): Float64Array {
  if (!isNumeric(column) || column.type === 'boolean') {
    throw new HoneError(
      'data-invalid',
      `The column "${column.name}" holds neither dates nor numbers, so it orders no rows.`,
      {
        place: { column: column.name, field: 'data.time' },
        fix: 'Name a column of dates or numbers, or set the type of this one to date.',
      },
    );
  }
  const { values } = column;
  return Float64Array.from(rows, (row) => {
    const time = values[row] as number;
    return Number.isFinite(time) ? time : Number.NaN;
  });
}

function placesOf(table: Table, column: Column, rows: Int32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => {
    const text = textOf(column, row);
    if (text === null) return places.nowhere;
    const place = placeNamed(text);
    if (place !== null) return place;
    throw new HoneError(
      'data-invalid',
      `"${text}" in the column "${column.name}" on ${rowName(table, row)} names no part.`,
      {
        place: { ...valuePlace(table, row, column.name), field: 'data.part' },
        fix: `Write ${usualPartNames}, or leave it empty to leave the row out.`,
      },
    );
  });
}
