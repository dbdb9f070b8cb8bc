// A table made by a test, as if it had been read from a file.
import { usualDialect } from '../../src/core/recipe/dialect';
import { smoothReading } from '../../src/core/run/reading-report';
import type { Table } from '../../src/core/table';
import type { ReadTable } from '../../src/data/read-table';
import type { ReadFiles } from '../../src/trainer/load-data';

/** The files of a job on that table alone. */
export function filesInMemory(table: Table): ReadFiles {
  const read: ReadTable = {
    table,
    dialect: usualDialect,
    fingerprint: '',
    bytes: 0,
    preview: [],
    warnings: [],
    reading: smoothReading('csv'),
    readings: [],
  };
  return { data: { file: '/table.csv', read }, test: null };
}
