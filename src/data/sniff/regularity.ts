// How regular a text is under one candidate for the dialect, after van den Burg, Nazábal and Sutton, "Wrangling messy
// CSV files by detecting row and type patterns", 2019 (https://doi.org/10.1007/s10618-019-00646-y), with room for
// lines above and below the table and for single rows of another length.
import { cleannessOf, type Kind, kindOf } from './kinds';
import type { SampleRow } from './sample-rows';

export interface Regularity {
  /** 0 to 1; comparable between candidates of the same text. */
  score: number;
  /** Cells of a usual row. */
  width: number;
  /** Rows of that length. */
  usual: number;
}

const NEAR_ROW = 0.6;
const OUTSIDE_PRICE = 0.5;
const IMPURE_PRICE = 0.3;
const MALFORMED_PRICE = 0.6;
/** What a column without any value counts: there may be some, but delimiters taken for two give many. */
const EMPTY_COLUMN = 0.6;

/** Regularity of rows with at least two cells; score 0 if no two cells ever stand in a row. */
export function regularity(all: readonly SampleRow[]): Regularity {
  const rows = all.filter((row) => !row.blank && !row.comment);
  const width = usualWidth(rows);
  if (width < 2) return { score: 0, width: 1, usual: 0 };
  const near = (row: SampleRow) => row.fields.length >= Math.max(2, Math.ceil(width * 0.6));
  const first = rows.findIndex(near);
  let last = rows.length - 1;
  while (last > first && !near(rows[last] as SampleRow)) last--;
  const region = rows.slice(first, last + 1);
  const usual = region.filter((row) => row.fields.length === width);
  const close = region.filter((row) => Math.abs(row.fields.length - width) === 1).length;
  const share = (usual.length + NEAR_ROW * close) / region.length;
  const outside = (rows.length - region.length) / rows.length;
  const malformed = region.filter((row) => row.malformed).length / region.length;
  const spread = ((width - 1) / width) ** 0.3;
  const score =
    share ** 2 *
    quality(usual, width) *
    spread *
    (1 - OUTSIDE_PRICE * outside) *
    (1 - MALFORMED_PRICE * malformed);
  return { score, width, usual: usual.length };
}

/** The most common number of cells; among rows above and below a table the wider ones count more. */
export function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [width, count] of counts) {
    const weight = width < 2 ? count * 0.25 : count * (1 - 0.5 / width);
    if (weight > most) [best, most] = [width, weight];
  }
  return best;
}

/** Mean cleanness of the cells, less where a column mixes kinds of values. */
function quality(rows: readonly SampleRow[], width: number): number {
  let clean = 0;
  let pure = 0;
  for (let column = 0; column < width; column++) {
    const counts = new Map<Kind, number>();
    let known = 0;
    for (const { fields } of rows) {
      const field = fields[column];
      if (!field) continue;
      const kind = kindOf(field.text.trim());
      clean += field.malformed ? 0 : field.quoted ? Math.max(0.97, cleannessOf(kind)) : cleannessOf(kind);
      if (kind === 'missing') continue;
      const group = kind === 'word' || kind === 'boolean' ? 'text' : kind;
      counts.set(group, (counts.get(group) ?? 0) + 1);
      known++;
    }
    pure += known === 0 ? EMPTY_COLUMN : Math.max(...counts.values()) / known;
  }
  return (clean / (rows.length * width)) * (1 - IMPURE_PRICE + IMPURE_PRICE * (pure / width));
}
