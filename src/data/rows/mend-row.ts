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
const WRONG_WIDTH = 8;
const MALFORMED = 4;

/**
 * The row that starts at `at`, of which `width` cells are expected. `text` should reach well beyond the row: a quote
 * that nobody closes is only seen as one if it swallows what follows.
 */
export function readMendedRow(text: string, at: number, rules: RowRules, width: number): MendedRow {
  const strict = readRow(text, at, rules);
  if (!strict.malformed && strict.fields.length === width) return { ...strict, mended: null };
  let best: MendedRow = { ...strict, mended: null };
  let least = cost(strict, width, text, at);
  const lineEnd = physicalEnd(text, at);
  const consider = (row: Row, mended: string, price: number) => {
    const total = cost(row, width, text, at) + price;
    if (total >= least) return;
    best = { ...row, mended };
    least = total;
  };
  if (rules.quote !== '' && text.slice(at, Math.max(lineEnd, strict.end)).includes(rules.quote)) {
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

/** How implausible a reading is: wrong width, cells cut wrongly, line ends swallowed. */
function cost(row: Row, width: number, text: string, at: number): number {
  const difference = Math.abs(row.fields.length - width);
  const malformed = row.fields.filter((field) => field.malformed).length;
  const swallowed = countLineEnds(text, at, row.end) - 1;
  return (
    (difference === 0 ? 0 : WRONG_WIDTH + Math.min(difference, 8)) +
    malformed * MALFORMED +
    Math.min(20, Math.max(0, swallowed)) * 0.75
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
  while (place < text.length && text.charCodeAt(place) !== 10 && text.charCodeAt(place) !== 13) place++;
  return place;
}

function nameOf(delimiter: string): string {
  if (delimiter === '\t') return 'a tab';
  return delimiter === ' ' ? 'a space' : `"${delimiter}"`;
}
