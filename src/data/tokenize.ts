// Splits delimited text into rows and fields: for the sample that the dialect and the preview are made of.

/** One field as it stands between two delimiters. */
export interface Field {
  text: string;
  quoted: boolean;
  /** Quoted, but with text after the closing quote or without one. */
  malformed: boolean;
}

export interface TokenizeOptions {
  delimiter: string;
  /** Empty if nothing is quoted. */
  quote: string;
  /** Whether the text ends where the file ends; if not, the last row may be cut and is left out. */
  complete: boolean;
  /** Rows at the most. */
  limit: number;
}

/** Rows of RFC 4180 text; lines without any character are skipped. A doubled quote within quotes is one quote. */
export function tokenize(text: string, { delimiter, quote, complete, limit }: TokenizeOptions): Field[][] {
  const rows: Field[][] = [];
  let row: Field[] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    const { field, end } = readField(text, at, delimiter, quote);
    row.push(field);
    at = end;
    if (text[at] === delimiter) {
      at++;
      // A delimiter that ends the text still opens one more field.
      if (at < text.length) continue;
      row.push({ text: '', quoted: false, malformed: false });
    }
    const endsLine = at < text.length;
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    if ((endsLine || complete) && !isBlank(row)) rows.push(row);
    row = [];
  }
  return rows;
}

function isBlank(row: readonly Field[]): boolean {
  const [only] = row;
  return row.length === 1 && only !== undefined && only.text === '' && !only.quoted;
}

/** The field that starts at `at`; `end` is the place of the delimiter or line end after it. */
function readField(
  text: string,
  at: number,
  delimiter: string,
  quote: string,
): { field: Field; end: number } {
  if (quote === '' || text[at] !== quote) {
    const end = fieldEnd(text, at, delimiter);
    return { field: { text: text.slice(at, end), quoted: false, malformed: false }, end };
  }
  let value = '';
  let from = at + 1;
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close === -1) {
      return { field: { text: value + text.slice(from), quoted: true, malformed: true }, end: text.length };
    }
    value += text.slice(from, close);
    if (text[close + 1] === quote) {
      value += quote;
      from = close + 2;
      continue;
    }
    const end = fieldEnd(text, close + 1, delimiter);
    const rest = text.slice(close + 1, end);
    return { field: { text: value + rest, quoted: true, malformed: rest.trim() !== '' }, end };
  }
}

function fieldEnd(text: string, at: number, delimiter: string): number {
  let end = at;
  while (end < text.length) {
    const character = text[end];
    if (character === delimiter || character === '\n' || character === '\r') break;
    end++;
  }
  return end;
}
