// Writes a CSV file that is either whole or not there.
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { HoneError } from '../core/errors';

export type CsvValue = string | number | boolean | null;

const FLUSH_CHARACTERS = 1 << 16;

/**
 * Writes a line of names (unless null) and the rows (RFC 4180, LF, UTF-8, numbers as JavaScript prints them, null and NaN empty). The
 * rows go to a temporary name beside the file, which then takes the file's place. Returns the number of rows. Throws a
 * HoneError if the folder cannot be written to; whatever `rows` throws passes through, leaving no file behind.
 */
export async function writeCsv(
  file: string,
  names: readonly string[] | null,
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): Promise<number> {
  const path = resolve(file);
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`;
  const handle = await open(temporary, 'wx').catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  const write = (text: string) =>
    handle.writeFile(text).catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
  try {
    let count = 0;
    let text = names ? `${csvLine(names)}\n` : '';
    for await (const row of rows) {
      text += `${csvLine(row)}\n`;
      count++;
      if (text.length < FLUSH_CHARACTERS) continue;
      await write(text);
      text = '';
    }
    await write(text);
    await handle.close();
    await rename(temporary, path).catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
    return count;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/** One line without its end; a value is quoted where it would be read back otherwise. */
export function csvLine(values: readonly CsvValue[]): string {
  const line = values.map(csvText).join(',');
  // A line without any character would be skipped by every reader.
  return line === '' ? '""' : line;
}

function csvText(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  if (typeof value === 'boolean') return String(value);
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function cannotWrite(path: string, error: unknown): HoneError {
  const reason = error instanceof Error ? error.message : String(error);
  return new HoneError('file-unreadable', `The file ${basename(path)} cannot be written: ${reason}.`, {
    place: { file: path },
    fix: 'Choose a folder that exists and that you may write to.',
    cause: error,
  });
}
