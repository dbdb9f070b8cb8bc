// Columns of several tables, one below the other.
import type { CategoryColumn, Column, NumericColumn } from '../../core/table';
import { isNumeric } from '../../core/table';
import { textOf } from '../../core/preparation/column-text';
import { byCodePoint } from '../code-point-order';

/** A column of one of the tables; null where that table has none of the name. */
export interface Piece {
  column: Column | null;
  rows: number;
}

export type ColumnType = Column['type'];

/** Whether a column says nothing about its type, as no row has a value. */
export function isEmpty(column: Column): boolean {
  return isNumeric(column)
    ? column.values.every(Number.isNaN)
    : column.type === 'category' && column.categories.length === 0;
}

/** The type that holds the values of all pieces: the same one, numbers for truth values among numbers, else texts. */
export function widerType(pieces: readonly Piece[]): ColumnType {
  const types = new Set(
    pieces.flatMap(({ column }) => (column === null || isEmpty(column) ? [] : [column.type])),
  );
  if (types.size === 0) return 'number';
  if (types.size === 1) return [...types][0] as ColumnType;
  if (types.has('text')) return 'text';
  return types.size === 2 && types.has('number') && types.has('boolean') ? 'number' : 'category';
}

/** One column of the given type from pieces that have it or are empty; rows without the column are missing. */
export function appendColumns(name: string, type: ColumnType, pieces: readonly Piece[]): Column {
  const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
  if (type === 'category') return appendCategories(name, rows, pieces);
  if (type === 'text') {
    return {
      name,
      type,
      values: pieces.flatMap((piece) => Array.from({ length: piece.rows }, (_, row) => textAt(piece, row))),
    };
  }
  return appendNumbers(name, type, rows, pieces);
}

const textAt = ({ column }: Piece, row: number): string => (column ? (textOf(column, row) ?? '') : '');

function appendNumbers(
  name: string,
  type: NumericColumn['type'],
  rows: number,
  pieces: readonly Piece[],
): NumericColumn {
  const values = new Float64Array(rows).fill(Number.NaN);
  let at = 0;
  for (const { column, rows: count } of pieces) {
    if (column && isNumeric(column)) values.set(column.values, at);
    at += count;
  }
  return { name, type, values };
}

function appendCategories(name: string, rows: number, pieces: readonly Piece[]): CategoryColumn {
  const all = pieces.map(({ column }) => (column?.type === 'category' ? column : null));
  const categories = [...new Set(all.flatMap((column) => column?.categories ?? []))].sort(byCodePoint);
  const place = new Map(categories.map((category, i) => [category, i]));
  const codes = new Int32Array(rows).fill(-1);
  let at = 0;
  for (const [i, column] of all.entries()) {
    if (column) {
      const map = column.categories.map((category) => place.get(category) as number);
      const { codes: own } = column;
      for (let row = 0; row < own.length; row++) {
        const code = own[row] as number;
        if (code >= 0) codes[at + row] = map[code] as number;
      }
    }
    at += (pieces[i] as Piece).rows;
  }
  return { name, type: 'category', codes, categories };
}
