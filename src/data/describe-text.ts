// What a text is as a table, whether or not a model could learn from it: layout, names, types by a sample, odd lines.
import { basename, resolve } from 'node:path';
import type { Dialect } from '../core/recipe/dialect';
import { type ReadingReport, smoothReading } from '../core/run/reading-report';
import { readingsOf } from './readings';
import { fitRow } from './rows/fit-row';
import { findLayout } from './rows/layout';
import { readRows } from './rows/read-rows';
import { openText } from './text/text-source';
import { openingDecisions, understandText } from './understand-text';

export interface TextDescription {
  path: string;
  name: string;
  bytes: number;
  fingerprint: string;
  dialect: Dialect;
  rows: number;
  columns: { name: string; type: string }[];
  preview: string[][];
  reading: ReadingReport;
}

const MOST_NOTES = 100;
const PREVIEW_ROWS = 20;

/** Reads the whole text. Throws a HoneError if it cannot be read; a table without rows or columns is none. */
export async function describeText(file: string): Promise<TextDescription> {
  const path = resolve(file);
  const source = await openText(path);
  try {
    const { dialect, decisions: found } = understandText(source, undefined);
    const decisions = [...openingDecisions(source), ...found];
    const layout = findLayout(source.sample, dialect);
    const reading: ReadingReport = {
      ...smoothReading('csv'),
      parts: decisions,
      confidence: Math.min(1, ...decisions.map(({ confidence }) => confidence)),
    };
    let rows = 0;
    for await (const batch of readRows({ path: source.path, dialect, layout, lines: source.lines })) {
      for (const row of batch) {
        const { surplus, note } = fitRow(row, layout);
        if (surplus === 'values') {
          if (note && ++reading.rejectedRows <= MOST_NOTES) reading.rejected.push(note);
          continue;
        }
        rows++;
        if (note && ++reading.mendedRows <= MOST_NOTES) reading.mended.push(note);
      }
    }
    const { names, body } = layout;
    const texts = (column: number) => body.map((row) => row.cells[column] ?? '');
    return {
      ...{ path, name: basename(path), bytes: source.bytes, fingerprint: source.fingerprint, dialect, rows },
      columns: names.map((name, i) => ({ name, type: readingsOf(texts(i), dialect)[0]?.as ?? 'category' })),
      preview: body.slice(0, PREVIEW_ROWS).map((row) => row.cells),
      reading,
    };
  } finally {
    source.close();
  }
}
