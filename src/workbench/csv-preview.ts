// The first lines of a CSV that Hone wrote, as cells.
import { open } from 'node:fs/promises';

const BYTES = 64 * 1024;

/** At most `lines` records, the header among them; quoted as RFC 4180 says. */
export async function previewCsv(file: string, lines = 21): Promise<string[][]> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BYTES), 0, BYTES, 0);
    return splitRecords(buffer.toString('utf8', 0, bytesRead), bytesRead < BYTES).slice(0, lines);
  } finally {
    await handle.close();
  }
}

/** Whole records only: the last one of a text that was cut off is left out. */
function splitRecords(text: string, complete: boolean): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  // A cell with what ends it: a comma, a line end, or nothing at the end of the text.
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) break;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    if (match[3] !== '' || complete) records.push(cells);
    cells = [];
  }
  return records;
}
