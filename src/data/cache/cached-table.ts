// Tables as they were read once: a file that has not changed is not parsed again.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { Column } from '../../core/table';
import { isCombined } from '../combine/read-combined';
import { type ReadOptions, type ReadTable, readTable } from '../read-table';
import { removeStale } from './cache-folder';
import { parseHead, type ReadHead, writeHead } from './cached-head';
import { isIntact } from './column-files';
import { fingerprintOf, knownFingerprint, noteFingerprint, sight } from './known-files';
import { programStamp } from './program-stamp';
import { readSummed, writeSummed } from './summed-file';
import {
  type ColumnStore,
  createColumnStore,
  filesOf,
  storedColumn,
  type StoredColumn,
} from './stored-columns';

const TABLE = 'table.json';
/** A table whose values take no more is kept in memory. */
const SMALL_BYTES = 64 << 20;

/**
 * Reads a table through the cache in `folder`: what `readTable` gives, parsed or as it was parsed before. Columns of a
 * large table load when they are used. Throws what `readTable` and `accept` throw, and then keeps nothing; a cache that
 * cannot be written is done without.
 */
export async function openTable(
  file: string,
  options: ReadOptions,
  folder: string | null,
  accept: (read: ReadTable) => void = () => {},
): Promise<ReadTable> {
  if (folder === null) return readTable(file, options);
  const source = path.resolve(file);
  const seen = sight(source);
  const noted = knownFingerprint(folder, source);
  const known = noted ?? (await fingerprintIfCached(folder, source));
  if (known !== null) {
    const stored = openEntry(entryFolder(folder, await keyOf(known, options)));
    if (stored) {
      if (noted === null) noteFingerprint(folder, source, seen, known);
      options.onProgress?.(1);
      return stored;
    }
  }
  const draft = makeDraft(folder);
  if (draft === null) return readTable(file, options);
  try {
    const store = createColumnStore(draft);
    const read = await readTable(file, { ...options, store });
    accept(read);
    // Of several files the table has the fingerprint of all; the cache knows each by its own.
    const own = isCombined(options) ? await fingerprintOf(source) : read.fingerprint;
    const sealed = seal(read, store, entryFolder(folder, await keyOf(own, options)));
    noteFingerprint(folder, source, seen, own);
    removeStale(folder);
    return sealed;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    removeIfEmpty(folder);
    if (path.dirname(folder).endsWith('.hone')) removeIfEmpty(path.dirname(folder));
    throw error;
  }
}

/** A file that could not be read leaves no project behind. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds something, or is none of ours.
  }
}

const entryFolder = (folder: string, key: string) => path.join(folder, `table-${key}`);

/** A file that was touched, or is new under this name, may still hold what is cached; not worth a look in an empty cache. */
async function fingerprintIfCached(folder: string, file: string): Promise<string | null> {
  if (removeStale(folder) === 0) return null;
  return fingerprintOf(file).catch(() => null);
}

/** What decides how a file is read: its bytes, those of further files, the options and the build of Hone. */
async function keyOf(fingerprint: string, options: ReadOptions): Promise<string> {
  const { onProgress: _, store: __, signal: ___, ...settings } = options;
  const further = await Promise.all(
    furtherFiles(settings).map((file) => fingerprintOf(file).catch(() => '')),
  );
  // What is left out and what is given as empty mean the same.
  const isEmpty = (value: unknown) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const said = Object.entries(settings)
    .filter(([, value]) => !isEmpty(value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([programStamp(), fingerprint, further, said]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Files that are appended or joined, by whatever option names them. */
function furtherFiles(settings: Record<string, unknown>): string[] {
  const named = [settings.append, settings.join].flatMap((list) => (Array.isArray(list) ? list : []));
  return named.map((item: unknown) => String((item as { file?: unknown } | null)?.file ?? item));
}

/** A folder for a table under way, or null where none can be made. */
function makeDraft(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(path.join(folder, `draft-${process.pid}-`));
  } catch {
    return null;
  }
}

/** Writes what is not yet on disk, and gives the draft its final name. */
function seal(read: ReadTable, store: ColumnStore, entry: string): ReadTable {
  const draft = store.place.folder;
  try {
    const columns = read.table.columns.map((column) => store.keep(column));
    dropOthers(draft, columns);
    writeSummed(path.join(draft, TABLE), writeHead(read, columns));
    rmSync(entry, { recursive: true, force: true });
    renameSync(draft, entry);
    store.place.folder = entry;
    return isSmall(columns)
      ? read
      : withColumns(
          read,
          columns.map((column) => storedColumn(store.place, column)),
        );
  } catch {
    // The table was read, and that is what counts; columns that lie on disk keep their draft.
    if (!read.table.columns.some((column) => store.holds(column)))
      rmSync(draft, { recursive: true, force: true });
    return read;
  }
}

/** Removes what was written of columns that were read otherwise in the end. */
function dropOthers(draft: string, columns: readonly StoredColumn[]): void {
  const kept = new Set(columns.flatMap(filesOf).map(({ file }) => file));
  for (const file of readdirSync(draft)) {
    if (!kept.has(file)) rmSync(path.join(draft, file), { force: true });
  }
}

function withColumns(read: ReadHead, columns: readonly Column[]): ReadTable {
  return { ...read, table: { ...read.table, columns } };
}

function isSmall(columns: readonly StoredColumn[]): boolean {
  return columns.flatMap(filesOf).reduce((sum, { bytes }) => sum + bytes, 0) <= SMALL_BYTES;
}

/** The table of an entry, or null where there is none or it is damaged; a damaged one is removed. */
function openEntry(entry: string): ReadTable | null {
  const text = readSummed(path.join(entry, TABLE));
  if (text === undefined) return null;
  const head = text === null ? null : parseHead(text);
  if (!head || !head.columns.flatMap(filesOf).every((file) => isIntact(entry, file))) {
    rmSync(entry, { recursive: true, force: true });
    return null;
  }
  const now = new Date();
  utimesSync(path.join(entry, TABLE), now, now);
  const place = { folder: entry };
  const columns = head.columns.map((column) => storedColumn(place, column));
  return withColumns(head.read, isSmall(head.columns) ? columns.map(inMemory) : columns);
}

function inMemory(column: Column): Column {
  return { ...column };
}
