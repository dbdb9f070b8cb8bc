// Reads the rows of a text file from its first line to its last, in batches, within a fixed amount of memory.
import { createReadStream } from 'node:fs';
import type { Dialect } from '../../core/recipe/dialect';
import { describeFileFault, readingCancelled } from '../file-scan';
import { type Layout, readTextRow, skipLines, type TextRow } from './layout';

const CHUNK_BYTES = 1 << 20;
/** A row is read once this much text lies beyond its beginning: a quote that is not closed is seen as one then. */
const AHEAD = 1 << 18;
/** Characters of a row at the most, before a quote in it counts as stray. */
const MOST_AHEAD = 1 << 23;

export interface RowsFile {
  /** A file of plain UTF-8. */
  path: string;
  dialect: Dialect;
  layout: Pick<Layout, 'cells' | 'test' | 'looks'>;
  /** Lines of the file. */
  lines: number;
}

/** Rows below the header. `onProgress` gets the bytes that were read. Throws a HoneError if the file cannot be read. */
export async function* readRows(
  { path, dialect, layout, lines }: RowsFile,
  { onProgress, signal }: { onProgress?: (bytes: number) => void; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<TextRow[]> {
  const decoder = new TextDecoder('utf-8');
  const lastLine = lines - dialect.footerLines;
  let text = '';
  let line = 1;
  let skipped = false;
  let header = dialect.headerRows;
  let bytes = 0;
  let needed = AHEAD;
  /** Rows of the present text; leaves the rest in `text`. */
  const take = (ended: boolean): TextRow[] => {
    let at = 0;
    if (!skipped) {
      at = skipLines(text, dialect.preambleLines);
      line = dialect.preambleLines + 1;
      skipped = true;
    }
    const rows: TextRow[] = [];
    while (at < text.length && (ended || text.length - at > needed) && line <= lastLine) {
      const found = readTextRow(text, at, dialect, layout.cells, line, layout);
      if (!ended && found.end >= text.length && needed < MOST_AHEAD) {
        // The row may go on: look again with more text.
        needed *= 2;
        break;
      }
      if (found.row && header > 0) header--;
      else if (found.row) rows.push(found.row);
      at = found.end;
      line += found.lines;
      needed = AHEAD;
    }
    text = text.slice(at);
    return rows;
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      if (signal?.aborted) throw readingCancelled();
      bytes += (chunk as Buffer).length;
      text += decoder.decode(chunk as Buffer, { stream: true });
      if (skipped || text.length > needed) yield take(false);
      onProgress?.(bytes);
      if (line > lastLine) return;
    }
  } catch (error) {
    throw signal?.aborted ? readingCancelled() : isFileFault(error) ? describeFileFault(error, path) : error;
  }
  text += decoder.decode();
  yield take(true);
}

function isFileFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
