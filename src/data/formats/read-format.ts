// Files that are no text: workbooks, Parquet, Arrow; each gives the same table and report as a text does.
import { type Dialect, usualDialect } from '../../core/recipe/dialect';
import { type ReadingReport, smoothReading } from '../../core/run/reading-report';
import type { Column } from '../../core/table';
import { textOf } from '../../core/preparation/column-text';
import { uniqueNames } from '../column-names';
import { scanFile } from '../file-scan';
import { oddWarning } from '../odd-values';
import { readColumns } from '../read-columns';
import type { ReadOptions, ReadTable } from '../read-table';
import { kindsOf, type Reading } from '../readings';
import { csvLine } from '../write-csv';
import { readArrow, MOST_ARROW } from './arrow';
import type { FileFormat } from './detect-format';
import { MOST_WORKBOOK, readSheet, type SheetText } from './excel';
import { holdFile } from './held-file';
import { type ReadText, withText } from './own-text';
import { describeParquet } from './parquet';

const PREVIEW_ROWS = 20;

/** Throws a HoneError for a file that is damaged, locked, empty or too large. */
export function readFormat(
  path: string,
  format: Exclude<FileFormat, 'text'>,
  options: ReadOptions,
  readText: ReadText,
): Promise<ReadTable> {
  if (format === 'excel') return readWorkbook(path, options, readText);
  return format === 'parquet' ? readParquet(path, options) : readArrowTable(path, options, readText);
}

/** How the rows of a sheet are written for the reader of texts; the rest is found, or said by the person. */
const sheetLayout = {
  ...{ encoding: 'utf-8', compression: 'none', delimiter: ',', quote: '"', escape: '', comment: '' },
} as const satisfies Partial<Dialect>;

async function readWorkbook(path: string, options: ReadOptions, readText: ReadText): Promise<ReadTable> {
  const { signal, dialect: given } = options;
  const file = await holdFile(path, { most: MOST_WORKBOOK, kind: 'workbook', signal });
  const sheet = readSheet(path, file, options.sheet ?? '');
  const read = await withText(path, sheet.lines, async (text) => {
    const first = await readText(text, { ...options, dialect: given && { ...given, ...sheetLayout } });
    // Texts full of other signs may have misled the search for the delimiter, which is known here.
    if (first.dialect.delimiter === ',' && first.dialect.quote !== "'") return first;
    return readText(text, { ...options, dialect: { ...first.dialect, ...sheetLayout } });
  });
  const chosen = {
    part: 'sheet',
    value: sheet.sheet,
    confidence: 1,
    why: whySheet(sheet, options.sheet),
  };
  const shaping = new Set(['preambleLines', 'headerRows', 'footerLines']);
  return {
    ...read,
    ...{ fingerprint: file.fingerprint, bytes: file.bytes },
    warnings: [...sheet.warnings, ...read.warnings],
    reading: {
      ...read.reading,
      format: 'excel',
      sheets: sheet.sheets,
      parts: [chosen, ...read.reading.parts.filter(({ part }) => shaping.has(part))],
    },
  };
}

function whySheet({ sheets, sheet }: SheetText, wanted: string | undefined): string {
  if (wanted) return 'So it was asked for.';
  if (sheets.length === 1) return 'The workbook has no other.';
  return sheet === sheets[0]
    ? `It is the first of ${sheets.length} sheets.`
    : `It is the first of ${sheets.length} sheets that holds a table.`;
}

const typedReport = (format: string): ReadingReport => ({
  ...smoothReading(format),
  parts: [
    { part: 'types', value: 'as in the file', confidence: 1, why: 'The file says what its columns hold.' },
  ],
});

async function readParquet(path: string, options: ReadOptions): Promise<ReadTable> {
  const { onProgress, signal, store } = options;
  const { bytes, fingerprint } = await scanFile(path, (share) => onProgress?.(share * 0.2), signal);
  const dialect = { ...usualDialect, missing: options.dialect?.missing ?? [] };
  const described = await describeParquet(path, dialect, kindsOf(options));
  const { names, warnings } = uniqueNames(described.names);
  const shape = { ...described, names };
  const read = await readColumns(shape, {
    onRows: (rows) => onProgress?.(Math.min(1, 0.2 + (0.8 * rows) / shape.expectedRows)),
    ...(store && { store }),
    ...(signal && { signal }),
  });
  onProgress?.(1);
  const odd = names.flatMap((name, i) => oddWarning(name, read.readings[i] as Reading, undefined) ?? []);
  return {
    table: { rows: read.rows, columns: read.columns },
    ...{ dialect, fingerprint, bytes, preview: described.preview },
    warnings: [...described.warnings, ...warnings, ...odd],
    readings: [],
    reading: typedReport('parquet'),
  };
}

async function readArrowTable(path: string, options: ReadOptions, readText: ReadText): Promise<ReadTable> {
  const file = await holdFile(path, { most: MOST_ARROW, kind: 'file of Arrow', signal: options.signal });
  const found = readArrow(path, file);
  const { names, warnings } = uniqueNames(found.columns.map(({ name }) => name));
  const columns = found.columns.map((column, i): Column => ({ ...column, name: names[i] as string }));
  const { rows } = found;
  const identity = { fingerprint: file.fingerprint, bytes: file.bytes };
  const kinds = kindsOf(options);
  if (columns.some(({ name, type }) => kinds.has(name) && kinds.get(name) !== type)) {
    // Another type needs the values as texts.
    const types = columns.map(({ name, type }) => ({ column: name, type: kinds.get(name) ?? type }));
    const lines = function* () {
      for (let row = 0; row < rows; row++) yield csvLine(columns.map((column) => textOf(column, row)));
    };
    const dialect = { ...usualDialect, headerRows: 0, missing: options.dialect?.missing ?? [] };
    const own = { names, sameLines: false };
    const read = await withText(path, lines(), (text) => readText(text, { ...options, dialect, types }, own));
    return { ...read, ...identity, readings: [], reading: typedReport('arrow') };
  }
  const shown = Math.min(PREVIEW_ROWS, rows);
  return {
    table: { rows, columns },
    dialect: usualDialect,
    ...identity,
    preview: Array.from({ length: shown }, (_, row) => columns.map((column) => textOf(column, row) ?? '')),
    warnings,
    readings: [],
    reading: typedReport('arrow'),
  };
}
