// Where the table begins and ends: lines above it (titles, notes) and below it (totals, sources).
import { isTyped, kindOf } from './kinds';
import { hasOtherDelimiter, type RowTest } from '../rows/mend-row';
import type { RowRules } from '../rows/read-row';
import type { SampleRow } from './sample-rows';

const TOP_ROWS = 60;
const FOOTER_ROWS = 30;
const footerWords =
  /^\W*(?:grand total|sub-?total|total|sum|summe|gesamt|insgesamt|average|mean|count|notes?|sources?|quelle|source|fuente|anmerkung|hinweis|legend|copyright|©|\(c\)|generated|exported|end of|eof|합계|총계|소계|평균|주|출처|자료|合計|総計|平均|注|出典|总计|合计|注释|来源)(?![\p{L}\p{N}])/iu;

const cellsOf = (row: SampleRow) => row.fields.map((field) => field.text.trim());
const isData = (row: SampleRow) => !row.blank && !row.comment;

/** What is known of the table when its end is looked for. */
export interface TableShape {
  width: number;
  /** For each column whether it holds values of a kind that words are not. */
  columnKinds: readonly boolean[];
  rules: RowRules;
  test: RowTest;
}

/** Index of the first row of the table, its header included; `rows.length` if there is none. */
export function findTop(rows: readonly SampleRow[], width: number): number {
  const first = rows.findIndex(isData);
  if (first === -1) return rows.length;
  if (width < 2) return topOfOneColumn(rows, first);
  const limit = Math.min(rows.length, first + TOP_ROWS);
  const enough = Math.max(2, Math.ceil(width / 2));
  let usual = -1;
  for (let i = first; i < limit && usual === -1; i++) {
    const row = rows[i] as SampleRow;
    if (isData(row) && row.fields.length === width && (row.filled >= enough || isStart(rows, i, width)))
      usual = i;
  }
  if (usual === -1) return first;
  return includeHeaderAbove(rows, usual, first, width);
}

/** A row with few values that is data all the same: many rows below it are of its kind. */
function isStart(rows: readonly SampleRow[], at: number, width: number): boolean {
  const row = rows[at] as SampleRow;
  const below = rows.slice(at + 1, at + 21).filter((other) => isData(other) && other.fields.length === width);
  const sparse = below.filter((other) => other.filled <= row.filled).length;
  return below.length > 0 && sparse * 2 >= below.length;
}

/** A title above a column of values, set off by a blank line. */
function topOfOneColumn(rows: readonly SampleRow[], first: number): number {
  const next = rows.findIndex((row, i) => i > first && row.blank);
  const after = rows.findIndex((row, i) => i > next && isData(row));
  const wordy = /\s/.test(rows[first]?.fields[0]?.text.trim() ?? '');
  return next === first + 1 && after !== -1 && wordy ? after : first;
}

/** Rows right above that hold names for most columns, though not exactly as many as there are values. */
function includeHeaderAbove(rows: readonly SampleRow[], usual: number, first: number, width: number): number {
  let top = usual;
  for (let at = usual; at > first; at--) {
    const row = rows[at - 1] as SampleRow;
    if (!isData(row)) break;
    const cells = cellsOf(row);
    const typed = cells.some((text) => isTyped(kindOf(text)));
    const near = Math.abs(row.fields.length - width) <= Math.max(1, Math.floor(width * 0.2));
    const below = cellsOf(rows[at] as SampleRow);
    const belowTyped = below.some((text) => isTyped(kindOf(text)));
    const spans = row.fields.length === width && row.filled >= 2 && !belowTyped;
    const names = near && row.filled >= Math.max(1, Math.ceil(width / 2)) && (belowTyped || typed);
    // Names for columns that only some rows fill.
    const longer = row.fields.length > width && row.filled === row.fields.length && !typed && belowTyped;
    const some = longer && rows.some((other) => other.fields.length > width && other !== row);
    if (spans || names || some) top = at - 1;
    else if (!near || !typed) break;
  }
  return top;
}

/**
 * Index after the last row of the table; `rows` ends where the file ends, `top` is the table's first row.
 */
export function findBottom(rows: readonly SampleRow[], shape: TableShape, top: number): number {
  let bottom = rows.length;
  let end = rows.length;
  // Footer rows may be parted by blank lines; the whole run at the end goes.
  while (end > top + 1 && rows.length - end < FOOTER_ROWS) {
    const row = rows[end - 1] as SampleRow;
    if (row.blank || row.comment) {
      end--;
      continue;
    }
    const afterBlank = rows[end - 2]?.blank === true;
    if (!isFooter(row, shape, afterBlank)) break;
    end--;
    bottom = end;
  }
  while (bottom > top && bottom < rows.length && (rows[bottom - 1] as SampleRow).blank) bottom--;
  return bottom;
}

function isFooter(
  row: SampleRow,
  { width, columnKinds, rules, test }: TableShape,
  afterBlank: boolean,
): boolean {
  const cells = cellsOf(row);
  if (width < 2) return afterBlank && footerWords.test(cells[0] ?? '');
  if (row.filled === 0) return true;
  if (row.malformed) return false;
  if (row.fields.length !== width && hasOtherDelimiter(row.raw, rules, width, test)) return false;
  const first = cells.find((text) => text !== '') as string;
  const worded = footerWords.test(first);
  const fewer = row.fields.length < width;
  const clash = cells.some(
    (text, i) => columnKinds[i] === true && kindOf(text) !== 'missing' && !isTyped(kindOf(text)),
  );
  if (worded && (row.filled < width || clash)) return true;
  if (row.fields.length === 1) {
    if (width > 3 || afterBlank || clash) return !isTyped(kindOf(first)) || afterBlank;
    return /\s/.test(first) && !isTyped(kindOf(first));
  }
  if (fewer && (afterBlank || clash) && row.filled * 2 <= width && !isTyped(kindOf(first))) return true;
  // Prose that holds the delimiter by chance.
  return row.fields.length !== width && clash && row.filled * 2 <= width && /\s/.test(first);
}
