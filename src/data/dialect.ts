// Finds the delimiter, the quote and the header of a delimited text from its beginning.
import { type Dialect, usualDialect } from '../core/recipe/dialect';
import { isMissing } from './missing';
import { isCommaNumberText, isTypedText } from './readings';
import { type Field, tokenize } from './tokenize';

const delimiters = [',', ';', '\t', '|'] as const;
const quotes = ['"', '', "'"] as const;
const SAMPLE_ROWS = 500;
/** A later candidate must be better by this much: the common dialect wins a tie. */
const MARGIN = 0.01;

/**
 * The dialect under which the text is most regular: rows of equal length made of clean values, after van den Burg,
 * Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019.
 * `complete` says whether the text is the whole file.
 */
export function detectDialect(text: string, complete: boolean): Dialect {
  let best = { delimiter: ',', quote: '"', score: 0 };
  for (const quote of quotes) {
    for (const delimiter of delimiters) {
      const rows = tokenize(text, { delimiter, quote, complete, limit: SAMPLE_ROWS });
      const score = regularity(rows);
      if (score > best.score + MARGIN) best = { delimiter, quote, score };
    }
  }
  const { delimiter, quote } = best;
  const rows = tokenize(text, { delimiter, quote, complete, limit: SAMPLE_ROWS });
  return { ...usualDialect, delimiter, quote, headerRows: hasHeader(rows) ? 1 : 0 };
}

/** 0 to 1: the share of rows of the most common length, squared, times the share of clean fields; 0 for one column. */
function regularity(rows: readonly Field[][]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [width, matching] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0]);
  if (width < 2) return 0;
  const fields = rows.filter((row) => row.length === width).flat();
  const clean = fields.reduce((sum, field) => sum + cleanness(field), 0);
  return (matching / rows.length) ** 2 * (clean / fields.length);
}

/** 1 for a value, less for text, 0 for what looks like a wrong cut: another delimiter or quotes within. */
function cleanness({ text, quoted, malformed }: Field): number {
  if (malformed) return 0;
  if (quoted) return 1;
  const value = text.trim();
  if (isMissing(value) || isTypedText(value) || isCommaNumberText(value)) return 1;
  if (/^(["']).*\1$/.test(value) || /^["]|["]$/.test(value)) return 0;
  return /[;\t|]|,(?! )/.test(value) ? 0 : 0.9;
}

/** Whether the first row names the columns: it holds no values, and the rows below differ from it in kind. */
export function hasHeader(rows: readonly Field[][]): boolean {
  const [first, ...rest] = rows;
  if (!first) return true;
  const names = first.map((field) => field.text.trim());
  if (names.some((name) => name !== '' && (isTypedText(name) || isCommaNumberText(name)))) return false;
  if (names.every(isMissing)) return false;
  const columns = names.map((_, i) => rest.map((row) => row[i]?.text.trim() ?? ''));
  if (columns.some(isTypedColumn)) return true;
  // All text: a first row whose values turn up again below is a row like the others.
  const repeated = columns.filter(
    (column, i) => !isMissing(names[i] as string) && column.includes(names[i] as string),
  );
  return repeated.length * 2 < names.length;
}

function isTypedColumn(texts: readonly string[]): boolean {
  const known = texts.filter((text) => !isMissing(text));
  return known.length > 0 && known.every((text) => isTypedText(text) || isCommaNumberText(text));
}
