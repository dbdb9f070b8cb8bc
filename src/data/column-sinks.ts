// Growing columns: where the chunks of a reading pass are put.
import type { CategoryColumn } from '../core/table';
import { byCodePoint } from './code-point-order';
import { isMissing } from './missing';
import { REFUSED } from './reading-sql';

/** One column of a chunk, without nulls. */
export interface ChunkColumn {
  readonly itemCount: number;
  getItem(row: number): unknown;
}

export interface NumberSink {
  take(column: ChunkColumn): void;
  /** True once a text was met that the reading does not fit; nothing more is stored then. */
  refused(): boolean;
  /** Infinite values met so far; kept as they are. */
  infinite(): number;
  values(): Float64Array;
}

export interface CategorySink {
  take(column: ChunkColumn): void;
  column(name: string): CategoryColumn;
}

/** Collects numbers; `rows` is the number of rows expected. */
export function createNumberSink(rows: number): NumberSink {
  let values = new Float64Array(rows);
  let length = 0;
  let infinite = 0;
  let refused = false;
  return {
    take(column) {
      if (refused) return;
      if (length + column.itemCount > values.length) {
        const larger = new Float64Array(Math.max(values.length * 2, length + column.itemCount));
        larger.set(values);
        values = larger;
      }
      for (let row = 0; row < column.itemCount; row++) {
        const value = column.getItem(row) as number;
        if (value === REFUSED) {
          refused = true;
          return;
        }
        if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) infinite++;
        values[length++] = value;
      }
    },
    refused: () => refused,
    infinite: () => infinite,
    values: () => (length === values.length ? values : values.slice(0, length)),
  };
}

/** Collects texts as codes; `rows` is the number of rows expected. */
export function createCategorySink(rows: number): CategorySink {
  const codeOf = new Map<string, number>();
  const texts: string[] = [];
  let codes = new Int32Array(rows);
  let length = 0;
  return {
    take(column) {
      if (length + column.itemCount > codes.length) {
        const larger = new Int32Array(Math.max(codes.length * 2, length + column.itemCount));
        larger.set(codes);
        codes = larger;
      }
      for (let row = 0; row < column.itemCount; row++) {
        const text = column.getItem(row) as string;
        let code = codeOf.get(text);
        if (code === undefined) {
          code = texts.length;
          texts.push(text);
          codeOf.set(text, code);
        }
        codes[length++] = code;
      }
    },
    column: (name) => sortCategories(name, codes.slice(0, length), texts),
  };
}

/** Trims the texts, marks missing ones and numbers the rest in the order of their code points. */
function sortCategories(name: string, codes: Int32Array, texts: readonly string[]): CategoryColumn {
  const trimmed = texts.map((text) => text.trim());
  const categories = [...new Set(trimmed.filter((text) => !isMissing(text)))].sort(byCodePoint);
  const place = new Map(categories.map((category, i) => [category, i]));
  const sorted = Int32Array.from(trimmed, (text) => place.get(text) ?? -1);
  for (let row = 0; row < codes.length; row++) codes[row] = sorted[codes[row] as number] as number;
  return { name, type: 'category', codes, categories };
}
