// The paths that a command is to write, checked before any work begins.
import { readdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { HoneError } from '../core/errors';

/** The absolute path of a folder that does not exist yet or is empty; HoneError otherwise. */
export async function newFolder(cwd: string, path: string): Promise<string> {
  const folder = resolve(cwd, path);
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new HoneError('request-invalid', `The output folder cannot be used: ${folder}.`, {
      place: { file: folder },
      fix: 'Name a folder that does not exist yet, for instance with --out result.',
      cause: error,
    });
  });
  if (entries.length === 0) return folder;
  throw new HoneError('request-invalid', 'The output folder is not empty, and Hone does not overwrite it.', {
    place: { file: folder },
    fix: 'Name another folder with --out, or remove this one first.',
  });
}

/** The absolute path of a file that may be written: in an existing folder, and none of the files that are read. */
export async function outputFile(cwd: string, path: string, inputs: readonly string[]): Promise<string> {
  const file = resolve(cwd, path);
  const existing = await stat(file).catch(() => null);
  if (existing?.isDirectory()) {
    throw new HoneError('request-invalid', 'The output is a folder, but a file is needed.', {
      place: { file },
      fix: 'Name a file with --out, for instance predictions.csv.',
    });
  }
  if (inputs.includes(file)) {
    throw new HoneError('request-invalid', 'The output would overwrite the data that it is made from.', {
      place: { file },
      fix: 'Name another file with --out.',
    });
  }
  const folder = await stat(dirname(file)).catch(() => null);
  if (folder?.isDirectory()) return file;
  throw new HoneError('request-invalid', 'The folder of the output file does not exist.', {
    place: { file: dirname(file) },
    fix: 'Create the folder first, or name a file in an existing one with --out.',
  });
}
