// A CSV file as a typed table.
import { basename, resolve } from 'node:path';
import { HoneError } from '../core/errors';
import type { Dialect } from '../core/recipe/dialect';
import type { Table } from '../core/table';
import type { ColumnStore } from './cache/stored-columns';
import { numberedNames, uniqueNames } from './column-names';
import { detectDialect } from './dialect';
import { emptyFile, type FileScan, scanFile } from './file-scan';
import { type FileShape, readColumns } from './read-columns';
import { readingsOf } from './readings';
import { type Field, tokenize } from './tokenize';

const SAMPLE_ROWS = 1000;
/** Share of the work that the first pass over the bytes takes. */
const SCAN_SHARE = 0.3;

export interface ReadOptions {
  /** How the file is written; found from the file unless given. */
  dialect?: Dialect | undefined;
  /** Share of the work that is done, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  /** Where the columns of a large file are kept; without it they stay in memory. */
  store?: ColumnStore | undefined;
  /** Ends the reading with the error `cancelled`. */
  signal?: AbortSignal | undefined;
}

export interface ReadTable {
  table: Table;
  dialect: Dialect;
  /** SHA-256 of the file, hexadecimal. */
  fingerprint: string;
  bytes: number;
  /** The first rows as the file writes them, trimmed; at most 20. */
  preview: string[][];
  /** Sentences about what looked odd. */
  warnings: string[];
}

/**
 * Reads a whole CSV file. Throws a HoneError if there is no such file, it cannot be read, is not UTF-8 text, has no
 * rows, or a line does not fit the others. Infinite numbers become missing, with a warning that counts them.
 */
export async function readTable(
  file: string,
  { dialect, onProgress, store, signal }: ReadOptions = {},
): Promise<ReadTable> {
  const path = resolve(file);
  if (dialect) requireDialect(dialect);
  const scan = await scanFile(path, (share) => onProgress?.(share * SCAN_SHARE));
  if (scan.complete && scan.sample.trim() === '') throw emptyFile(path);
  const found = dialect ?? detectDialect(scan.sample, scan.complete);
  const rows = tokenize(scan.sample, {
    delimiter: found.delimiter,
    quote: found.quote,
    complete: scan.complete,
    limit: SAMPLE_ROWS,
  });
  const { names, warnings } = nameColumns(rows, found);
  const body = found.headerRows > 0 ? rows.slice(1) : rows;
  if (scan.complete && body.length === 0) throw headerOnly(path);
  const shape = describeShape(path, scan, found, names, body);
  const read = await readColumns(shape, {
    onRows: (done) => onProgress?.(Math.min(1, SCAN_SHARE + (1 - SCAN_SHARE) * (done / shape.expectedRows))),
    ...(store && { store }),
    ...(signal && { signal }),
  });
  if (read.rows === 0) throw headerOnly(path);
  onProgress?.(1);
  const firstLine = shape.blankLines + (found.headerRows > 0 ? 2 : 1);
  const oneLineEach = scan.lines === read.rows + firstLine - 1;
  const table = { rows: read.rows, columns: read.columns, ...(oneLineEach ? { firstLine } : {}) };
  return {
    table,
    dialect: found,
    fingerprint: scan.fingerprint,
    bytes: scan.bytes,
    preview: body.slice(0, 20).map((row) => names.map((_, i) => row[i]?.text.trim() ?? '')),
    warnings: [...warnings, ...infiniteWarnings(read.infinite)],
  };
}

function requireDialect({ delimiter, quote }: Dialect): void {
  if (delimiter !== quote && !/[\r\n]/.test(delimiter + quote)) return;
  throw new HoneError('recipe-invalid', 'The delimiter and the quote must be two signs, and no line end.', {
    place: { field: 'data.dialect' },
    fix: 'Take "," and a double quote, or leave the dialect out to have it found.',
  });
}

function nameColumns(rows: readonly Field[][], dialect: Dialect): { names: string[]; warnings: string[] } {
  const first = rows[0] ?? [];
  if (dialect.headerRows === 0) return { names: numberedNames(Math.max(1, first.length)), warnings: [] };
  return uniqueNames(first.map((field) => field.text));
}

function describeShape(
  path: string,
  scan: FileScan,
  dialect: Dialect,
  names: readonly string[],
  body: readonly Field[][],
): FileShape {
  const decimalComma = dialect.delimiter !== ',';
  const texts = (column: number) => body.map((row) => row[column]?.text ?? '');
  const leading = /^(?:[ \t]*\r?\n)*/.exec(scan.sample)?.[0] ?? '';
  const sampleBytes = Math.max(1, Buffer.byteLength(scan.sample));
  const expected = scan.complete
    ? body.length
    : Math.ceil((Math.max(1, countLines(scan.sample)) * scan.bytes * 1.05) / sampleBytes);
  return {
    path,
    dialect,
    names,
    blankLines: leading.split('\n').length - 1,
    readings: names.map((_, column) => readingsOf(texts(column), decimalComma)),
    expectedRows: Math.max(1, expected),
  };
}

function countLines(text: string): number {
  return text.split(/\r\n|\n|\r/).length;
}

function headerOnly(path: string): HoneError {
  return new HoneError('data-invalid', `The file ${basename(path)} has a line of names but no rows.`, {
    place: { file: path, line: 1 },
    fix: 'Add rows below the names, or say that the first line is not a header.',
  });
}

function infiniteWarnings(infinite: ReadonlyMap<string, number>): string[] {
  return [...infinite].map(
    ([name, count]) =>
      `Column "${name}" holds ${count === 1 ? '1 infinite value' : `${count} infinite values`}; taken as missing.`,
  );
}
