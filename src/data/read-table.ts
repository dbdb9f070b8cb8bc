// A CSV file as a typed table.
import { basename, resolve } from 'node:path';
import { HoneError } from '../core/errors';
import type { Dialect } from '../core/recipe/dialect';
import type { ReadingReport } from '../core/run/reading-report';
import type { Table } from '../core/table';
import type { JoinedFile, TypedColumn } from '../core/recipe/source';
import type { ColumnStore } from './cache/stored-columns';
import { uniqueNames } from './column-names';
import { emptyFile } from './file-scan';
import { isCombined, readCombined } from './combine/read-combined';
import { withFreeTexts } from './free-texts';
import { detectFormat } from './formats/detect-format';
import { isJsonText } from './formats/json-text';
import { isMissing } from './missing';
import { oddWarning } from './odd-values';
import { type FileShape, type ReadColumns, readColumns } from './read-columns';
import { type ColumnKind, kindsOf, type Reading, readingsOf } from './readings';
import { copyLayout, copyRows } from './rows/clean-copy';
import type { RowNote } from './rows/fit-row';
import { findLayout, type Layout } from './rows/layout';
import { countLineEnds } from './rows/mend-row';
import type { Decision } from './sniff/sniff';
import { SHORT_BYTES } from './text-dictionary';
import {
  type GlancedText,
  glanceText,
  openText,
  type TextOptions,
  type TextSource,
} from './text/text-source';
import { openingDecisions, understandText } from './understand-text';

/** Share of the work that the first pass over the bytes takes. */
const SCAN_SHARE = 0.3;
/** Share after which a copy of the rows is written, where one is needed. */
const COPY_SHARE = 0.6;

export interface ReadOptions {
  /** How the file is written; found from the file unless given. */
  dialect?: Dialect | undefined;
  /** Share of the work that is done, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  /** Of a workbook; '' is the first one. */
  sheet?: string | undefined;
  /** What columns hold by the word of a person. */
  types?: readonly TypedColumn[] | undefined;
  /** Further files, whose rows are appended by the names of their columns. */
  append?: readonly string[] | undefined;
  /** Name of a column that keeps the name of each row's file; '' for none. */
  sourceColumn?: string | undefined;
  /** Files whose columns are added by a key. */
  join?: readonly JoinedFile[] | undefined;
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
  reading: ReadingReport;
  /** How each column's texts were read, in the order of the columns; empty where the file says what they hold. */
  readings: readonly Reading[];
}

/**
 * Reads a whole file of delimited text, packed or not, in any encoding. Throws a HoneError if there is no such file,
 * it cannot be read, is no text, has no rows, or if more than half of its lines do not fit. Rows that are too short
 * are filled with missing values, those with values too many are left out; `reading` lists both. Infinite numbers
 * become missing, with a warning that counts them.
 */
export async function readTable(file: string, options: ReadOptions = {}): Promise<ReadTable> {
  const read = await readAny(file, options);
  const columns = withFreeTexts(read.table.columns, kindsOf(options));
  return { ...read, table: { ...read.table, columns } };
}

async function readAny(file: string, options: ReadOptions): Promise<ReadTable> {
  if (isCombined(options)) return readCombined(file, options, readTable);
  const format = await detectFormat(resolve(file));
  if (format === 'text') return readTextTable(file, options);
  const { readFormat } = await import('./formats/read-format');
  return readFormat(resolve(file), format, options, readTextTable);
}

/** What is known of a text that Hone wrote itself: the names of its columns, and whether its lines are the file's. */
export interface OwnText {
  names: string[];
  sameLines: boolean;
}

async function readTextTable(file: string, options: ReadOptions, own?: OwnText): Promise<ReadTable> {
  const { dialect: given, onProgress, signal } = options;
  const path = resolve(file);
  if (given) requireDialect(given);
  const open = (openOptions: TextOptions) =>
    openText(path, {
      ...{ encoding: given?.encoding, compression: given?.compression },
      // Of an archive the sheet is one of its files.
      ...(options.sheet ? { member: options.sheet } : {}),
      ...openOptions,
    });
  const glanced = own ? null : await glanceText(path, given ?? {});
  const early = glanced && (await readGlanced(glanced, open, options));
  if (early) return early;
  const source = await open({ signal, onProgress: (share) => onProgress?.(share * SCAN_SHARE) });
  try {
    return await readSource({ path, source, whole: async () => source, begin: SCAN_SHARE }, options, own);
  } finally {
    source.close();
  }
}

/** Reads a file that looks plain while the whole of it is looked through; null where it turns out not to be. */
async function readGlanced(
  glanced: GlancedText,
  open: (options: TextOptions) => Promise<TextSource>,
  options: ReadOptions,
): Promise<ReadTable | null> {
  const { path } = glanced;
  const { signal } = options;
  const scan = new AbortController();
  const stop = () => scan.abort();
  signal?.addEventListener('abort', stop);
  const opening = open({ signal: scan.signal });
  // A copy was made of a file that is no plain text, or holds damaged characters.
  const isPlain = opening.then((source) => source.path === path);
  // Whoever asks hears of a fault.
  isPlain.catch(() => {});
  const whole = async () => {
    if (!(await isPlain)) throw new Error('The file is not as plain as it looked.');
    return opening;
  };
  try {
    return await readSource({ path, source: glanced, whole, begin: 0 }, options);
  } catch (error) {
    if (signal?.aborted || (await isPlain)) throw error;
    return null;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
    await opening.then(
      (source) => source.close(),
      () => {},
    );
  }
}

/** A text whose sample is known. */
interface Source {
  path: string;
  source: GlancedText;
  /** The same when all of it has been looked at. */
  whole: () => Promise<TextSource>;
  /** Share of the work that is done by then. */
  begin: number;
}

async function readSource(given: Source, options: ReadOptions, own?: OwnText): Promise<ReadTable> {
  const { path, source } = given;
  if (source.sample.complete && source.sample.head.trim() === '') throw emptyFile(path);
  if (!own && !options.dialect && isJsonText(source.sample.head)) {
    const { readJson } = await import('./formats/read-json');
    return readJson(path, await given.whole(), options, readTextTable);
  }
  const { dialect, decisions: found } = understandText(source, options.dialect);
  const layout = findLayout(source.sample, dialect);
  if (source.sample.complete && layout.body.length === 0) throw headerOnly(path);
  const { names, warnings } = uniqueNames(own?.names ?? layout.names);
  const body = await readBody({ ...given, dialect, layout, names, kinds: kindsOf(options) }, options);
  const { read, reading, whole } = body;
  if (read.rows === 0) throw headerOnly(path);
  options.onProgress?.(1);
  const firstLine = own?.sameLines === false ? null : body.firstLine;
  const decisions = [...openingDecisions(whole, options.sheet), ...found];
  return {
    table: { rows: read.rows, columns: read.columns, ...(firstLine === null ? {} : { firstLine }) },
    dialect,
    ...{ fingerprint: whole.fingerprint, bytes: whole.bytes },
    preview: layout.body.slice(0, 20).map((row) => names.map((_, i) => row.cells[i]?.trim() ?? '')),
    warnings: [
      ...whole.warnings,
      ...warnings,
      ...lineWarnings(reading),
      ...oddWarnings(names, read.readings, firstLine ?? undefined),
      ...infiniteWarnings(read.infinite),
    ],
    readings: read.readings,
    reading: {
      format: 'csv',
      sheets: whole.members.length > 1 ? whole.members : [],
      confidence: leastConfidence(decisions),
      parts: decisions,
      ...reading,
    },
  };
}

interface Opened extends Source {
  dialect: Dialect;
  layout: Layout;
  names: readonly string[];
  kinds: ReadonlyMap<string, ColumnKind>;
}

type Lines = Pick<ReadingReport, 'rejected' | 'rejectedRows' | 'mended' | 'mendedRows'>;

interface Body {
  whole: TextSource;
  read: ReadColumns;
  reading: Lines;
  /** Line of the first row if each row is one line; else null. */
  firstLine: number | null;
}

/** In place where every line fits the others, else from a copy of the lines that can be made to fit. */
async function readBody(opened: Opened, options: ReadOptions): Promise<Body> {
  const { source, dialect, layout } = opened;
  if (isRegular(source.sample.head, dialect, layout)) {
    try {
      const skip = layout.firstLine - 1;
      const lines = async () => (await opened.whole()).lines - skip;
      const shape = { ...describeShape(opened, source.path, dialect, skip), lines };
      const read = await readShape(shape, opened.begin, options);
      const whole = await opened.whole();
      const oneLineEach = whole.lines === read.rows + skip;
      const none = { rejected: [], rejectedRows: 0, mended: [], mendedRows: 0 };
      return { whole, read, reading: none, firstLine: oneLineEach ? layout.firstLine : null };
    } catch (error) {
      if (!(error instanceof HoneError && error.code === 'data-invalid')) throw error;
    }
  }
  return readCopy(opened, options);
}

async function readCopy(opened: Opened, options: ReadOptions): Promise<Body> {
  const { path, dialect, layout } = opened;
  const { onProgress, signal } = options;
  const whole = await opened.whole();
  const copy = await copyRows(whole, dialect, layout, {
    signal,
    onProgress: (share) => onProgress?.(SCAN_SHARE + (COPY_SHARE - SCAN_SHARE) * share),
  });
  try {
    const { rows, rejected, rejectedRows, mended, mendedRows, oneLineEach } = copy;
    if (rejectedRows > rows)
      throw mostlyRejected(path, rejected[0] as RowNote, rejectedRows, rows + rejectedRows);
    if (rows === 0) throw headerOnly(path);
    const shape = { ...describeShape(opened, copy.path, copyLayout, 0), lines: async () => rows };
    const read = await readShape(shape, COPY_SHARE, options);
    const reading = { rejected, rejectedRows, mended, mendedRows };
    return { whole, read, reading, firstLine: oneLineEach ? layout.firstLine : null };
  } finally {
    copy.close();
  }
}

function readShape(shape: FileShape, begin: number, options: ReadOptions): Promise<ReadColumns> {
  const { onProgress, store, signal } = options;
  return readColumns(shape, {
    onRows: (done) => onProgress?.(Math.min(1, begin + (1 - begin) * (done / shape.expectedRows))),
    ...(store && { store }),
    ...(signal && { signal }),
  });
}

/** Whether DuckDB reads the file as it stands just as Hone does, as far as its head tells. */
function isRegular(head: string, dialect: Dialect, layout: Layout): boolean {
  const { delimiter, quote, escape, comment, footerLines } = dialect;
  const { names, cells, body } = layout;
  if (delimiter.length !== 1 || escape !== '' || comment !== '' || footerLines > 0) return false;
  if (names.length !== cells || cells < 2) return false;
  if (
    quote !== '' &&
    head.includes(` ${quote}`) &&
    new RegExp(`(?:^|${escapeSign(delimiter)}) +${quote}`, 'm').test(head)
  )
    return false;
  if (/\r\n/.test(head) ? /[^\r]\n|\r[^\n]/.test(head) : /\r/.test(head) && /\n/.test(head)) return false;
  return body.every((row) => row.mended === null && !row.malformed && row.cells.length === cells);
}

const escapeSign = (sign: string) => sign.replace(/[|^$.*+?()[\]{}\\]/, '\\$&');

/** The confidence of what shapes the table. */
function leastConfidence(decisions: readonly Decision[]): number {
  const shaping = decisions.filter(
    ({ part }) => part === 'delimiter' || part === 'encoding' || part === 'headerRows',
  );
  return Math.min(1, ...shaping.map(({ confidence }) => confidence));
}

function lineWarnings({ rejected, rejectedRows, mended, mendedRows }: Lines): string[] {
  const list = (notes: readonly RowNote[], count: number) => {
    const shown = notes.slice(0, 5).map(({ line }) => line);
    return `${shown.join(', ')}${count > shown.length ? ` and ${count - shown.length} more` : ''}`;
  };
  const lines = (count: number) => (count === 1 ? '1 line was' : `${count} lines were`);
  return [
    ...(rejectedRows > 0
      ? [`${lines(rejectedRows)} left out for values too many: ${list(rejected, rejectedRows)}.`]
      : []),
    ...(mendedRows > 0 ? [`${lines(mendedRows)} filled up or mended: ${list(mended, mendedRows)}.`] : []),
  ];
}

function mostlyRejected(path: string, first: RowNote, count: number, all: number): HoneError {
  const why = first.reason.charAt(0).toLowerCase() + first.reason.slice(1).replace(/\.$/, '');
  return new HoneError(
    'data-invalid',
    `Of ${all} lines of ${basename(path)}, ${count} do not fit the others; on line ${first.line}, ${why}.`,
    {
      place: { file: path, line: first.line },
      fix: 'Set the delimiter and the quote by hand if they were found wrongly.',
    },
  );
}

function requireDialect({ delimiter, quote }: Dialect): void {
  if (delimiter !== quote && !/[\r\n]/.test(delimiter + quote)) return;
  throw new HoneError('recipe-invalid', 'The delimiter and the quote must be two signs, and no line end.', {
    place: { field: 'data.dialect' },
    fix: 'Take "," and a double quote, or leave the dialect out to have it found.',
  });
}

/** `written` says how the file at `path` is written, from the line after `skip` lines. */
function describeShape(opened: Opened, path: string, written: Partial<Dialect>, skip: number): FileShape {
  const { source, dialect, layout, names, kinds } = opened;
  const { body } = layout;
  const { sample, textBytes } = source;
  const sampleBytes = Math.max(1, Buffer.byteLength(sample.head));
  const sampleLines = countLineEnds(sample.head, 0, sample.head.length) + 1;
  const expected = sample.complete ? body.length : Math.ceil((sampleLines * textBytes * 1.05) / sampleBytes);
  return {
    path,
    dialect: { ...dialect, ...written, headerRows: 0 },
    names,
    blankLines: skip,
    readings: names.map((_, column) =>
      readingsOf(
        body.map((row) => row.cells[column] ?? ''),
        dialect,
        kinds.get(names[column] as string),
      ),
    ),
    long: names.map((_, column) =>
      body.some((row) => Buffer.byteLength(row.cells[column] ?? '') > SHORT_BYTES),
    ),
    gaps: [...new Set(body.flatMap(({ cells }) => cells.filter(isMissing)))],
    expectedRows: Math.max(1, expected),
  };
}

function headerOnly(path: string): HoneError {
  return new HoneError('data-invalid', `The file ${basename(path)} has a line of names but no rows.`, {
    place: { file: path, line: 1 },
    fix: 'Add rows below the names, or say that the first line is not a header.',
  });
}

function oddWarnings(
  names: readonly string[],
  readings: readonly Reading[],
  firstLine: number | undefined,
): string[] {
  return names.flatMap((name, i) => oddWarning(name, readings[i] as Reading, firstLine) ?? []);
}

function infiniteWarnings(infinite: ReadonlyMap<string, number>): string[] {
  return [...infinite].map(
    ([name, count]) =>
      `Column "${name}" holds ${count === 1 ? '1 infinite value' : `${count} infinite values`}; taken as missing.`,
  );
}
