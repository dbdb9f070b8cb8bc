// The first rows of a file that is no plain text.
import { basename } from 'node:path';
import { type Dialect, usualDialect } from '../../core/recipe/dialect';
import type { Preview, ReadSettings } from '../../core/run/preview';
import { uniqueNames } from '../column-names';
import { measureFile } from '../file-scan';
import { readTable } from '../read-table';
import { kindsOf } from '../readings';
import type { FileFormat } from './detect-format';
import { withText } from './own-text';
import { describeParquet } from './parquet';

/** Parquet is looked at; what is held in memory anyway is read. Throws what `readTable` throws. */
export async function previewFormat(
  path: string,
  format: FileFormat,
  settings: ReadSettings,
): Promise<Preview> {
  if (format === 'parquet') {
    const dialect: Dialect = { ...usualDialect, missing: settings.dialect?.missing ?? [] };
    const { names, preview, expectedRows } = await describeParquet(path, dialect, kindsOf(settings));
    const bytes = await measureFile(path);
    const complete = expectedRows <= preview.length;
    return {
      path,
      name: basename(path),
      bytes,
      dialect,
      ...{ format: 'parquet', sheets: [], parts: [] },
      columns: uniqueNames(names).names,
      rows: preview,
      complete,
    };
  }
  return describe(path, settings);
}

/** Of JSON, by its beginning: whole lines if it is cut there. */
export async function previewJson(
  path: string,
  head: string,
  complete: boolean,
  settings: ReadSettings,
): Promise<Preview> {
  const lines = head.split('\n').slice(0, -1);
  // One document of many lines means nothing without its end.
  if (complete || lines.length < 2 || !/\}\s*$/.test(lines[0] ?? '')) return describe(path, settings);
  const bytes = await measureFile(path);
  return withText(path, lines, async (file) => ({
    ...(await describe(file, settings)),
    ...{ path, name: basename(path), bytes, complete: false },
  }));
}

async function describe(path: string, { dialect, sheet, types }: ReadSettings): Promise<Preview> {
  const read = await readTable(path, { dialect, sheet, types });
  return {
    path,
    name: basename(path),
    bytes: read.bytes,
    dialect: read.dialect,
    format: read.reading.format,
    sheets: read.reading.sheets,
    parts: read.reading.parts,
    columns: read.table.columns.map(({ name }) => name),
    rows: read.preview,
    complete: read.table.rows <= read.preview.length,
  };
}
