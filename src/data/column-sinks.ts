// Growing columns: where the chunks of a reading pass are put, in memory or in files.
import type { CategoryColumn, NumericColumn } from '../core/table';
import type { ColumnFile } from './cache/column-files';
import type { ColumnStore } from './cache/stored-columns';
import { type ChunkColumn, hashWordsOf, numbersOf, textWordsOf } from './chunk-values';
import { byCodePoint } from './code-point-order';
import { isMissing } from './missing';
import { REFUSED } from './reading-sql';
import { createTextDictionary, SHORT_BYTES, type TextDictionary } from './text-dictionary';

export type { ChunkColumn } from './chunk-values';

export interface NumberSink {
  take(column: ChunkColumn): void;
  /** True once a text was met that the reading does not fit; nothing more is stored then. */
  refused(): boolean;
  /** Infinite values met so far; kept as they are. */
  infinite(): number;
  /** Forgets what was taken. */
  discard(): void;
  column(name: string, type: NumericColumn['type']): NumericColumn;
}

export interface CategorySink {
  /** `hashes`: 64 bits for each text, where there are long ones. */
  take(column: ChunkColumn, hashes?: ChunkColumn): void;
  /** Forgets what was taken. */
  discard(): void;
  column(name: string): CategoryColumn;
}

/** Where a column grows that is too large for memory: a store, and the number of columns that grow at once. */
export interface Spill {
  store: ColumnStore;
  columns: number;
}

/** Collects numbers; `rows` is the number of rows expected. With `spill` they are kept on disk. */
export function createNumberSink(rows: number, spill: Spill | null = null): NumberSink {
  const values = spill
    ? spill.store.grow(spill.columns)
    : growInMemory<Float64Array>((length) => new Float64Array(length), rows);
  let infinite = 0;
  let refused = false;
  return {
    take(column) {
      if (refused) return;
      const numbers = numbersOf(column);
      const odd = countOdd(numbers);
      if (odd === REFUSED) {
        refused = true;
        values.discard();
        return;
      }
      infinite += odd;
      values.append(numbers);
    },
    refused: () => refused,
    infinite: () => infinite,
    discard: () => values.discard(),
    column(name, type) {
      const kept = values.finish();
      if (spill && 'file' in kept) return spill.store.number(kept, { name, type });
      return { name, type, values: kept as Float64Array };
    },
  };
}

/** How many numbers are infinite; `REFUSED` where one of them is that. */
function countOdd(numbers: Float64Array): number {
  let infinite = 0;
  for (let row = 0; row < numbers.length; row++) {
    const size = Math.abs(numbers[row] as number);
    // Both are larger than any number of a file.
    if (size < REFUSED || Number.isNaN(size)) continue;
    if (numbers[row] === REFUSED) return REFUSED;
    if (size > REFUSED) infinite++;
  }
  return infinite;
}

/** Collects texts as codes; `rows` is the number of rows expected. With `spill` the codes are kept on disk. */
export function createCategorySink(rows: number, spill: Spill | null = null): CategorySink {
  const dictionary = createTextDictionary();
  const longTexts = createLongTexts(dictionary);
  const codes = spill
    ? spill.store.grow(spill.columns)
    : growInMemory<Int32Array>((length) => new Int32Array(length), rows);
  return {
    take(column, hashes) {
      codes.append(codesOf(column, hashes, dictionary, longTexts));
    },
    discard: () => codes.discard(),
    column(name) {
      const { categories, codeOf } = sortTexts(dictionary);
      const kept = codes.finish();
      if (spill && 'file' in kept) return spill.store.category(kept, { name, categories, codeOf });
      const sorted = kept as Int32Array;
      for (let row = 0; row < sorted.length; row++) sorted[row] = codeOf[sorted[row] as number] as number;
      return { name, type: 'category', codes: sorted, categories };
    },
  };
}

function codesOf(
  column: ChunkColumn,
  hashes: ChunkColumn | undefined,
  dictionary: TextDictionary,
  longTexts: LongTexts,
): Int32Array {
  const words = textWordsOf(column);
  const marks = words && hashes ? hashWordsOf(hashes) : null;
  const codes = new Int32Array(column.itemCount);
  for (let row = 0, at = 0; row < codes.length; row++, at += 4) {
    const length = words?.[at] ?? SHORT_BYTES + 1;
    if (words && length <= SHORT_BYTES)
      codes[row] = dictionary.short(
        length,
        words[at + 1] as number,
        words[at + 2] as number,
        words[at + 3] as number,
      );
    else if (words && marks) codes[row] = longTexts.code(column, row, words, marks);
    else codes[row] = dictionary.text(column.getItem(row) as string);
  }
  return codes;
}

interface LongTexts {
  /** The number of a long text; it is read only when it is met for the first time, which takes far longer than the rest. */
  code(column: ChunkColumn, row: number, words: Int32Array, marks: Int32Array): number;
}

/** Tells long texts apart by their length, first four bytes and 64-bit hash. */
function createLongTexts(dictionary: TextDictionary): LongTexts {
  const keys = createTextDictionary();
  const codes: number[] = [];
  return {
    code(column, row, words, marks) {
      const [length, start] = [words[row * 4] as number, words[row * 4 + 1] as number];
      const key = keys.short(length, start, marks[row * 2] as number, marks[row * 2 + 1] as number);
      return (codes[key] ??= dictionary.text(column.getItem(row) as string));
    },
  };
}

/**
 * The texts trimmed and in the order of their code points, without missing ones; and for each number of the dictionary
 * its place among them, −1 for a missing one.
 */
function sortTexts(dictionary: TextDictionary): { categories: string[]; codeOf: Int32Array } {
  const texts = Array.from({ length: dictionary.size() }, (_, code) => dictionary.read(code).trim());
  const order = Array.from(texts.keys())
    .filter((code) => !isMissing(texts[code] as string))
    .sort((a, b) => byCodePoint(texts[a] as string, texts[b] as string));
  const categories: string[] = [];
  const codeOf = new Int32Array(texts.length).fill(-1);
  for (const code of order) {
    const text = texts[code] as string;
    if (categories[categories.length - 1] !== text) categories.push(text);
    codeOf[code] = categories.length - 1;
  }
  return { categories, codeOf };
}

interface Growing<Values> {
  append(values: Values): void;
  /** Forgets what was appended. */
  discard(): void;
  /** All that was appended, or the file that holds it. */
  finish(): Values | ColumnFile;
}

/** Values that are appended to an array of about that length. */
function growInMemory<Values extends Float64Array | Int32Array>(
  make: (length: number) => Values,
  rows: number,
): Growing<Values> {
  let values = make(rows);
  let length = 0;
  return {
    append(more) {
      if (length + more.length > values.length) {
        const larger = make(Math.max(values.length * 2, length + more.length));
        larger.set(values);
        values = larger;
      }
      values.set(more, length);
      length += more.length;
    },
    discard() {
      values = make(0);
      length = 0;
    },
    finish: () => (length === values.length ? values : (values.slice(0, length) as Values)),
  };
}
