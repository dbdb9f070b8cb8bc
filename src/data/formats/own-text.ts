// A table that Hone writes as delimited text for itself, so that every format is understood in the same way.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { HoneError } from '../../core/errors';
import type { OwnText, ReadOptions, ReadTable } from '../read-table';
import { removeTemporary, temporaryPath } from '../text/temporary-texts';

/** How a text is read; given by the caller, who is its own reader for the formats that become text. */
export type ReadText = (file: string, options: ReadOptions, own?: OwnText) => Promise<ReadTable>;

const FLUSH_CHARACTERS = 1 << 18;

/**
 * Writes lines to a temporary file, hands it to `read` and removes it. Faults that name the temporary file name `path`
 * instead.
 */
export async function withText<Result>(
  path: string,
  lines: Iterable<string> | AsyncIterable<string>,
  read: (file: string) => Promise<Result>,
): Promise<Result> {
  const file = temporaryPath();
  try {
    await write(file, lines);
    return await read(file);
  } catch (error) {
    if (!(error instanceof HoneError)) throw error;
    const { code, message, place, fix } = error;
    throw new HoneError(code, message.replaceAll(basename(file), basename(path)), {
      place: place.file === file ? { ...place, file: path } : place,
      ...(fix !== undefined && { fix }),
      cause: error,
    });
  } finally {
    removeTemporary(file);
  }
}

async function write(file: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    let text = '';
    for await (const line of lines) {
      text += `${line}\n`;
      if (text.length < FLUSH_CHARACTERS) continue;
      await handle.writeFile(text);
      text = '';
    }
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
