// A row that does not fit the others, read in every way that could have been meant; the most plausible one wins.
import { type QuoteReading, type Row, type RowRules, readRow } from './read-row';

export interface MendedRow extends Row {
  /** What was done about the row, as the end of a sentence; null if it fits as it stands or nothing helped. */
  mended: string | null;
}

/** Delimiters that one row may have in place of the file's. */
const otherDelimiters = [',', ';', '\t', '|', ':', '^', '~', ' '] as const;
/** Cells whose opening quote is tried as a plain sign. */
const MOST_QUOTED = 24;
const WRONG_WIDTH = 5;
const MALFORMED = 4;
/** Price of a reading after which the next row does not fit. */
const WRONG_NEXT = 6;
/** Characters in which swallowed lines are counted. */
const FAR = 1 << 14;

/**
 * The row that starts at `at`, of which `width` cells are expected. `text` should reach well beyond the row: a quote
 * that nobody closes is only seen as one if it swallows what follows.
 */
export function readMendedRow(text: string, at: number, rules: RowRules, width: number): MendedRow {
  const strict = readRow(text, at, rules);
  if (!strict.malformed && strict.fields.length === width) return { ...strict, mended: null };
  let best: MendedRow = { ...strict, mended: null };
  const place = { text, at, rules, width };
  let least = cost(strict, place);
  const lineEnd = physicalEnd(text, at);
  const consider = (row: Row, mended: string, price: number) => {
    const total = cost(row, place) + price;
    if (total >= least) return;
    best = { ...row, mended };
    least = total;
  };
  // Quotes that close where they should, on their line, are as they were meant.
  if (rules.quote !== '' && (strict.malformed || strict.end > lineEnd + 2)) {
    for (const [reading, mended, price] of quoteReadings(strict, text.slice(at, lineEnd), rules.quote))
      consider(readRow(text, at, rules, reading), mended, price);
    consider(readRow(text, at, { ...rules, quote: '' }), 'its quotes were taken as signs like others', 2);
  }
  if (width > 1 && best.fields.length !== width) {
    for (const delimiter of otherDelimiters) {
      if (delimiter === rules.delimiter || !text.slice(at, lineEnd).includes(delimiter)) continue;
      const row = readRow(text, at, { ...rules, delimiter });
      if (row.fields.length === width) consider(row, `its delimiter is ${nameOf(delimiter)}`, 3);
    }
  }
  return best;
}

/** Other readings of the quotes, each with its description and its price. */
function quoteReadings(strict: Row, line: string, quote: string): [QuoteReading, string, number][] {
  const stray = 'a quote within a value was taken as part of it';
  const readings: [QuoteReading, string, number][] = [
    ['tolerant', stray, 0.5],
    ['greedy', stray, 0.6],
  ];
  const opening = Math.min(MOST_QUOTED, strict.fields.length, line.split(quote).length);
  for (const [i, field] of strict.fields.entries()) {
    if (field.quoted && i < MOST_QUOTED)
      readings.push([i, 'a quote that opens a value was taken as part of it', 1]);
  }
  return opening > 0 ? readings : [];
}

interface Place {
  text: string;
  at: number;
  rules: RowRules;
  width: number;
}

/** How implausible a reading is: wrong width, cells cut wrongly, line ends swallowed, a next row that does not fit. */
function cost(row: Row, { text, at, rules, width }: Place): number {
  const difference = Math.abs(row.fields.length - width);
  const malformed = row.fields.filter((field) => field.malformed).length;
  const swallowed = Math.max(0, countLineEnds(text, at, Math.min(row.end, at + FAR)) - 1);
  return (
    (difference === 0 ? 0 : WRONG_WIDTH + Math.min(difference, 8)) +
    malformed * MALFORMED +
    Math.min(malformed > 0 ? 20 : 3, swallowed) * 0.75 +
    (fitsNext(text, row.end, rules, width) ? 0 : WRONG_NEXT)
  );
}

/** Whether the row at `at` is whole and of the usual length; so is the end of the text, and a blank line. */
function fitsNext(text: string, at: number, rules: RowRules, width: number): boolean {
  if (at >= text.length || isLineEnd(text, at)) return true;
  const next = readRow(text, at, rules);
  return !next.malformed && next.fields.length === width;
}

const isLineEnd = (text: string, at: number) => text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13;

/** Whether a line that is one cell falls into `width` cells by another delimiter. */
export function hasOtherDelimiter(line: string, width: number, quote: string): boolean {
  return otherDelimiters.some(
    (delimiter) =>
      line.includes(delimiter) && readRow(line, 0, { delimiter, quote, escape: '' }).fields.length === width,
  );
}

/** Line ends from `from` to `to`; a carriage return with a line feed is one. */
export function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let place = from; place < to; place++) {
    const code = text.charCodeAt(place);
    if (code === 10 || (code === 13 && text.charCodeAt(place + 1) !== 10)) count++;
  }
  return count;
}

function physicalEnd(text: string, at: number): number {
  let place = at;
  while (place < text.length && !isLineEnd(text, place)) place++;
  return place;
}

function nameOf(delimiter: string): string {
  if (delimiter === '\t') return 'a tab';
  return delimiter === ' ' ? 'a space' : `"${delimiter}"`;
}
