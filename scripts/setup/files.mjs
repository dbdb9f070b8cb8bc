// Files of the set-up: this clone's root, the cache folder of this user, JSON, hashes and sizes.

import { createHash } from 'node:crypto';
import {
  createReadStream,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The folder of this clone. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Per-user cache shared by all clones. The same rule stands in src/engine/runtime/native-location.ts. */
export function cacheFolder() {
  const { HONE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (HONE_CACHE) return path.resolve(HONE_CACHE);
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'hone');
  if (process.platform === 'win32') {
    return path.join(LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'hone', 'cache');
  }
  return path.join(XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'hone');
}

/** The parsed content of a JSON file; null where it is missing or broken. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes JSON so that a reader sees the old file or the whole new one. */
export function writeJson(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(temporary, file);
}

/** Size in bytes; -1 where there is no such file. */
export function fileSize(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? -1;
}

/** SHA-256 of a file of any size, in hexadecimal. */
export async function sha256OfFile(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** SHA-256 of a text or buffer, in hexadecimal. */
export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** All files below a folder, as sorted paths relative to it with forward slashes; links are listed, not followed. */
export function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** Removes a file or folder with all it holds, if it is there. */
export function remove(target) {
  rmSync(target, { recursive: true, force: true, maxRetries: 3 });
}
