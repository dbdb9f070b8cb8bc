// How the fake workbench read a file, and what it says when it reads it anew as the person wants it.
import { type Dialect, usualDialect } from '../../../src/core/recipe/dialect';
import type { Preview, ReadSettings } from '../../../src/core/run/preview';
import type { ColumnProfile, Profile } from '../../../src/core/run/profile';
import type { ReadingReport } from '../../../src/core/run/reading-report';

const whys: Partial<Record<keyof Dialect, string>> = {
  encoding: 'Every byte sequence is valid.',
  delimiter: 'All of 344 lines have the same number of them.',
  preambleLines: 'The first line has as many values as the others.',
  headerRows: 'The first row holds words where the others hold numbers.',
  decimal: '1,368 numbers have a point, none a comma.',
};
const unsure: Partial<Record<keyof Dialect, number>> = { headerRows: 0.62, decimal: 0.97 };

const written = (value: Dialect[keyof Dialect]) => (Array.isArray(value) ? value.join(', ') : String(value));

export function readingOf(dialect: Dialect, given: boolean): ReadingReport {
  const parts = (Object.keys(usualDialect) as (keyof Dialect)[]).map((part) => ({
    part,
    value: written(dialect[part]),
    confidence: given ? 1 : (unsure[part] ?? 0.99),
    why: given ? 'As you said.' : (whys[part] ?? 'No line says otherwise.'),
  }));
  return {
    format: 'csv',
    sheets: [],
    confidence: given ? 1 : 0.62,
    parts,
    rejected: [
      {
        line: 46,
        reason: 'It has 9 values where 8 are expected.',
        text: 'Adelie,Dream,39.5,17.8,188,3300,female,2007,?',
      },
      { line: 301, reason: 'A quote is never closed.', text: 'Gentoo,"Biscoe,46.2,14.1,217,4375,female' },
    ],
    rejectedRows: 2,
    mended: [
      {
        line: 12,
        reason: 'It has 7 values; the last one is taken as missing.',
        text: 'Adelie,Torgersen,37.8',
      },
    ],
    mendedRows: 1,
  };
}

/** The first rows under a dialect: without a header the names are numbers, with another encoding they are garbled. */
export function previewOf(profile: Profile, { dialect = profile.dialect }: ReadSettings): Preview {
  const names = profile.columns.map(({ name }) => name);
  const rows = profile.preview.map((row) => row.map((cell) => cell ?? ''));
  const garbled = dialect.encoding !== profile.dialect.encoding;
  const columns =
    dialect.headerRows === 0
      ? names.map((_, i) => `column${i + 1}`)
      : names.map((name) => (garbled ? `\u{fffd}${name}` : name));
  return {
    path: profile.path,
    name: profile.name,
    bytes: profile.bytes,
    dialect,
    ...{ format: profile.reading.format, sheets: profile.reading.sheets },
    parts: readingOf(dialect, dialect !== profile.dialect).parts,
    columns: dialect.delimiter === ',' ? columns : [names.join(',')],
    rows: dialect.delimiter === ',' ? rows : rows.map((row) => [row.join(',')]),
    complete: rows.length >= profile.rows,
  };
}

/** The profile of the file as the person wants it read. */
export function rereadOf(profile: Profile, { dialect, types = [] }: ReadSettings): Profile {
  const typeOf = (column: ColumnProfile) => types.find((entry) => entry.column === column.name)?.type;
  const kept = dialect ?? profile.dialect;
  const names = previewOf(profile, { dialect: kept }).columns;
  return {
    ...profile,
    dialect: kept,
    reading: dialect ? readingOf(kept, true) : profile.reading,
    columns: profile.columns.map((column, i) => ({
      ...column,
      name: names[i] ?? column.name,
      type: typeOf(column) ?? column.type,
    })),
  };
}
