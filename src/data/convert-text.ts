// Any delimited text as a clean CSV file, every value as the text that the file holds.
import { stat, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { HoneError } from '../core/errors';
import type { Dialect } from '../core/recipe/dialect';
import { fitRow, type RowNote } from './rows/fit-row';
import { findLayout, type Layout } from './rows/layout';
import { readRows } from './rows/read-rows';
import { openText, type TextSource } from './text/text-source';
import { understandText } from './understand-text';
import { writeCsv } from './write-csv';

export interface ConvertOptions {
  /** Found from the file unless given. */
  dialect?: Dialect | undefined;
  signal?: AbortSignal | undefined;
}

export interface Converted {
  /** Null for a file without any text. */
  dialect: Dialect | null;
  names: string[];
  rows: number;
  /** Rows that were mended or filled up, or that have more values than there are columns; at most 100. */
  notes: RowNote[];
  noted: number;
  warnings: string[];
}

/** Notes that are kept at the most. */
export const MOST_NOTES = 100;

/**
 * Writes the table of `file` to `out`: RFC 4180, UTF-8, lines end in LF, a line of names first (as the file has them;
 * column1, column2 … if it has none). Rows that are too short are filled with empty values; rows that are too long keep
 * all their values, so that nothing is lost. Each of them is noted. A file without any text gives an empty file. Throws a HoneError if the file cannot be read or written.
 */
export async function convertText(
  file: string,
  out: string,
  options: ConvertOptions = {},
): Promise<Converted> {
  const path = resolve(file);
  if (await isEmpty(path)) return writeNothing(path, out);
  const { dialect: given, signal } = options;
  const source = await openText(path, { encoding: given?.encoding, compression: given?.compression, signal });
  try {
    if (source.sample.complete && source.sample.head.trim() === '') return await writeNothing(path, out);
    const { dialect } = understandText(source, given);
    const layout = findLayout(source.sample, dialect);
    const notes: RowNote[] = [];
    let noted = 0;
    const keep = (note: RowNote | null) => {
      if (note && ++noted <= MOST_NOTES) notes.push(note);
    };
    const rows = await writeCsv(out, layout.names, cellsOf(source, dialect, layout, keep, signal));
    return { dialect, names: layout.names, rows, notes, noted, warnings: source.warnings };
  } finally {
    source.close();
  }
}

async function* cellsOf(
  source: TextSource,
  dialect: Dialect,
  layout: Layout,
  keep: (note: RowNote | null) => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<string[]> {
  for await (const batch of readRows(
    { path: source.path, dialect, layout, lines: source.lines },
    { signal },
  )) {
    for (const row of batch) {
      const { cells, note } = fitRow(row, layout);
      keep(note);
      yield cells;
    }
  }
}

async function isEmpty(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.isFile() && found.size === 0;
}

async function writeNothing(path: string, out: string): Promise<Converted> {
  await writeFile(out, '').catch((error: Error) => {
    throw new HoneError('file-unreadable', `The file ${basename(out)} cannot be written: ${error.message}.`, {
      place: { file: out },
      fix: 'Choose a folder that exists and that you may write to.',
      cause: error,
    });
  });
  const warnings = [`The file ${basename(path)} is empty.`];
  return { dialect: null, names: [], rows: 0, notes: [], noted: 0, warnings };
}
