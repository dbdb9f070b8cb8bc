// A file of JSON objects as a typed table.
import { usualDialect } from '../../core/recipe/dialect';
import { uniqueNames } from '../column-names';
import type { ReadOptions, ReadTable } from '../read-table';
import type { TextSource } from '../text/text-source';
import { openJson } from './json-text';
import { type ReadText, withText } from './own-text';

/** Throws a HoneError where the objects cannot be read as a table. */
export async function readJson(
  path: string,
  source: TextSource,
  options: ReadOptions,
  readText: ReadText,
): Promise<ReadTable> {
  const json = await openJson(source.path, path, source.textBytes);
  const { names, warnings } = uniqueNames(json.names);
  const codes = json.texts.map((column) => ({ column, type: 'category' as const }));
  const dialect = { ...usualDialect, headerRows: 0, missing: options.dialect?.missing ?? [] };
  const { rejected, rejectedRows, format } = json;
  const own = { names, sameLines: format === 'json-lines' && rejectedRows === 0 };
  const types = [...codes, ...(options.types ?? [])];
  const read = await withText(path, json.lines(), (file) =>
    readText(file, { ...options, dialect, types }, own),
  );
  return {
    ...read,
    ...{ fingerprint: source.fingerprint, bytes: source.bytes },
    warnings: [
      ...source.warnings,
      ...warnings,
      ...(rejectedRows > 0 ? [`${rejectedRows} items that are no JSON objects were left out.`] : []),
      ...read.warnings,
    ],
    reading: { ...read.reading, format, confidence: 1, parts: [], rejected, rejectedRows },
  };
}
