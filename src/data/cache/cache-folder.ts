// The cache of a project as a whole: how large it is, what it may forget, and emptying it.
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** Entries of each kind that a project keeps, those used last. */
const ENTRIES_KEPT = 3;
/** An entry that was used so recently may be in use still. */
const IN_USE_MS = 15 * 60_000;
/** What a process that died has left half-written. */
const ABANDONED_MS = 24 * 3600_000;

const kinds = ['table-', 'rows-'] as const;

export interface CacheSize {
  entries: number;
  bytes: number;
}

interface Entry {
  folder: string;
  usedAt: number;
}

/** Removes drafts that nobody finishes and entries beyond those used last. Returns the number of tables left. */
export function removeStale(folder: string, now = Date.now()): number {
  for (const { folder: draft, usedAt } of entriesOf(folder, 'draft-')) {
    if (now - usedAt > ABANDONED_MS) remove(draft);
  }
  for (const kind of kinds) {
    const entries = entriesOf(folder, kind).sort((a, b) => b.usedAt - a.usedAt);
    for (const entry of entries.slice(ENTRIES_KEPT)) if (now - entry.usedAt > IN_USE_MS) remove(entry.folder);
  }
  return entriesOf(folder, 'table-').length;
}

/** Of a project's cache; zeros where there is none. */
export function cacheSize(folder: string): CacheSize {
  const entries = kinds.flatMap((kind) => entriesOf(folder, kind));
  return { entries: entries.length, bytes: bytesBelow(folder) };
}

/** Empties a project's cache, but for what is being written. Returns what was freed. */
export function clearCache(folder: string): CacheSize {
  const before = cacheSize(folder);
  for (const kind of kinds) for (const entry of entriesOf(folder, kind)) remove(entry.folder);
  rmSync(path.join(folder, 'files.json'), { force: true });
  return { entries: before.entries, bytes: before.bytes - bytesBelow(folder) };
}

function entriesOf(folder: string, kind: string): Entry[] {
  return namesIn(folder)
    .filter((name) => name.startsWith(kind))
    .map((name) => ({ folder: path.join(folder, name), usedAt: usedAt(path.join(folder, name)) }));
}

/** The head of an entry is touched whenever it is used. */
function usedAt(entry: string): number {
  for (const file of [path.join(entry, 'table.json'), path.join(entry, 'rows.json'), entry]) {
    try {
      return statSync(file).mtimeMs;
    } catch {
      // The next one tells.
    }
  }
  return 0;
}

function bytesBelow(folder: string): number {
  let bytes = 0;
  for (const name of namesIn(folder)) {
    const place = path.join(folder, name);
    try {
      const found = statSync(place);
      bytes += found.isDirectory() ? bytesBelow(place) : found.size;
    } catch {
      // Removed meanwhile.
    }
  }
  return bytes;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function remove(folder: string): void {
  // A file that another program holds open (Windows) stays for the next time.
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}
