// The first rows of a file, from its beginning alone: however large the file, they are there at once.
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Preview, ReadSettings } from '../core/run/preview';
import { numberedNames, uniqueNames } from './column-names';
import { detectDialect } from './dialect';
import { describeFileFault, emptyFile } from './file-scan';
import { tokenize } from './tokenize';

const HEAD_BYTES = 256 << 10;
const ROWS = 50;

/** Reads the first 256 KB. Throws a HoneError if there is no such file or it cannot be read or is empty. */
export async function previewTable(file: string, { dialect }: ReadSettings = {}): Promise<Preview> {
  const path = resolve(file);
  const { text, bytes, complete } = await readHead(path);
  if (text.trim() === '') throw emptyFile(path);
  const found = dialect ?? detectDialect(text, complete);
  const { delimiter, quote, headerRows } = found;
  const rows = tokenize(text, { delimiter, quote, complete, limit: ROWS + headerRows + 1 });
  const first = rows[0] ?? [];
  const columns =
    headerRows > 0
      ? uniqueNames(first.map((field) => field.text)).names
      : numberedNames(Math.max(1, first.length));
  const body = rows.slice(headerRows);
  return {
    path,
    name: basename(path),
    bytes,
    dialect: found,
    columns,
    rows: body.slice(0, ROWS).map((row) => columns.map((_, i) => row[i]?.text.trim() ?? '')),
    complete: complete && body.length <= ROWS,
  };
}

async function readHead(path: string): Promise<{ text: string; bytes: number; complete: boolean }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      const text = new TextDecoder('utf-8').decode(head.subarray(0, bytesRead), { stream: true });
      return { text, bytes: size, complete: bytesRead === size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw describeFileFault(error, path);
  }
}
