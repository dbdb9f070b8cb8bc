// Any delimited text as a clean CSV file, every value as the text that the file holds.
import { resolve } from 'node:path';
import type { Dialect } from '../core/recipe/dialect';
import { fitRow, type RowNote } from './rows/fit-row';
import { findLayout, type Layout } from './rows/layout';
import { readRows } from './rows/read-rows';
import type { Decision } from './sniff/sniff';
import { openText, type TextSource } from './text/text-source';
import { understandText } from './understand-text';
import { writeCsv } from './write-csv';

export interface ConvertOptions {
  /** Found from the file unless given. */
  dialect?: Dialect | undefined;
  signal?: AbortSignal | undefined;
}

export interface Converted {
  dialect: Dialect;
  decisions: Decision[];
  names: string[];
  rows: number;
  /** Rows that were mended or filled, or that have more values than there are columns; at most 100. */
  notes: RowNote[];
  noted: number;
  warnings: string[];
}

const MOST_NOTES = 100;

/**
 * Writes the table of `file` to `out`: RFC 4180, UTF-8, lines end in LF, a line of names first (as the file has them;
 * column1, column2 … if it has none). Rows that are too short are filled with empty values; rows that are too long keep
 * all their values. A file without any text gives an empty file. Throws a HoneError if the file cannot be read.
 */
export async function convertFile(
  file: string,
  out: string,
  options: ConvertOptions = {},
): Promise<Converted> {
  const path = resolve(file);
  const source = await openText(path, {
    encoding: options.dialect?.encoding,
    compression: options.dialect?.compression,
    signal: options.signal,
  });
  try {
    const { dialect, decisions } = understandText(source, options.dialect);
    const layout = findLayout(source.sample, dialect);
    const notes: RowNote[] = [];
    let noted = 0;
    const keep = (note: RowNote | null) => {
      if (note && ++noted <= MOST_NOTES) notes.push(note);
    };
    const rows = await writeCsv(out, layout.names, cellsOf(source, dialect, layout, keep, options.signal));
    return { dialect, decisions, names: layout.names, rows, notes, noted, warnings: source.warnings };
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
