// Several files as one table: rows of further files below, columns of others beside.
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { HoneError } from '../../core/errors';
import { textOf } from '../../core/preparation/column-text';
import type { JoinedFile } from '../../core/recipe/source';
import type { JoinReport, ReadingReport } from '../../core/run/reading-report';
import { type Column, findColumn, type Table } from '../../core/table';
import { byCodePoint } from '../code-point-order';
import type { ReadOptions, ReadTable } from '../read-table';
import { appendColumns, type ColumnType, isEmpty, type Piece, widerType } from './append-columns';
import { joinRows, takeRows } from './join-columns';

const MOST_LINES = 100;

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
  const reports: JoinReport[] = [];
  for (const [i, joined] of join.entries()) {
    const other = await read(joined.file, { signal: options.signal, onProgress: told(files.length + i) });
    others.push(other);
    const result = joinTable(file, { rows, columns }, joined, other.table);
    columns = result.columns;
    warnings.push(...result.warnings);
    reports.push(result.report);
  }
  const whole = describe({ rows, columns }, [...reads, ...others], reads, warnings, append.length === 0);
  const appendedRows = append.map((name, i) => ({
    file: name,
    rows: (reads[i + 1] as ReadTable).table.rows,
  }));
  const { rejected, mended } = linesOf(files, reads);
  return {
    ...whole,
    reading: { ...whole.reading, rejected, mended, appended: appendedRows, joined: reports },
  };
}

/** The odd lines of all files; those of further files with the name. */
function linesOf(
  files: readonly string[],
  reads: readonly ReadTable[],
): Pick<ReadingReport, 'rejected' | 'mended'> {
  const all = (kind: 'rejected' | 'mended') =>
    reads
      .flatMap(({ reading }, i) =>
        reading[kind].map((line) =>
          i === 0 ? line : { ...line, reason: `In ${basename(files[i] as string)}: ${line.reason}` },
        ),
      )
      .slice(0, MOST_LINES);
  return { rejected: all('rejected'), mended: all('mended') };
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
  warnings.push(...absenceWarnings(files, names, pieces));
  return {
    columns: names.map((name) => appendColumns(name, types.get(name) as ColumnType, pieces(name))),
    warnings,
  };
}

/** One sentence for each file that lacks columns of the others. */
function absenceWarnings(
  files: readonly string[],
  names: readonly string[],
  pieces: (name: string) => Piece[],
): string[] {
  const lacking = files.map(() => [] as string[]);
  for (const name of names)
    for (const [i, { column }] of pieces(name).entries()) if (column === null) lacking[i]?.push(name);
  return lacking.flatMap((absent, i) => {
    if (absent.length === 0) return [];
    const named = absent.slice(0, 5).map((name) => `"${name}"`);
    const list = `${named.join(', ')}${absent.length > 5 ? ` and ${absent.length - 5} more` : ''}`;
    const what = absent.length === 1 ? `column ${list}: it is` : `columns ${list}: they are`;
    return [`${basename(files[i] as string)} has no ${what} missing in its rows.`];
  });
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
): { columns: Column[]; warnings: string[]; report: JoinReport } {
  const otherName = joined.otherKey === '' ? joined.key : joined.otherKey;
  const key = findColumn(table, joined.key) ?? missingKey(file, joined.key, table);
  const otherKey = findColumn(other, otherName) ?? missingKey(joined.file, otherName, other);
  const found = joinRows(key, table.rows, otherKey, other.rows);
  const name = basename(joined.file);
  const { match } = found;
  if (match.matchedRows === 0) {
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
  const report = { file: joined.file, key: joined.key, otherKey: otherName, ...match };
  return { columns: [...table.columns, ...added], warnings: joinWarnings(report, found.repeated), report };
}

function joinWarnings(report: JoinReport, repeated: number): string[] {
  const { keys, matchedKeys, rows, matchedRows, unmatched } = report;
  const name = basename(report.file);
  const count = (value: number) => value.toLocaleString('en-US');
  const warnings: string[] = [];
  if (repeated > 0) {
    const stand = repeated === 1 ? '1 key stands' : `${count(repeated)} keys stand`;
    warnings.push(`${stand} in several rows of ${name}; the first of each was taken.`);
  }
  if (matchedRows < rows) {
    const lacking = keys - matchedKeys;
    const left = lacking - unmatched.length;
    const named = `${unmatched.map((key) => `"${key}"`).join(', ')}${left > 0 ? ` and ${count(left)} more` : ''}`;
    warnings.push(
      lacking === 0
        ? `${count(rows - matchedRows)} of ${count(rows)} rows have no "${report.key}": the columns of ${name} are missing there.`
        : `${count(lacking)} of ${count(keys)} keys ${lacking === 1 ? 'is' : 'are'} not in ${name} (${named}): its columns are missing in ${count(rows - matchedRows)} of ${count(rows)} rows.`,
    );
  }
  return warnings;
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
