// The rows of a sample under one candidate for the dialect, read so that one wild quote spoils no more than its line.
import { countLineEnds } from '../rows/mend-row';
import { type Field, type Row, type RowRules, readRow } from '../rows/read-row';

export interface SampleRow {
  fields: Field[];
  /** The row as it stands, without its line end. */
  raw: string;
  /** Line of the file on which the row begins, from 1. */
  line: number;
  /** Line after the row's last. */
  nextLine: number;
  /** No character at all. */
  blank: boolean;
  comment: boolean;
  /** Its quotes do not fit the rules. */
  malformed: boolean;
  /** Cells with some text. */
  filled: number;
}

/** `complete`: the text ends where the file ends; else a last row without line end is left out. */
export function sampleRows(
  text: string,
  rules: RowRules,
  options: { comment: string; complete: boolean; limit: number },
): SampleRow[] {
  const rows: SampleRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && rows.length < options.limit) {
    const comment = options.comment !== '' && text.startsWith(options.comment, at);
    const { row, malformed } = comment
      ? { row: readRow(text, at, { delimiter: '', quote: '', escape: '' }), malformed: false }
      : readCarefully(text, at, rules);
    const nextLine = line + Math.max(1, countLineEnds(text, at, row.end));
    if (row.endsLine || options.complete)
      rows.push({ ...describe(row, comment, malformed), raw: rawOf(text, at, row.end), line, nextLine });
    at = row.end;
    line = nextLine;
  }
  return rows;
}

/** Strictly if that works, else with quotes that close at delimiters only, else without quotes. */
function readCarefully(text: string, at: number, rules: RowRules): { row: Row; malformed: boolean } {
  const strict = readRow(text, at, rules);
  if (!strict.malformed) return { row: strict, malformed: false };
  const tolerant = readRow(text, at, rules, 'tolerant');
  if (!tolerant.malformed && countLineEnds(text, at, tolerant.end) <= 1)
    return { row: tolerant, malformed: true };
  return { row: readRow(text, at, { ...rules, quote: '' }), malformed: true };
}

function describe(
  row: Row,
  comment: boolean,
  malformed: boolean,
): Omit<SampleRow, 'raw' | 'line' | 'nextLine'> {
  const [only] = row.fields;
  const blank = row.fields.length === 1 && only?.text.trim() === '' && !only.quoted;
  const filled = row.fields.filter((field) => field.text.trim() !== '').length;
  return { fields: row.fields, blank, comment, malformed, filled };
}

const rawOf = (text: string, from: number, to: number) => text.slice(from, to).replace(/\r?\n$|\r$/, '');
