// A table whose file DuckDB cannot read as it is, written again so that it can: only its rows, all of one length.
import type { Dialect } from '../../core/recipe/dialect';
import type { ReadingReport } from '../../core/run/reading-report';
import type { TextSource } from '../text/text-source';
import { removeTemporary, temporaryPath } from '../text/temporary-texts';
import { writeCsv } from '../write-csv';
import { fitRow, type RowNote } from './fit-row';
import type { Layout } from './layout';
import { readRows } from './read-rows';

const MOST_NOTES = 100;

export interface CleanCopy
  extends Pick<ReadingReport, 'rejected' | 'rejectedRows' | 'mended' | 'mendedRows'> {
  path: string;
  rows: number;
  /** Whether each row is one line and nothing stands between them. */
  oneLineEach: boolean;
  close(): void;
}

/** How the copy is written, beside what the dialect says about values. */
export const copyLayout: Partial<Dialect> = {
  ...{ encoding: 'utf-8', compression: 'none', delimiter: ',', quote: '"', escape: '', comment: '' },
  ...{ preambleLines: 0, headerRows: 0, footerLines: 0 },
};

export interface CopyOptions {
  /** Gets the share of the file that is done. */
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Copies the rows below the header to a temporary file; rows with values too many are left out and listed. */
export async function copyRows(
  source: TextSource,
  dialect: Dialect,
  layout: Layout,
  { onProgress, signal }: CopyOptions = {},
): Promise<CleanCopy> {
  const path = temporaryPath();
  const copy = { rejected: [] as RowNote[], rejectedRows: 0, mended: [] as RowNote[], mendedRows: 0 };
  let oneLineEach = true;
  let line = layout.firstLine;
  async function* rows() {
    const file = { path: source.path, dialect, layout, lines: source.lines };
    const told = (bytes: number) => onProgress?.(Math.min(1, bytes / source.textBytes));
    for await (const batch of readRows(file, { onProgress: told, signal })) {
      for (const row of batch) {
        if (row.line !== line || row.lines !== 1) oneLineEach = false;
        line += 1;
        const { cells, surplus, note } = fitRow(row, layout);
        if (surplus === 'values') {
          oneLineEach = false;
          if (++copy.rejectedRows <= MOST_NOTES && note) copy.rejected.push(note);
          continue;
        }
        if (note && ++copy.mendedRows <= MOST_NOTES) copy.mended.push(note);
        yield surplus === 'empty' ? cells.slice(0, layout.names.length) : cells;
      }
    }
  }
  try {
    const count = await writeCsv(path, null, rows());
    return { path, rows: count, ...copy, oneLineEach, close: () => removeTemporary(path) };
  } catch (error) {
    removeTemporary(path);
    throw error;
  }
}
