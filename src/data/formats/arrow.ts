// Arrow files and streams (.arrow, .feather of version 2): their columns as they are typed.
import { basename } from 'node:path';
import {
  type Column as ArrowColumn,
  CompressionType,
  type DataType,
  setCompressionCodec,
  type Table as ArrowTable,
  tableFromIPC,
  Type,
} from '@uwdata/flechette';
import { decompress } from 'fzstd';
import { HoneError } from '../../core/errors';
import type { Column } from '../../core/table';
import { byCodePoint } from '../code-point-order';
import { isMissing } from '../missing';
import type { HeldFile } from './held-file';
import { unpackLz4Frame } from './lz4-frame';

/** A larger file would need more memory than the data process has. */
export const MOST_ARROW = 512 << 20;

const unused = () => {
  throw new Error('Arrow files are only read.');
};
setCompressionCodec(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame, encode: unused });
setCompressionCodec(CompressionType.ZSTD, { decode: (bytes) => decompress(bytes).slice(), encode: unused });

export interface ArrowColumns {
  rows: number;
  columns: Column[];
}

/** Throws a HoneError for a damaged file, and for Feather of version 1. */
export function readArrow(path: string, { content }: HeldFile): ArrowColumns {
  if (content.subarray(0, 4).toString('latin1') === 'FEA1') {
    throw new HoneError(
      'data-invalid',
      `${basename(path)} is a Feather file of version 1, which is no longer used.`,
      {
        place: { file: path },
        fix: 'Write it again with a library of today: version 2 is the default since 2020.',
      },
    );
  }
  try {
    // Values of eight bytes are read in place: the content must begin at such a step.
    const table = tableFromIPC(content.byteOffset % 8 === 0 ? content : new Uint8Array(content), {
      useBigInt: true,
      useDate: false,
    });
    return { rows: table.numRows, columns: columnsOf(table) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HoneError('data-invalid', `${basename(path)} cannot be read as an Arrow file: ${reason}.`, {
      place: { file: path },
      fix: 'Write it again, or save the table as Parquet or CSV.',
      cause: error,
    });
  }
}

function columnsOf(table: ArrowTable): Column[] {
  return table.schema.fields.map(({ name, type }, i) => {
    const column = table.getChildAt(i) as ArrowColumn<unknown>;
    return columnOf(name, type, column);
  });
}

const numeric: ReadonlySet<number> = new Set([Type.Int, Type.Float, Type.Decimal, Type.Null]);
const temporal: ReadonlySet<number> = new Set([Type.Date, Type.Timestamp]);

function columnOf(name: string, { typeId }: DataType, column: ArrowColumn<unknown>): Column {
  if (typeId === Type.Bool) return { name, type: 'boolean', values: numbersOf(column, Number) };
  if (numeric.has(typeId)) return { name, type: 'number', values: numbersOf(column, Number) };
  if (!temporal.has(typeId)) return categoriesOf(name, column);
  // Given in milliseconds since 1970, whatever the unit of the file.
  return { name, type: 'date', values: numbersOf(column, (value) => Number(value) / 86_400_000) };
}

function numbersOf(column: ArrowColumn<unknown>, convert: (value: unknown) => number): Float64Array {
  const values = new Float64Array(column.length);
  let row = 0;
  for (const value of column)
    values[row++] = value === null || value === undefined ? Number.NaN : convert(value);
  return values;
}

function categoriesOf(name: string, column: ArrowColumn<unknown>): Column {
  const numbers = new Map<string, number>();
  const codes = new Int32Array(column.length);
  let row = 0;
  for (const value of column) {
    const text = textOf(value).trim();
    let code = isMissing(text) ? -1 : numbers.get(text);
    if (code === undefined) {
      code = numbers.size;
      numbers.set(text, code);
    }
    codes[row++] = code;
  }
  const categories = [...numbers.keys()].sort(byCodePoint);
  const place = new Int32Array(categories.length);
  for (const [i, text] of categories.entries()) place[numbers.get(text) as number] = i;
  for (let i = 0; i < codes.length; i++)
    if ((codes[i] as number) >= 0) codes[i] = place[codes[i] as number] as number;
  return { name, type: 'category', codes, categories };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));
  }
  return String(value as string | number | bigint | boolean);
}
