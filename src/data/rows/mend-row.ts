// A row that does not fit the others, read in every way that could have been meant; the most plausible one wins.
import { alignRow, cuts, MOST_SIGNS } from './align-row';
import type { LearnedLooks } from './column-looks';
import { cutLoosely, type Piece } from './cut-loosely';
import {
  type CellReading,
  lineEndAfter,
  type QuoteReading,
  type Row,
  type RowRules,
  readRow,
} from './read-row';

export interface MendedRow extends Row {
  /** What was done about the row, as the end of a sentence; null if it fits as it stands or nothing helped. */
  mended: string | null;
}

/** Says whether cells are what the columns hold elsewhere; null if there is nothing to tell it by. */
export type RowTest = (cells: readonly string[]) => boolean | null;

/** Delimiters that one row may have in place of the file's. */
const otherDelimiters = [',', ';', '\t', '|', '^', '~', ':', ' '] as const;
/** Signs that stand in texts so often that a row must pass the test to count as cut by them. */
const commonSigns = [':', ' '];
const telling = /[;\t|]/;
/** Cells whose quotes are tried in other ways. */
const MOST_QUOTED = 24;
const WRONG_WIDTH = 5;
const MALFORMED = 4;
/** Price of a reading after which the next row does not fit. */
const WRONG_NEXT = 6;
/** Price of reading quotes otherwise that close where they should. */
const WHOLE_QUOTES = 4;
/** Characters in which swallowed lines are counted. */
const FAR = 1 << 14;

/**
 * The row that starts at `at`, of which `width` cells are expected. `text` should reach well beyond the row: a quote
 * that nobody closes is only seen as one if it swallows what follows.
 */
export function readMendedRow(
  text: string,
  at: number,
  rules: RowRules,
  width: number,
  test: RowTest = () => null,
  looks: LearnedLooks | null = null,
): MendedRow {
  const strict = readRow(text, at, rules);
  const fits = !strict.malformed && strict.fields.length === width;
  const odd = telling.test(text.slice(at, strict.end)) && test(cellsOf(strict)) === false;
  if (fits && !odd && !hasStrayQuote(strict, rules)) return { ...strict, mended: null };
  const place = { text, at, rules, width };
  const best = readOtherwise(strict, place, test);
  // Lines that are one cell each, and runs of spaces, have no delimiter that could be missing.
  if (rules.delimiter.length !== 1 || width < 2) return best;
  return looks ? realigned(best, strict, place, looks) : unglued(best, place, test);
}

/** The row parted at its quotes too, where that gives what the test asks for and the row as it stands does not. */
function unglued(row: MendedRow, { text, at, rules, width }: Place, test: RowTest): MendedRow {
  if (!row.malformed && row.fields.length === width) return row;
  const lineEnd = physicalEnd(text, at);
  if (lineEnd - at > MOST_SIGNS) return row;
  const pieces = cutLoosely(text.slice(at, lineEnd), rules);
  const found = [pieces, ...(pieces.length === width - 1 ? partedOnce(pieces, rules.quote) : [])].find(
    (row) => row.length === width && test(row.map((piece) => piece.text)) === true,
  );
  if (!found) return row;
  const fields = found.map((piece) => ({ text: piece.text, quoted: piece.quoted, malformed: false }));
  return { fields, ...lineEndAt(text, lineEnd), malformed: false, mended: 'a delimiter is missing' };
}

/** The pieces with one quoted text parted where two quotes met. */
function partedOnce(pieces: readonly Piece[], quote: string): Piece[][] {
  return pieces.flatMap((piece, i) =>
    piece.quoted
      ? [...cuts(piece, quote)].map((halves) => [...pieces.slice(0, i), ...halves, ...pieces.slice(i + 1)])
      : [],
  );
}

/** Place of the line end of a row. */
function endOfRow(text: string, { end, endsLine }: Row): number {
  if (!endsLine) return end;
  return text.charCodeAt(end - 1) === 10 && text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1;
}

function lineEndAt(text: string, lineEnd: number): Pick<Row, 'end' | 'endsLine'> {
  const endsLine = lineEnd < text.length;
  return { end: endsLine ? lineEndAfter(text, lineEnd) : lineEnd, endsLine };
}

/** Whether a value that is not quoted holds a quote. */
function hasStrayQuote({ fields }: Row, { quote }: RowRules): boolean {
  return quote !== '' && fields.some((field) => !field.quoted && field.text.includes(quote));
}

/** What a row must look better by than one that fits as it is, in nats. */
const CLEARLY = 3;

/** The row cut by what the columns hold elsewhere, where it does not fit, or fits by chance. */
function realigned(
  row: MendedRow,
  strict: Row,
  { text, at, rules, width }: Place,
  learned: LearnedLooks,
): MendedRow {
  const fits = !row.malformed && row.fields.length === width;
  const looks = fits && !hasStrayQuote(row, rules) ? null : learned();
  // Where rows turn out to be wider than most, nothing is known of the further columns.
  if (looks?.width !== width) return row;
  // Quotes that close where they should may hold line ends.
  const lineEnd = strict.malformed ? physicalEnd(text, at) : endOfRow(text, strict);
  const aligned = alignRow(text.slice(at, lineEnd), rules, looks);
  if (!aligned) return row;
  const asItIs = row.fields.reduce((sum, field, i) => sum + (i < width ? looks.cost(i, field) : 0), 0);
  if (fits && asItIs <= aligned.cost + CLEARLY) return row;
  const { fields, mended } = aligned;
  return { fields, ...lineEndAt(text, lineEnd), malformed: false, mended };
}

function readOtherwise(strict: Row, place: Place, test: RowTest): MendedRow {
  const { text, at, rules, width } = place;
  const fits = !strict.malformed && strict.fields.length === width;
  let best: MendedRow = { ...strict, mended: null };
  let least = cost(strict, place) + (fits ? WRONG_WIDTH : 0);
  const lineEnd = physicalEnd(text, at);
  const consider = (row: Row, mended: string, price: number) => {
    const total = cost(row, place) + price;
    if (total >= least) return;
    best = { ...row, mended };
    least = total;
  };
  // Quotes that close where they should, before a row that fits, are as they were meant.
  const swallows = strict.end > lineEnd + 2;
  if (rules.quote !== '' && (strict.malformed || (swallows && !fitsNext(text, strict.end, rules, width)))) {
    const doubt = strict.malformed ? 0 : WHOLE_QUOTES;
    for (const [reading, mended, price] of quoteReadings(strict))
      consider(readRow(text, at, rules, reading), mended, price + doubt);
    consider(
      readRow(text, at, { ...rules, quote: '' }),
      'its quotes were taken as signs like others',
      2 + doubt,
    );
  }
  if (width > 1 && (fits || best.fields.length !== width)) {
    for (const row of rowsByOthers(text, at, rules, width, test))
      consider(row, 'its delimiter is another', 3);
  }
  return best;
}

const cellsOf = (row: Row) => row.fields.map((field) => field.text);

/** The row by each other delimiter that cuts it into `width` cells of the right kinds. */
function rowsByOthers(text: string, at: number, rules: RowRules, width: number, test: RowTest): Row[] {
  const line = text.slice(at, physicalEnd(text, at));
  const candidates = otherDelimiters.filter(
    (delimiter) => delimiter !== rules.delimiter && line.includes(delimiter),
  );
  return candidates.flatMap((delimiter) => {
    const row = readRow(text, at, { ...rules, delimiter });
    if (row.malformed || row.fields.length !== width) return [];
    const right = test(cellsOf(row));
    return right === true || (right === null && !commonSigns.includes(delimiter)) ? [row] : [];
  });
}

/** Whether a row falls into `width` cells of the right kinds by another delimiter. */
export function hasOtherDelimiter(row: string, rules: RowRules, width: number, test: RowTest): boolean {
  return rowsByOthers(row, 0, rules, width, test).length > 0;
}

/** Other readings of the quotes, each with its description and its price. */
function quoteReadings(strict: Row): [QuoteReading | CellReading, string, number][] {
  const stray = 'a quote within a value was taken as part of it';
  const readings: [QuoteReading | CellReading, string, number][] = [
    ['tolerant', stray, 0.5],
    ['greedy', stray, 0.6],
  ];
  for (const [cell, field] of strict.fields.slice(0, MOST_QUOTED).entries()) {
    if (!field.quoted) continue;
    readings.push([{ cell, as: 'tolerant' }, stray, 0.7], [{ cell, as: 'greedy' }, stray, 0.8]);
    readings.push([{ cell, as: 'plain' }, 'a quote that opens a value was taken as part of it', 1]);
  }
  return readings;
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
