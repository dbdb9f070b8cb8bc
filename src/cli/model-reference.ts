// A run or model as the person names it: a folder, or the id of a run.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HoneError } from '../core/errors';

/** The absolute path where the text names something on disk; else the text itself, which is then an id. */
export async function modelReference(cwd: string, text: string): Promise<string> {
  const path = resolve(cwd, text);
  if (await stat(path).catch(() => null)) return path;
  // An id is a plain word; anything else was meant as a path.
  if (/^[\w-]+$/.test(text)) return text;
  throw new HoneError('run-not-found', 'There is no such run or model folder.', {
    place: { file: path },
    fix: 'Name the folder of a run or of an exported model; `hone runs` lists the runs.',
  });
}
