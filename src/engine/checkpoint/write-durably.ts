// Writes a file so that a crash leaves either the old or the new one, never a half.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Temporary name, fsync, rename, fsync of the folder (which other libraries leave out). */
export function writeDurably(file: string, bytes: Uint8Array | string): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, 'w');
  try {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    for (let at = 0; at < content.length; ) at += writeSync(descriptor, content, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  syncFolder(folder);
}

/** Windows cannot open a folder for this, and needs no such step. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
