// The first rows of a file, from its beginning alone: however large the file, they are there at once.
import { basename, resolve } from 'node:path';
import type { Preview, ReadSettings } from '../core/run/preview';
import { uniqueNames } from './column-names';
import { emptyFile } from './file-scan';
import { detectFormat } from './formats/detect-format';
import { isJsonText } from './formats/json-text';
import { findLayout } from './rows/layout';
import { openHead } from './text/text-head';
import { openingDecisions, understandText } from './understand-text';

const ROWS = 50;

/** Reads the first 256 KB. Throws a HoneError if there is no such file or it cannot be read or is empty. */
export async function previewTable(file: string, settings: ReadSettings = {}): Promise<Preview> {
  const { dialect: given } = settings;
  const path = resolve(file);
  const format = await detectFormat(path);
  if (format !== 'text')
    return (await import('./formats/preview-format')).previewFormat(path, format, settings);
  const source = await openHead(path, {
    ...{ encoding: given?.encoding, compression: given?.compression },
    ...(settings.sheet ? { member: settings.sheet } : {}),
  });
  const { head, complete } = source.sample;
  if (head.trim() === '') throw emptyFile(path);
  if (isJsonText(head))
    return (await import('./formats/preview-format')).previewJson(path, head, complete, settings);
  const { dialect, decisions: found } = understandText(source, given);
  const decisions = [...openingDecisions(source, settings.sheet), ...found];
  const { names, body } = findLayout(source.sample, dialect);
  const columns = uniqueNames(names).names;
  return {
    path,
    name: basename(path),
    bytes: source.bytes,
    dialect,
    format: 'csv',
    sheets: source.members.length > 1 ? source.members : [],
    parts: decisions,
    columns,
    rows: body.slice(0, ROWS).map((row) => columns.map((_, i) => row.cells[i]?.trim() ?? '')),
    complete: complete && body.length <= ROWS,
  };
}
