// Parquet files through DuckDB: typed columns as they are, texts as categories, structures by their fields.
import { basename } from 'node:path';
import { HoneError } from '../../core/errors';
import type { Dialect } from '../../core/recipe/dialect';
import { type LockedDatabase, openLockedDatabase, quoteText } from '../locked-duckdb';
import type { FileShape } from '../read-columns';
import { type ColumnKind, type Reading, readingsOf } from '../readings';

export interface ParquetShape extends FileShape {
  preview: string[][];
  warnings: string[];
}

const PREVIEW_ROWS = 20;
const SAMPLE_ROWS = 1000;

/** What `readColumns` needs to read the file. Throws a HoneError if it is damaged. */
export async function describeParquet(
  path: string,
  dialect: Dialect,
  kinds: ReadonlyMap<string, ColumnKind>,
): Promise<ParquetShape> {
  const database = await openLockedDatabase(path);
  try {
    const fields = await fieldsOf(database);
    const [[count]] = (await rowsOf(database, `SELECT count(*) FROM ${source(database.file)}`)) as [[string]];
    const texts = fields.map(({ sql }, i) => `CAST(${sql} AS VARCHAR) AS c${i}`).join(', ');
    const sample = await rowsOf(
      database,
      `SELECT ${texts} FROM ${source(database.file)} LIMIT ${SAMPLE_ROWS}`,
    );
    const columns = fields.map((field, i) => {
      const kind = kinds.get(field.name);
      return kind === undefined
        ? typedColumn(field)
        : {
            sql: `CAST(${field.sql} AS VARCHAR)`,
            readings: readingsOf(
              sample.map((row) => row[i] ?? ''),
              dialect,
              kind,
            ),
          };
    });
    const lists = fields.filter(({ type }) => /\[\]$|^MAP|^UNION/.test(type)).map(({ name }) => name);
    return {
      path,
      dialect,
      names: fields.map(({ name }) => name),
      blankLines: 0,
      readings: columns.map(({ readings }) => readings),
      gaps: [],
      long: fields.map(() => true),
      expectedRows: Math.max(1, Number(count)),
      scan: (file) =>
        `(SELECT ${columns.map(({ sql }, i) => `${sql} AS c${i}`).join(', ')} FROM ${source(file)})`,
      preview: sample.slice(0, PREVIEW_ROWS).map((row) => row.map((text) => (text ?? '').trim())),
      warnings: lists.length === 0 ? [] : [`Lists were read as texts: ${lists.slice(0, 5).join(', ')}.`],
    };
  } catch (error) {
    if (error instanceof HoneError) throw error;
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    throw new HoneError('data-invalid', `${basename(path)} cannot be read as a Parquet file: ${reason}`, {
      place: { file: path },
      fix: 'Write it again, or save the table as CSV.',
      cause: error,
    });
  } finally {
    database.close();
  }
}

const source = (file: string) => `read_parquet(${quoteText(file)})`;

async function rowsOf(database: LockedDatabase, sql: string): Promise<(string | null)[][]> {
  const result = await database.connection.runAndReadAll(sql);
  return result.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
}

interface Field {
  name: string;
  type: string;
  sql: string;
}

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The columns of the file, those of structures one by one. */
async function fieldsOf(database: LockedDatabase): Promise<Field[]> {
  const described = await rowsOf(database, `DESCRIBE SELECT * FROM ${source(database.file)}`);
  const fields: Field[] = [];
  for (const [name = '', type = ''] of described as [string, string][]) {
    await addField(database, { name, type, sql: quoteName(name) }, fields);
  }
  return fields;
}

async function addField(database: LockedDatabase, field: Field, fields: Field[]): Promise<void> {
  if (!field.type.startsWith('STRUCT') || field.type.endsWith('[]')) {
    fields.push(field);
    return;
  }
  const inner = `SELECT unnest(${field.sql}) FROM ${source(database.file)} LIMIT 0`;
  for (const [name = '', type = ''] of (await rowsOf(database, `DESCRIBE ${inner}`)) as [string, string][]) {
    const sql = `struct_extract(${field.sql}, ${quoteText(name)})`;
    await addField(database, { name: `${field.name}.${name}`, type, sql }, fields);
  }
}

const number: Reading = {
  as: 'number',
  style: { decimal: '.', thousands: '', unit: '' },
  plain: true,
  trailing: false,
};
const days: Reading = {
  as: 'date',
  form: { rewrite: [], words: [], formats: 'days', named: 'by their type' },
};
const numeric = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*|BIGNUM)$/;

/** The column as DuckDB gives it, and how it is read. */
function typedColumn({ sql, type }: Field): { sql: string; readings: Reading[] } {
  if (numeric.test(type)) return { sql: `CAST(${sql} AS DOUBLE)`, readings: [number] };
  if (type === 'DATE' || type.startsWith('TIMESTAMP')) {
    return { sql: `epoch(CAST(${sql} AS TIMESTAMP)) / 86400`, readings: [days] };
  }
  const text = `CAST(${sql} AS VARCHAR)`;
  if (type === 'BOOLEAN') return { sql: text, readings: [{ as: 'boolean', yes: 'true', no: 'false' }] };
  return { sql: text, readings: [{ as: 'category' }] };
}
