// What a file holds, for the data page and `hone inspect`.
import { basename, resolve } from 'node:path';
import { HoneError } from '../core/errors';
import type { Dialect } from '../core/recipe/dialect';
import type { ColumnProfile, Profile } from '../core/run/profile';
import { isMissing } from './missing';
import { isTelling, readingEvidence } from './odd-values';
import { profileColumns } from './profile-columns';
import { type ReadTable, readTable } from './read-table';
import type { Reading } from './readings';
import { suggestTarget } from './suggest-target';

export interface Inspection {
  /** Reads the table; by default straight from the file. */
  open?: (path: string) => Promise<ReadTable>;
  /** Hears the share of the columns that are summed up; what it throws ends the work. */
  onColumns?: (share: number) => void;
}

/**
 * Reads the file and sums up each column. Throws what `readTable` throws, and a HoneError for a table that no model
 * can learn from: a single column or a single row.
 */
export async function inspectFile(
  file: string,
  dialect?: Dialect,
  onProgress?: (share: number) => void,
  { open = (path) => readTable(path, { dialect, onProgress }), onColumns = () => {} }: Inspection = {},
): Promise<Profile> {
  const path = resolve(file);
  const read = await open(path);
  requireLearnable(path, read);
  const { rows } = read.table;
  const profiled = await profileColumns(read.table.columns, rows, onColumns);
  const columns = profiled.map((column, i) => withReading(column, read.readings[i], rows));
  const empty = columns.filter((column) => column.missing === rows).map((column) => column.name);
  return {
    path,
    name: basename(path),
    bytes: read.bytes,
    fingerprint: read.fingerprint,
    dialect: read.dialect,
    rows,
    columns,
    preview: read.preview.map((row) => row.map((text) => (isMissing(text) ? null : text))),
    warnings: [...read.warnings, ...empty.map((name) => `Column "${name}" has no value in any row.`)],
    reading: read.reading,
    suggestedTarget: suggestTarget(columns, rows),
  };
}

/** Says how the texts were read too, where they are more than plain numbers or words. */
function withReading(column: ColumnProfile, reading: Reading | undefined, rows: number): ColumnProfile {
  if (!reading || !isTelling(reading)) return column;
  return { ...column, evidence: `${readingEvidence(reading, rows - column.missing)} ${column.evidence}` };
}

/** Throws a HoneError for a table that no model can learn from: a single column or a single row. */
export function requireLearnable(path: string, { table, dialect }: ReadTable): void {
  const name = basename(path);
  const place = { file: path };
  if (table.columns.length < 2) {
    const sign = dialect.delimiter === '\t' ? 'a tab' : `"${dialect.delimiter}"`;
    throw new HoneError(
      'data-invalid',
      `The file ${name} has one column, so there is nothing to learn from.`,
      {
        place,
        fix: `Add columns; if it has more, set the delimiter by hand (now ${sign}).`,
      },
    );
  }
  if (table.rows < 2) {
    throw new HoneError('data-invalid', `The file ${name} has one row, and a model needs many.`, {
      place,
      fix: dialect.headerRows > 0 ? 'Add rows, or say that the first line is not a header.' : 'Add rows.',
    });
  }
}
