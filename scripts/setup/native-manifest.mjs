// The list of a runtime's files with their sizes and hashes: written last, so a folder that has one is complete.

import { lstatSync } from 'node:fs';
import path from 'node:path';
import { fileSize, filesBelow, readJson, sha256OfFile, writeJson } from './files.mjs';

const name = 'manifest.json';

/** Hashes all files of the folder, writes the manifest with `about` in it, and returns the total size in bytes. */
export async function writeManifest(folder, about) {
  const files = [];
  for (const file of filesBelow(folder)) {
    const full = path.join(folder, file);
    if (lstatSync(full).isSymbolicLink()) continue;
    files.push({ path: file, size: fileSize(full), sha256: await sha256OfFile(full) });
  }
  writeJson(path.join(folder, name), { ...about, files });
  return files.reduce((sum, file) => sum + file.size, 0);
}

/** Paths whose size is not that of the manifest; the manifest itself where it is missing. Costs one stat a file. */
export function damagedBySize(folder) {
  const files = readFiles(folder);
  if (files === null) return [name];
  return files
    .filter(({ path: file, size }) => fileSize(path.join(folder, file)) !== size)
    .map((file) => file.path);
}

/** Paths whose content is not that of the manifest. Reads everything. */
export async function damagedByHash(folder) {
  const damaged = damagedBySize(folder);
  for (const file of readFiles(folder) ?? []) {
    if (damaged.includes(file.path)) continue;
    if ((await sha256OfFile(path.join(folder, file.path))) !== file.sha256) damaged.push(file.path);
  }
  return damaged;
}

function readFiles(folder) {
  const files = readJson(path.join(folder, name))?.files;
  return Array.isArray(files) && files.length > 0 ? files : null;
}
