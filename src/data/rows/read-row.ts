// Reads one row of delimited text, strictly by its rules or by a more forgiving reading of its quotes.

/** The signs that cut a text into cells. */
export interface RowRules {
  /** Empty: a line is one cell. `SPACES`: any run of spaces. Else the text between two cells. */
  delimiter: string;
  /** Empty if nothing is quoted. */
  quote: string;
  /** Stands before a quote within quotes; empty if it is doubled there. */
  escape: string;
}

/** The delimiter that stands for one or more spaces; spaces at the ends of a line are no cells. */
export const SPACES = ' +';

/** One cell as it stands between two delimiters. */
export interface Field {
  text: string;
  quoted: boolean;
  /** Quoted, but with text after the closing quote or without one. */
  malformed: boolean;
}

export interface Row {
  fields: Field[];
  /** Place after the row's line end. */
  end: number;
  /** Whether a line end was met; without one the text ended first. */
  endsLine: boolean;
  /** Some cell is malformed. */
  malformed: boolean;
}

/**
 * How quotes are read: `strict` closes at the first quote that is not doubled or escaped; `tolerant` only where a
 * delimiter or a line end follows; `greedy` like tolerant, but takes a doubled quote before a delimiter as the last
 * sign of the cell and its end; in a `plain` cell quotes are signs like others.
 */
export type QuoteReading = 'strict' | 'tolerant' | 'greedy' | 'plain';

/** How the quotes of one cell are read; those of the others are read strictly. */
export interface CellReading {
  cell: number;
  as: QuoteReading;
}

/** Reads the row that starts at `at`. */
export function readRow(
  text: string,
  at: number,
  rules: RowRules,
  reading: QuoteReading | CellReading = 'strict',
): Row {
  const { delimiter, quote } = rules;
  const spaces = delimiter === SPACES;
  const fields: Field[] = [];
  let malformed = false;
  let place = spaces ? skipSpaces(text, at) : at;
  for (;;) {
    const how =
      typeof reading === 'string' ? reading : reading.cell === fields.length ? reading.as : 'strict';
    const open = quote === '' || how === 'plain' ? -1 : openingQuote(text, place, quote, delimiter);
    let field: Field;
    if (open === -1) {
      const end = fieldEnd(text, place, delimiter);
      field = { text: text.slice(place, end), quoted: false, malformed: false };
      place = end;
    } else {
      const found = readQuoted(text, open, rules, how);
      field = found.field;
      place = found.end;
      malformed ||= field.malformed;
    }
    fields.push(field);
    const after = delimiterEnd(text, place, delimiter);
    if (after === place) break;
    place = after;
    if (spaces && (place >= text.length || isLineEnd(text.charCodeAt(place)))) break;
  }
  const endsLine = place < text.length;
  return { fields, end: endsLine ? lineEndAfter(text, place) : place, endsLine, malformed };
}

/** Place after the line end that stands at `place`. */
export function lineEndAfter(text: string, place: number): number {
  return text.charCodeAt(place) === 13 && text.charCodeAt(place + 1) === 10 ? place + 2 : place + 1;
}

const isLineEnd = (code: number) => code === 10 || code === 13;

/** Place of the opening quote, spaces before it aside; −1 if the cell is not quoted. */
function openingQuote(text: string, at: number, quote: string, delimiter: string): number {
  if (text.charAt(at) === quote) return at;
  if (text.charAt(at) !== ' ' || delimiter.startsWith(' ')) return -1;
  const place = skipSpaces(text, at);
  return text.charAt(place) === quote ? place : -1;
}

function skipSpaces(text: string, at: number): number {
  let place = at;
  while (text.charCodeAt(place) === 32) place++;
  return place;
}

/** Place after the delimiter that stands at `place`, or `place` itself if none does. */
function delimiterEnd(text: string, place: number, delimiter: string): number {
  if (delimiter === '') return place;
  if (delimiter === SPACES) return skipSpaces(text, place);
  return text.startsWith(delimiter, place) ? place + delimiter.length : place;
}

/** Place of the next delimiter or line end. */
function fieldEnd(text: string, at: number, delimiter: string): number {
  const first = delimiter === '' ? -1 : delimiter.charCodeAt(0);
  const single = delimiter.length === 1 || delimiter === SPACES;
  for (let place = at; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === 10 || code === 13) return place;
    if (code === first && (single || text.startsWith(delimiter, place))) return place;
  }
  return text.length;
}

/** The quoted cell whose opening quote stands at `open`. */
function readQuoted(
  text: string,
  open: number,
  rules: RowRules,
  reading: QuoteReading,
): { field: Field; end: number } {
  const { delimiter, quote, escape } = rules;
  let value = '';
  let from = open + 1;
  for (let scan = from; ; ) {
    const close = text.indexOf(quote, scan);
    if (close === -1) {
      const rest = text.slice(from);
      return { field: { text: value + rest, quoted: true, malformed: true }, end: text.length };
    }
    if (escape !== '' && escape !== quote && isEscaped(text, close, open + 1, escape)) {
      scan = close + 1;
      continue;
    }
    const doubled = escape === '' || escape === quote ? text.charAt(close + 1) === quote : false;
    if (doubled && !(reading === 'greedy' && closes(text, close + 2, delimiter))) {
      value += text.slice(from, close + 1);
      from = scan = close + 2;
      continue;
    }
    const last = doubled ? close + 1 : close;
    if (reading !== 'strict' && !closes(text, last + 1, delimiter)) {
      scan = close + 1;
      continue;
    }
    value += text.slice(from, last);
    const end = fieldEnd(text, last + 1, delimiter);
    const rest = text.slice(last + 1, end);
    const malformed = rest.trim() !== '';
    const whole = malformed ? value + rest : value;
    return { field: { text: unescape(whole, quote, escape), quoted: true, malformed }, end };
  }
}

/** Whether nothing but spaces stands between `place` and the next delimiter or line end. */
function closes(text: string, place: number, delimiter: string): boolean {
  const end = delimiter.startsWith(' ') ? place : skipSpaces(text, place);
  if (end >= text.length || isLineEnd(text.charCodeAt(end))) return true;
  return delimiterEnd(text, end, delimiter) > end;
}

/** Whether an odd number of escape signs stands before `place`. */
function isEscaped(text: string, place: number, from: number, escape: string): boolean {
  let count = 0;
  while (place - count - 1 >= from && text.charAt(place - count - 1) === escape) count++;
  return count % 2 === 1;
}

/** Takes away escape signs before quotes and before themselves. */
function unescape(value: string, quote: string, escape: string): string {
  if (escape === '' || escape === quote || !value.includes(escape)) return value;
  let plain = '';
  for (let i = 0; i < value.length; i++) {
    const next = value.charAt(i + 1);
    if (value.charAt(i) === escape && (next === quote || next === escape)) i++;
    plain += value.charAt(i);
  }
  return plain;
}

/** The quoted text that begins at `at` and the place behind its closing quote; null where none begins or closes. */
export function readQuotedText(
  text: string,
  at: number,
  rules: RowRules,
): { text: string; end: number } | null {
  const { quote, escape } = rules;
  if (quote === '' || text.charAt(at) !== quote) return null;
  let value = '';
  let from = at + 1;
  for (let scan = from; ; ) {
    const close = text.indexOf(quote, scan);
    if (close === -1) return null;
    const escapes = escape !== '' && escape !== quote;
    if (escapes ? isEscaped(text, close, at + 1, escape) : text.charAt(close + 1) === quote) {
      if (!escapes) value += text.slice(from, close + 1);
      scan = escapes ? close + 1 : close + 2;
      if (!escapes) from = scan;
      continue;
    }
    return { text: unescape(value + text.slice(from, close), quote, escape), end: close + 1 };
  }
}
