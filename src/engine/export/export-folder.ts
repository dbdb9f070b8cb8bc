// Writes an export as a whole or not at all: into a temporary folder beside the target, renamed at the end.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../../core/errors';
import type { ExportFile } from './formats';

/**
 * Runs `fill` on a new folder and moves it to `target` when it is done.
 * Throws `request-invalid` if `target` is a file or a folder with something in it; nothing is left behind by a failure.
 */
export async function writeFolder<Result>(
  target: string,
  fill: (folder: string) => Promise<Result>,
): Promise<Result> {
  const whole = path.resolve(target);
  await requireFree(whole);
  const temporary = path.join(
    path.dirname(whole),
    `.${path.basename(whole)}.${randomBytes(6).toString('hex')}`,
  );
  await mkdir(temporary, { recursive: true });
  try {
    const result = await fill(temporary);
    // Windows does not rename onto a folder, not even an empty one.
    await rmdir(whole).catch(ignoreMissing);
    await rename(temporary, whole);
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Writes files below `folder`, making the folders between. */
export async function writeFiles(folder: string, files: readonly ExportFile[]): Promise<void> {
  for (const { path: name, content } of files) {
    const whole = path.join(folder, ...name.split('/'));
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFile(whole, content);
  }
}

async function requireFree(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') throw occupied(folder, 'is a file');
    throw error;
  });
  if (entries.length > 0) throw occupied(folder, 'is not empty');
}

function occupied(folder: string, why: string): HoneError {
  return new HoneError('request-invalid', `The export folder ${folder} ${why}.`, {
    place: { file: folder },
    fix: 'Choose a folder that does not exist yet.',
  });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
