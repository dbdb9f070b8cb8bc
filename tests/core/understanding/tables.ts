// Tables for the tests of understanding: healthy ones, and the columns that make them ill.
import { createRandom } from '../../../src/core/random';
import { defaultRecipe, type Recipe } from '../../../src/core/recipe/recipe';
import type { Understanding } from '../../../src/core/run/understanding';
import type { Column, Table } from '../../../src/core/table';
import { understandTable } from '../../../src/data/understanding/understand-table';

export type Maker = (row: number) => number;

export const numbers = (name: string, rows: number, make: Maker): Column => ({
  name,
  type: 'number',
  values: Float64Array.from({ length: rows }, (_, row) => make(row)),
});

export const dates = (name: string, rows: number, make: Maker): Column =>
  ({
    ...numbers(name, rows, make),
    type: 'date',
  }) as Column;

export function texts(name: string, rows: number, make: (row: number) => string | null): Column {
  const values = Array.from({ length: rows }, (_, row) => make(row));
  const categories = [...new Set(values.filter((value) => value !== null))].sort();
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(value)));
  return { name, type: 'category', codes, categories };
}

export interface HealthyOptions {
  rows: number;
  seed: number;
  task: 'regression' | 'classification';
  numbers: number;
  categories: number;
  /** Share of gaps in the features. */
  missing?: number;
}

/** Independent features, a target that depends on all of them and on noise. */
export function healthyTable({ rows, seed, task, missing = 0, ...count }: HealthyOptions): Table {
  const random = createRandom(seed);
  const gap = () => random.uniform() < missing;
  const score = new Float64Array(rows);
  const columns: Column[] = [];
  for (let i = 0; i < count.numbers; i++) {
    const decimals = 10 ** (i % 4);
    columns.push(
      numbers(`number_${i}`, rows, (row) => {
        // Every third column is lopsided, as waiting times are.
        const value = i % 3 === 2 ? -Math.log(1 - random.uniform()) - 1 : random.normal();
        score[row] = (score[row] as number) + value;
        return gap() ? Number.NaN : Math.round((10 + 3 * value) * decimals * 10) / (decimals * 10);
      }),
    );
  }
  for (let i = 0; i < count.categories; i++) {
    columns.push(
      texts(`kind_${i}`, rows, (row) => {
        const value = random.integer(2 + i);
        score[row] = (score[row] as number) + value;
        return gap() ? null : `class ${String.fromCharCode(97 + value)}`;
      }),
    );
  }
  columns.push(dates('day', rows, () => 18_000 + random.integer(2000)));
  columns.push(numbers('rating', rows, () => 1 + random.integer(5)));
  const noisy = score.map((value) => value + 2 * random.normal());
  const middle = noisy.slice().sort()[rows >> 1] as number;
  columns.push(
    task === 'regression'
      ? numbers('target', rows, (row) => Math.round((noisy[row] as number) * 100) / 100)
      : texts('target', rows, (row) => ((noisy[row] as number) > middle ? 'yes' : 'no')),
  );
  return { rows, columns };
}

/** The table with further columns before its target. */
export function withColumns(table: Table, ...columns: readonly Column[]): Table {
  return { ...table, columns: [...columns, ...table.columns] };
}

export const understood = (
  table: Table,
  recipe: Recipe = defaultRecipe('target'),
  test: Table | null = null,
) => understandTable({ table, test, recipe });

export const ids = ({ warnings }: Understanding) => warnings.map(({ id }) => id).sort();

/** Rows of a table. */
export function rowsOf(table: Table, rows: readonly number[]): Table {
  return {
    rows: rows.length,
    columns: table.columns.map((column): Column => {
      if (column.type === 'category')
        return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] as number) };
      if (column.type === 'text')
        return { ...column, values: rows.map((row) => column.values[row] as string) };
      return { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) };
    }),
  };
}
