// Any table as a clean CSV file: every value as the text that the file holds, or as what it was understood as.
import { resolve } from 'node:path';
import { dateText } from '../core/preparation/column-text';
import type { Column, Table } from '../core/table';
import { type Converted, type ConvertOptions, convertText, MOST_NOTES } from './convert-text';
import { detectFormat } from './formats/detect-format';
import { readTable } from './read-table';
import { type CsvValue, writeCsv } from './write-csv';

/** `typed` writes what the values were understood as: numbers, true and false, ISO dates, nothing if missing. */
export interface ConvertFileOptions extends ConvertOptions {
  typed?: boolean | undefined;
}

/**
 * As `convertText`; typed, rows with values too many are left out, and a file without rows is refused. Workbooks and
 * other files that are no text hold values, not spellings, and are always typed.
 */
export async function convertFile(
  file: string,
  out: string,
  options: ConvertFileOptions = {},
): Promise<Converted> {
  const { typed, ...rest } = options;
  const isText = (await detectFormat(resolve(file))) === 'text';
  return typed || !isText ? convertTyped(resolve(file), out, rest) : convertText(file, out, rest);
}

async function convertTyped(
  path: string,
  out: string,
  { dialect: given, signal }: ConvertOptions,
): Promise<Converted> {
  const { table, dialect, reading, warnings } = await readTable(path, { dialect: given, signal });
  const names = table.columns.map((column) => column.name);
  const rows = await writeCsv(out, names, valuesOf(table));
  return {
    ...{ dialect, names, rows, warnings },
    notes: [...reading.rejected, ...reading.mended].slice(0, MOST_NOTES),
    noted: reading.rejectedRows + reading.mendedRows,
  };
}

function* valuesOf({ rows, columns }: Table): Generator<CsvValue[]> {
  const readers = columns.map(readerOf);
  for (let row = 0; row < rows; row++) yield readers.map((read) => read(row));
}

/** Reads a column's value of a row; null is missing. */
function readerOf(column: Column): (row: number) => CsvValue {
  if (column.type === 'category') {
    const { codes, categories } = column;
    return (row) => categories[codes[row] as number] ?? null;
  }
  if (column.type === 'text') {
    const { values } = column;
    return (row) => values[row] || null;
  }
  const { type, values } = column;
  return (row) => {
    const value = values[row] as number;
    if (Number.isNaN(value)) return null;
    if (type === 'boolean') return value === 1;
    return type === 'date' ? dateText(value) : value;
  };
}
