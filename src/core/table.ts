// A table in memory: typed columns of equal length. The data layer makes it; preparation and training read it.

/**
 * `number` and `date` (days since 1970-01-01, fractions allowed) as they are, `boolean` as 0 and 1. NaN is missing; an
 * infinite value is kept but counts as missing too.
 */
export interface NumericColumn {
  name: string;
  type: 'number' | 'boolean' | 'date';
  values: Float64Array;
}

export interface CategoryColumn {
  name: string;
  type: 'category';
  /** Index into `categories`; −1 is missing. */
  codes: Int32Array;
  /** Distinct texts, sorted by code point. */
  categories: readonly string[];
}

/** Free texts, mostly different from row to row: what preparation turns into counts of words. */
export interface TextColumn {
  name: string;
  type: 'text';
  /** '' is missing. */
  values: readonly string[];
}

export type Column = NumericColumn | CategoryColumn | TextColumn;

export interface Table {
  rows: number;
  columns: readonly Column[];
  /** Line of the first row in its file, where every row is exactly one line; errors then name lines. */
  firstLine?: number;
}

/** Whether the column holds numbers, truth values or dates. */
export function isNumeric(column: Column): column is NumericColumn {
  return column.type !== 'category' && column.type !== 'text';
}

/** The column of that name, or undefined. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}
