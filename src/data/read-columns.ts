// Reads a file's columns in as few passes as possible: each column by its likeliest reading, refused ones again by the next.
import { type DuckDBResult, ResultReturnType } from '@duckdb/node-api';
import type { Column } from '../core/table';
import type { ColumnStore } from './cache/stored-columns';
import {
  type CategorySink,
  createCategorySink,
  createNumberSink,
  type NumberSink,
  type Spill,
} from './column-sinks';
import { HoneError } from '../core/errors';
import { describeCsvFault } from './csv-fault';
import { readingCancelled } from './file-scan';
import type { Dialect } from '../core/recipe/dialect';
import { type LockedDatabase, openLockedDatabase, quoteText } from './locked-duckdb';
import { missingSpellings, usualSpellings } from './missing';
import { readingsAfter, type TextSource } from './odd-values';
import { readingSql } from './reading-sql';
import type { Reading } from './readings';

/** A file whose shape is known from its sample. */
export interface FileShape {
  /** Absolute. */
  path: string;
  dialect: Dialect;
  names: readonly string[];
  /** Lines without any text before the first row. */
  blankLines: number;
  /** For each column the readings that fit the sample, the last being `category`. */
  readings: readonly (readonly Reading[])[];
  /** Missing values as the sample spells them. */
  gaps: readonly string[];
  /** For each column whether the sample has texts of more bytes than DuckDB keeps within a vector. */
  long: readonly boolean[];
  /** About how many rows there are. */
  expectedRows: number;
  /** Of a CSV the lines from the first row on: more than there are rows where a row takes several, or none. */
  lines?: () => Promise<number>;
  /** What stands after FROM for a file that is no CSV: a table of columns `c0`, `c1` …, NULL where missing. */
  scan?: (file: string) => string;
}

export interface ReadColumns {
  columns: Column[];
  rows: number;
  /** For each column the reading that it was read by in the end. */
  readings: Reading[];
  /** Number of infinite values by column name. */
  infinite: Map<string, number>;
}

/** Columns that are read at once: each needs memory for every thread, whatever the number of rows. */
const COLUMNS_PER_PASS = 1000;

interface Pending {
  index: number;
  readings: readonly Reading[];
}

/** Values of a table that together take more go to the store, if there is one. */
const MOST_BYTES_IN_MEMORY = 64 << 20;

export interface ReadColumnsOptions {
  onRows?: (rows: number) => void;
  /** Where the columns of a large file are kept. */
  store?: ColumnStore | null;
  signal?: AbortSignal;
}

/** Throws a HoneError that names the line if the file is not a regular table, and `cancelled` where the signal says so. */
export async function readColumns(
  shape: FileShape,
  { onRows = () => {}, store = null, signal }: ReadColumnsOptions = {},
): Promise<ReadColumns> {
  const large = shape.expectedRows * shape.names.length * 8 > MOST_BYTES_IN_MEMORY;
  const spill: Spill | null =
    store && large ? { store, columns: Math.min(COLUMNS_PER_PASS, shape.names.length) } : null;
  const told = (rows: number) => {
    if (signal?.aborted) throw readingCancelled();
    onRows(rows);
  };
  const database = await openLockedDatabase(shape.path, shape.names.length);
  const done: ReadColumns = { columns: [], rows: 0, readings: [], infinite: new Map() };
  try {
    let pending: Pending[] = shape.readings.map((readings, index) => ({ index, readings }));
    while (pending.length > 0) {
      const group = pending.slice(0, COLUMNS_PER_PASS);
      const pass = await readPass(database, shape, group, { spill, onRows: told });
      done.rows = pass.rows;
      const refused = settle(shape, pass.sinks, group, done);
      const again = refused.length === 0 ? [] : await readAgain(shape, refused, pass.strict);
      pending = [...pending.slice(COLUMNS_PER_PASS), ...again];
    }
  } finally {
    database.close();
  }
  return done;
}

/** The columns that their first reading does not fit, with those that fit what else is in them. */
async function readAgain(shape: FileShape, refused: readonly Pending[], strict: boolean): Promise<Pending[]> {
  const database = await openLockedDatabase(shape.path);
  try {
    const again: Pending[] = [];
    for (const { index, readings } of refused) {
      const source: TextSource = {
        connection: database.connection,
        from: csvSql(database.file, shape, strict),
        column: `c${index}`,
        missing: shape.dialect.missing,
      };
      again.push({ index, readings: await readingsAfter(source, readings) });
    }
    return again;
  } finally {
    database.close();
  }
}

interface Pass {
  spill: Spill | null;
  onRows: (rows: number) => void;
}

type Sink = { kind: 'number'; sink: NumberSink } | { kind: 'category'; sink: CategorySink };

/** `typed`: plain numbers are read as such by DuckDB, which is the fastest way but stops at the first other text. */
interface Mode {
  strict: boolean;
  typed: boolean;
}

interface PassResult {
  rows: number;
  sinks: Sink[];
  /** Whether DuckDB could read the file by its strict rules. */
  strict: boolean;
}

async function readPass(
  database: LockedDatabase,
  shape: FileShape,
  pending: readonly Pending[],
  how: Pass,
): Promise<PassResult> {
  if (!shape.scan && pending.some(isTyped)) {
    try {
      return await streamPass(database, shape, pending, how, { strict: true, typed: true });
    } catch (error) {
      // A text that is no number stops the reading as numbers: it is looked for as text. Other faults show there again.
      if (error instanceof HoneError) throw error;
    }
  }
  try {
    return await streamPass(database, shape, pending, how, { strict: true, typed: false });
  } catch (error) {
    // Lines that end partly in LF and partly in CRLF stop the strict parser.
    if (error instanceof HoneError) throw error;
    if (!(error instanceof Error && error.message.includes('invalid state'))) {
      throw describeCsvFault(error, shape.path);
    }
  }
  try {
    return await streamPass(database, shape, pending, how, { strict: false, typed: false });
  } catch (error) {
    throw error instanceof HoneError ? error : describeCsvFault(error, shape.path);
  }
}

async function streamPass(
  database: LockedDatabase,
  shape: FileShape,
  pending: readonly Pending[],
  { spill, onRows }: Pass,
  mode: Mode,
): Promise<PassResult> {
  const sinks = pending.map(
    ({ readings }): Sink =>
      readings[0]?.as === 'category'
        ? { kind: 'category', sink: createCategorySink(shape.expectedRows, spill) }
        : { kind: 'number', sink: createNumberSink(shape.expectedRows, spill) },
  );
  let rows = 0;
  let next: ReturnType<DuckDBResult['fetchChunk']> = Promise.resolve(null);
  try {
    const result = await database.connection.stream(selectSql(database.file, shape, pending, mode));
    // DuckDB makes the next chunk while this one is taken in.
    for (next = result.fetchChunk(); ; ) {
      const chunk = await next;
      if (!chunk || chunk.rowCount === 0) break;
      next = result.fetchChunk();
      let hashes = sinks.length;
      for (const [i, { sink }] of sinks.entries())
        sink.take(
          chunk.getColumnVector(i),
          isHashed(shape, pending[i] as Pending) ? chunk.getColumnVector(hashes++) : undefined,
        );
      rows += chunk.rowCount;
      onRows(rows);
    }
    // DuckDB ends a stream at a fault as if it were over.
    if (result.returnType === ResultReturnType.INVALID) throw await faultOf(database, shape, pending, mode);
    if ((await shape.lines?.()) !== rows && (await countRows(database, shape, mode)) !== rows)
      throw new Error('Rows are missing.');
    return { rows, sinks, strict: mode.strict };
  } catch (error) {
    // The database is not closed while it works.
    await next.catch(() => null);
    for (const { sink } of sinks) sink.discard();
    throw error;
  }
}

/**
 * DuckDB (1.5) says nothing of a text among numbers that it meets near the end of a file of several buffers, and leaves
 * it out with all that follows. Rows that are only counted are all there.
 */
async function countRows(database: LockedDatabase, shape: FileShape, { strict }: Mode): Promise<number> {
  const counted = await database.connection.runAndReadAll(
    `SELECT count(*) FROM ${csvSql(database.file, shape, strict)}`,
  );
  return Number(counted.value(0, 0));
}

/** What broke a stream off: the same query, run as a whole, tells. */
async function faultOf(
  database: LockedDatabase,
  shape: FileShape,
  pending: readonly Pending[],
  mode: Mode,
): Promise<unknown> {
  const query = selectSql(database.file, shape, pending, mode);
  try {
    await database.connection.run(`SELECT max(COLUMNS(*)) FROM (${query})`);
  } catch (error) {
    return error;
  }
  return new Error('DuckDB ended before the file did.');
}

/** Puts the finished columns in place and returns those that their first reading does not fit. */
function settle(
  shape: FileShape,
  sinks: readonly Sink[],
  pending: readonly Pending[],
  { columns, readings: settled, infinite }: ReadColumns,
): Pending[] {
  const again: Pending[] = [];
  for (const [i, { index, readings }] of pending.entries()) {
    const found = sinks[i] as Sink;
    const name = shape.names[index] as string;
    const reading = readings[0] as Reading;
    settled[index] = reading;
    if (found.kind === 'category') columns[index] = found.sink.column(name);
    else if (found.sink.refused()) again.push({ index, readings });
    else if (reading.as !== 'category') {
      columns[index] = found.sink.column(name, reading.as);
      if (found.sink.infinite() > 0) infinite.set(name, found.sink.infinite());
    }
  }
  return again;
}

/** Whether DuckDB's own numbers are the first reading. */
function isTyped({ readings }: Pending): boolean {
  const [reading] = readings;
  return reading?.as === 'number' && reading.plain && reading.style.decimal === '.' && !reading.forced;
}

/** Whether the texts of a column come with their hashes. */
const isHashed = (shape: FileShape, column: Pending) => isText(column) && shape.long[column.index] === true;

const isText = ({ readings }: Pending) => readings[0]?.as === 'category';

function selectSql(file: string, shape: FileShape, pending: readonly Pending[], mode: Mode): string {
  const typed = new Set(mode.typed ? pending.filter(isTyped).map(({ index }) => index) : []);
  const expressions = pending.map(({ index, readings }) =>
    typed.has(index) ? `c${index}` : readingSql(`c${index}`, readings[0] as Reading),
  );
  const hashes = pending
    .filter((column) => isHashed(shape, column))
    .map(({ index }) => `hash(coalesce(c${index}, ''))`);
  // Categories look for missing values themselves, and plain numbers rarely have further ones than these.
  const spellings = pending.every((column) => typed.has(column.index) || isText(column))
    ? [...usualSpellings, ...shape.gaps]
    : missingSpellings;
  return `SELECT ${[...expressions, ...hashes].join(', ')} FROM ${csvSql(file, shape, mode.strict, { typed, spellings })}`;
}

/** What of the file is read as numbers at once, and which texts count as missing: DuckDB compares each value with every one. */
interface CsvOptions {
  typed: ReadonlySet<number>;
  spellings: readonly string[];
}

const asTexts: CsvOptions = { typed: new Set(), spellings: missingSpellings };

/** The file as a table of texts `c0`, `c1` …, or numbers where they are typed; NULL where missing. */
function csvSql(
  file: string,
  shape: FileShape,
  strict: boolean,
  { typed, spellings }: CsvOptions = asTexts,
): string {
  if (shape.scan) return shape.scan(file);
  const { delimiter, quote, headerRows, missing } = shape.dialect;
  const types = shape.names.map((_, index) => `'c${index}': '${typed.has(index) ? 'DOUBLE' : 'VARCHAR'}'`);
  const options = [
    'auto_detect = false',
    `delim = ${quoteText(delimiter)}`,
    `quote = ${quoteText(quote)}`,
    `escape = ${quoteText(quote)}`,
    `header = ${headerRows > 0}`,
    `skip = ${shape.blankLines}`,
    `columns = {${types.join(', ')}}`,
    "compression = 'none'",
    `strict_mode = ${strict}`,
    `nullstr = [${[...new Set([...spellings, ...missing])].map(quoteText).join(', ')}]`,
  ];
  return `read_csv(${quoteText(file)}, ${options.join(', ')})`;
}
