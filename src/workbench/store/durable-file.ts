// Writes a file so that a crash leaves either the old or the new content, never a half.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

let writes = 0;

/** Temporary name, fsync, rename, fsync of the folder. Makes the folder if it is missing. */
export async function writeFileDurably(file: string, content: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  writes += 1;
  const temporary = `${file}.${process.pid}-${writes}.tmp`;
  try {
    await writeSynced(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** The value as indented JSON. */
export function writeJsonDurably(file: string, value: unknown): Promise<void> {
  return writeFileDurably(file, `${JSON.stringify(value, null, 2)}\n`);
}

async function writeSynced(file: string, content: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(content, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows cannot open a folder for this, and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
