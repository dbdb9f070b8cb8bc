// Several files as one table: rows of further files below, columns of others beside.
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { HoneError } from '../../core/errors';
import { textOf } from '../../core/preparation/column-text';
import type { JoinedFile } from '../../core/recipe/source';
import { type Column, findColumn, type Table } from '../../core/table';
import { byCodePoint } from '../code-point-order';
import type { ReadOptions, ReadTable } from '../read-table';
import { appendColumns, type ColumnType, isEmpty, type Piece, widerType } from './append-columns';
import { joinRows, takeRows } from './join-columns';

/** Reads one file; given by the caller, who is the reader that hands over here. */
type ReadOne = (file: string, options: ReadOptions) => Promise<ReadTable>;

/** Whether the options name more than one file, or a column that names the file. */
export function isCombined({ append = [], join = [], sourceColumn = '' }: ReadOptions): boolean {
  return append.length > 0 || join.length > 0 || sourceColumn !== '';
}

/**
 * Reads all files and puts them together in memory. Columns are matched by name: where a file has none, its rows are
 * missing there; where types differ, the wider one is taken. Throws what `read` throws, and a HoneError for a key that
 * is not there or matches nothing.
 */
export async function readCombined(file: string, options: ReadOptions, read: ReadOne): Promise<ReadTable> {
  const { append = [], join = [], sourceColumn = '', store: _, ...single } = options;
  const files = [file, ...append];
  const told = (done: number) => (share: number) =>
    options.onProgress?.((done + share) / (files.length + join.length));
  const reads: ReadTable[] = [];
  for (const [i, name] of files.entries()) {
    reads.push(
      await read(
        name,
        i === 0 ? { ...single, onProgress: told(0) } : { ...single, sheet: '', onProgress: told(i) },
      ),
    );
  }
  const rereads = (i: number, types: readonly { column: string; type: ColumnType }[]) =>
    read(files[i] as string, {
      ...single,
      ...(i > 0 && { sheet: '' }),
      types: [...(options.types ?? []), ...types],
    });
  const appended = await appendAll(files, reads, rereads);
  let { columns } = appended;
  const warnings = [...(reads[0]?.warnings ?? []), ...furtherWarnings(files, reads), ...appended.warnings];
  const rows = reads.reduce((sum, { table }) => sum + table.rows, 0);
  if (sourceColumn !== '') columns = [...columns, namesColumn(file, sourceColumn, columns, files, reads)];
  const others: ReadTable[] = [];
  for (const [i, joined] of join.entries()) {
    const other = await read(joined.file, { signal: options.signal, onProgress: told(files.length + i) });
    others.push(other);
    const result = joinTable(file, { rows, columns }, joined, other.table);
    columns = result.columns;
    warnings.push(...result.warnings);
  }
  return describe({ rows, columns }, [...reads, ...others], reads, warnings, append.length === 0);
}

function describe(
  table: Table,
  all: readonly ReadTable[],
  reads: readonly ReadTable[],
  warnings: string[],
  keepsLines: boolean,
): ReadTable {
  const first = reads[0] as ReadTable;
  const hash = createHash('sha256');
  for (const { fingerprint } of all) hash.update(fingerprint);
  const { firstLine } = first.table;
  const sum = (count: (read: ReadTable) => number) => reads.reduce((total, read) => total + count(read), 0);
  const shown = Math.min(20, table.rows);
  return {
    table: { ...table, ...(keepsLines && firstLine !== undefined && { firstLine }) },
    dialect: first.dialect,
    fingerprint: all.length === 1 ? first.fingerprint : hash.digest('hex'),
    bytes: all.reduce((total, { bytes }) => total + bytes, 0),
    preview: Array.from({ length: shown }, (_, row) =>
      table.columns.map((column, i) => first.preview[row]?.[i] ?? textOf(column, row) ?? ''),
    ),
    warnings,
    // Of files together each column may have been read in several ways.
    readings: all.length === 1 ? first.readings : [],
    reading: {
      ...first.reading,
      rejectedRows: sum(({ reading }) => reading.rejectedRows),
      mendedRows: sum(({ reading }) => reading.mendedRows),
    },
  };
}

function furtherWarnings(files: readonly string[], reads: readonly ReadTable[]): string[] {
  return reads.flatMap(({ warnings }, i) =>
    i === 0 ? [] : warnings.map((warning) => `${basename(files[i] as string)}: ${warning}`),
  );
}

/** The columns of all files by name, in the order in which they come up. */
async function appendAll(
  files: readonly string[],
  reads: ReadTable[],
  reread: (file: number, types: readonly { column: string; type: ColumnType }[]) => Promise<ReadTable>,
): Promise<{ columns: Column[]; warnings: string[] }> {
  const first = reads[0] as ReadTable;
  if (reads.length === 1) return { columns: [...first.table.columns], warnings: [] };
  const names = [...new Set(reads.flatMap(({ table }) => table.columns.map(({ name }) => name)))];
  if (!reads.slice(1).every(({ table }) => table.columns.some(({ name }) => findColumn(first.table, name)))) {
    const other = reads.findIndex(
      ({ table }, i) => i > 0 && !table.columns.some(({ name }) => findColumn(first.table, name)),
    );
    throw new HoneError(
      'data-invalid',
      `${basename(files[other] as string)} has no column in common with ${basename(files[0] as string)}.`,
      { place: { file: files[other] as string }, fix: 'Append files that have the same columns.' },
    );
  }
  const pieces = (name: string): Piece[] =>
    reads.map(({ table }) => ({ column: findColumn(table, name) ?? null, rows: table.rows }));
  const types = new Map(names.map((name) => [name, widerType(pieces(name))]));
  const warnings = typeWarnings(files, names, pieces, types);
  for (const [i, { table }] of reads.entries()) {
    // Read again rather than converted: a number that becomes a text keeps its spelling.
    const others = table.columns.filter((column) => !fits(column, types.get(column.name) as ColumnType));
    const wanted = others.map(({ name }) => ({ column: name, type: types.get(name) as ColumnType }));
    if (wanted.length > 0) reads[i] = await reread(i, wanted);
  }
  const absent = names.filter((name) => pieces(name).some(({ column }) => column === null));
  if (absent.length > 0) {
    warnings.push(
      `Columns that not every file has are missing in the rows of the others: ${absent.slice(0, 5).join(', ')}${absent.length > 5 ? ` and ${absent.length - 5} more` : ''}.`,
    );
  }
  return {
    columns: names.map((name) => appendColumns(name, types.get(name) as ColumnType, pieces(name))),
    warnings,
  };
}

function fits(column: Column, type: ColumnType): boolean {
  if (column.type === type || isEmpty(column) || type === 'text') return true;
  return type === 'number' && column.type === 'boolean';
}

function typeWarnings(
  files: readonly string[],
  names: readonly string[],
  pieces: (name: string) => Piece[],
  types: ReadonlyMap<string, ColumnType>,
): string[] {
  return names.flatMap((name) => {
    const found = pieces(name).map(({ column }) => (column && !isEmpty(column) ? column.type : null));
    const first = found.find((type) => type !== null);
    const other = found.findIndex((type) => type !== null && type !== first);
    if (other === -1) return [];
    const place = found.indexOf(first as ColumnType);
    return [
      `Column "${name}" is of type ${first} in ${basename(files[place] as string)} and ${found[other]} in ${basename(files[other] as string)}; read as ${types.get(name)}.`,
    ];
  });
}

function namesColumn(
  file: string,
  name: string,
  columns: readonly Column[],
  files: readonly string[],
  reads: readonly ReadTable[],
): Column {
  if (columns.some((column) => column.name === name)) {
    throw new HoneError(
      'recipe-invalid',
      `The column of the file name cannot be called "${name}": there is one already.`,
      {
        place: { file, field: 'data.source-column' },
        fix: 'Take another name.',
      },
    );
  }
  const texts = files.map((path) => basename(path));
  const categories = [...new Set(texts)].sort(byCodePoint);
  const codes = new Int32Array(reads.reduce((sum, { table }) => sum + table.rows, 0));
  let at = 0;
  for (const [i, { table }] of reads.entries()) {
    codes.fill(categories.indexOf(texts[i] as string), at, at + table.rows);
    at += table.rows;
  }
  return { name, type: 'category', codes, categories };
}

function joinTable(
  file: string,
  table: Table,
  joined: JoinedFile,
  other: Table,
): { columns: Column[]; warnings: string[] } {
  const otherName = joined.otherKey === '' ? joined.key : joined.otherKey;
  const key = findColumn(table, joined.key) ?? missingKey(file, joined.key, table);
  const otherKey = findColumn(other, otherName) ?? missingKey(joined.file, otherName, other);
  const found = joinRows(key, table.rows, otherKey, other.rows);
  const name = basename(joined.file);
  if (found.unmatched === table.rows) {
    throw new HoneError(
      'data-invalid',
      `No value of "${joined.key}" stands in column "${otherName}" of ${name}.`,
      {
        place: { file: joined.file, column: otherName },
        fix: 'Choose the columns that hold the same key in both files.',
      },
    );
  }
  const taken = new Set(table.columns.map((column) => column.name));
  const added = other.columns
    .filter((column) => column !== otherKey)
    .map((column) => {
      const free = freeName(`${joined.prefix}${column.name}`, taken);
      taken.add(free);
      return takeRows(column, free, found.rows);
    });
  const count = (value: number) => value.toLocaleString('en-US');
  const warnings = [
    ...(found.repeated > 0
      ? [
          `${found.repeated === 1 ? '1 key stands' : `${count(found.repeated)} keys stand`} in several rows of ${name}; the first of each was taken.`,
        ]
      : []),
    ...(found.unmatched > 0
      ? [
          `${count(found.unmatched)} of ${count(table.rows)} rows have no match in ${name}: its columns are missing there.`,
        ]
      : []),
  ];
  return { columns: [...table.columns, ...added], warnings };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

function missingKey(file: string, name: string, table: Table): never {
  throw new HoneError('column-missing', `${basename(resolve(file))} has no column "${name}" to join by.`, {
    place: { file, column: name },
    fix: `Choose one of its columns: ${table.columns
      .slice(0, 10)
      .map((column) => column.name)
      .join(', ')}.`,
  });
}
