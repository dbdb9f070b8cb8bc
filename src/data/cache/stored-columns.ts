// Columns whose values lie on disk: each is loaded when it is used and forgotten when others need the memory.
import path from 'node:path';
import { z } from 'zod';
import type { CategoryColumn, Column, NumericColumn, TextColumn } from '../../core/table';
import { type ColumnFile, createGrowingFile, readBytes, recode } from './column-files';

/** A file of values within an entry. */
export const columnFileSchema = z.strictObject({
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.number().int().min(0),
  checksum: z.number().int(),
  block: z.number().int().min(4),
});

/** What a column is kept in. `texts`: the categories as JSON, or the bytes of texts whose lengths are the values. */
export const storedColumnSchema = z.discriminatedUnion('type', [
  z.strictObject({ name: z.string(), type: z.enum(['number', 'boolean', 'date']), values: columnFileSchema }),
  z.strictObject({
    name: z.string(),
    type: z.enum(['category', 'text']),
    values: columnFileSchema,
    texts: columnFileSchema,
  }),
]);

export type StoredColumn = z.output<typeof storedColumnSchema>;

/** The files that hold a column. */
export function filesOf(column: StoredColumn): ColumnFile[] {
  return 'texts' in column ? [column.values, column.texts] : [column.values];
}

/** Where the columns of a table lie; the folder may be renamed as a whole. */
export interface Place {
  folder: string;
}

/** All that another thread needs to know of a stored column. */
export interface StoredSource {
  place: Place;
  stored: StoredColumn;
}

const sources = new WeakMap<Column, StoredSource>();

/** Where a column lies, or undefined for one that lives in memory alone. */
export function sourceOfColumn(column: Column): StoredSource | undefined {
  return sources.get(column);
}

/** Reads some rows of a stored column's values, `width` bytes each; undefined for a column that is not stored. */
export function rowsReader(
  column: Column,
): ((from: number, to: number, width: number) => ArrayBufferLike) | undefined {
  const source = sources.get(column);
  if (!source) return undefined;
  const { place, stored } = source;
  return (from, to, width) =>
    readBytes(path.join(place.folder, stored.values.file), from * width, to * width).buffer;
}

/** How a column is stored in the folder, or undefined for one that is not. */
function storedOf(column: Column, folder: string): StoredColumn | undefined {
  const source = sources.get(column);
  return source?.place.folder === folder ? source.stored : undefined;
}

/** Bytes of loaded values that all stored columns together keep, at least. */
const KEPT_BYTES = 192 << 20;

interface Loaded {
  bytes: number;
  drop(): void;
}

const loaded: Loaded[] = [];
let loadedBytes = 0;
let keptBytes = KEPT_BYTES;

/** Keeps values of so many bytes loaded while the columns are used again and again. */
export function keepLoaded(bytes: number): void {
  keptBytes = Math.max(KEPT_BYTES, bytes);
  dropBeyond(keptBytes);
}

/** Forgets all loaded values: they are read again where they are used. */
export function dropLoaded(): void {
  dropBeyond(0);
}

function dropBeyond(bytes: number): void {
  while (loadedBytes > bytes && loaded.length > 0) {
    const oldest = loaded.shift() as Loaded;
    oldest.drop();
    loadedBytes -= oldest.bytes;
  }
}

/** A value that is made when asked for; the oldest ones are dropped where all together grow too large. */
function onDemand<Value>(bytes: number, make: () => Value): () => Value {
  let value: Value | null = null;
  return () => {
    if (value !== null) return value;
    value = make();
    loaded.push({
      bytes,
      drop() {
        value = null;
      },
    });
    const made = value;
    loadedBytes += bytes;
    dropBeyond(keptBytes);
    return made;
  };
}

/** A column that reads its values when they are used. Keep no reference to them longer than needed. */
export function storedColumn(place: Place, stored: StoredColumn): Column {
  const column = openColumn(place, stored);
  sources.set(column, { place, stored });
  return column;
}

function openColumn(place: Place, stored: StoredColumn): Column {
  const { name } = stored;
  const whole = () => readBytes(path.join(place.folder, stored.values.file), 0, stored.values.bytes).buffer;
  switch (stored.type) {
    case 'category': {
      const codes = onDemand(stored.values.bytes, () => new Int32Array(whole()));
      const categories = onDemand(stored.texts.bytes * 4, () => readCategories(place, stored.texts));
      return withGetters({ name, type: 'category' } as CategoryColumn, { codes, categories });
    }
    case 'text': {
      const values = onDemand(stored.texts.bytes * 4, () =>
        cutTexts(readBytes(path.join(place.folder, stored.texts.file), 0, stored.texts.bytes), whole()),
      );
      return withGetters({ name, type: 'text' } as TextColumn, { values });
    }
    case 'number':
    case 'boolean':
    case 'date': {
      const values = onDemand(stored.values.bytes, () => new Float64Array(whole()));
      return withGetters({ name, type: stored.type } as NumericColumn, { values });
    }
  }
}

/** The column with properties that are made when they are read. */
export function withGetters<Kind extends Column>(column: Kind, getters: Record<string, () => unknown>): Kind {
  for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(column, name, { get, enumerable: true, configurable: true });
  }
  return column;
}

function readCategories({ folder }: Place, { file, bytes }: ColumnFile): string[] {
  const lines = Buffer.from(readBytes(path.join(folder, file), 0, bytes).buffer);
  const categories: string[] = [];
  for (let from = 0; from < lines.length; ) {
    const to = lines.indexOf(LINE_FEED, from);
    for (const text of z.array(z.string()).parse(JSON.parse(lines.toString('utf8', from, to)))) {
      categories.push(text);
    }
    from = to + 1;
  }
  return categories;
}

const LINE_FEED = 0x0a;
const TEXTS_PER_LINE = 10_000;

/** Lines of JSON, each an array of texts: a single text could grow longer than JavaScript allows. */
function* categoryLines(categories: readonly string[]): Iterable<Uint8Array> {
  for (let from = 0; from < categories.length; from += TEXTS_PER_LINE) {
    yield Buffer.from(`${JSON.stringify(categories.slice(from, from + TEXTS_PER_LINE))}\n`);
  }
}

function cutTexts(bytes: Uint8Array, lengths: ArrayBufferLike): string[] {
  const texts = Buffer.from(bytes.buffer);
  let at = 0;
  return Array.from(new Int32Array(lengths), (length) => texts.toString('utf8', at, (at += length)));
}

/** Makes stored columns of values that were written to the folder or live in memory. */
export interface ColumnStore {
  place: Place;
  /** `files`: how many grow at once. */
  grow(files: number): ReturnType<typeof createGrowingFile>;
  number(values: ColumnFile, column: Pick<NumericColumn, 'name' | 'type'>): NumericColumn;
  /** `codeOf`: for each code in the file the place among the categories, −1 for a missing one. */
  category(
    codes: ColumnFile,
    column: Pick<CategoryColumn, 'name' | 'categories'> & { codeOf: Int32Array },
  ): CategoryColumn;
  /** How the column is stored; one in memory is written first. */
  keep(column: Column): StoredColumn;
  /** Whether the column's values lie in this folder alone. */
  holds(column: Column): boolean;
}

export function createColumnStore(folder: string): ColumnStore {
  const place: Place = { folder };
  let count = 0;
  const grow = (files: number) => createGrowingFile(place.folder, `${count++}.bin`, files);
  const write = (...parts: (Float64Array | Int32Array | Uint8Array)[]): ColumnFile => {
    const file = grow(1);
    for (const part of parts) file.append(part);
    return file.finish();
  };
  const keep = (column: Column): StoredColumn => {
    const known = storedOf(column, place.folder);
    if (known) return known;
    const { name } = column;
    switch (column.type) {
      case 'category':
        return {
          name,
          type: 'category',
          values: write(column.codes),
          texts: write(...categoryLines(column.categories)),
        };
      case 'text': {
        const texts = column.values.map((text) => Buffer.from(text));
        const lengths = Int32Array.from(texts, (text) => text.length);
        return { name, type: 'text', values: write(lengths), texts: write(...texts) };
      }
      case 'number':
      case 'boolean':
      case 'date':
        return { name, type: column.type, values: write(column.values) };
    }
  };
  return {
    place,
    grow,
    number: (values, column) => storedColumn(place, { ...column, values }) as NumericColumn,
    category(codes, { name, categories, codeOf }) {
      const values = recode(place.folder, codes, codeOf);
      const texts = write(...categoryLines(categories));
      return storedColumn(place, { name, type: 'category', values, texts }) as CategoryColumn;
    },
    keep,
    holds: (column) => storedOf(column, place.folder) !== undefined,
  };
}
