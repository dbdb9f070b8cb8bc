// Rows of a table in the form that exported models take: one raw column per input.
import { textInputs } from '../../core/preparation/exportable';
import { textOf } from '../../core/preparation/column-text';
import type { ModelCard } from '../../core/preparation/model-card';
import { type Column, findColumn, isNumeric, type Table } from '../../core/table';

/** The first rows of a column as a model's caller would give them: numbers with NaN missing, or texts with '' missing. */
export type RawColumn = { name: string; numbers: Float64Array } | { name: string; texts: string[] };

/** The columns of the model in the order of its inputs; a column that the table lacks is missing everywhere. */
export function rawColumns({ preparation }: ModelCard, table: Table, rows: number): RawColumn[] {
  const numbers = preparation.numbers.map(({ name }) => ({
    name,
    numbers: numbersOf(findColumn(table, name), rows),
  }));
  const texts = textInputs(preparation).map(({ name }) => ({
    name,
    texts: textsOf(findColumn(table, name), rows),
  }));
  return [...numbers, ...texts];
}

function numbersOf(column: Column | undefined, rows: number): Float64Array {
  if (!column || !isNumeric(column)) return new Float64Array(rows).fill(Number.NaN);
  return column.values.slice(0, rows);
}

function textsOf(column: Column | undefined, rows: number): string[] {
  return Array.from({ length: rows }, (_, row) => (column && textOf(column, row)) ?? '');
}

/** The same rows as objects by column name. */
export function rawObjects(columns: readonly RawColumn[], rows: number): Record<string, number | string>[] {
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.map((column) => [
        column.name,
        ('numbers' in column ? column.numbers[row] : column.texts[row]) as number | string,
      ]),
    ),
  );
}
