// Splits delimited text into rows and fields: for the sample that the dialect and the preview are made of.
import { type Field, type RowRules, readRow } from './rows/read-row';

export type { Field } from './rows/read-row';

export interface TokenizeOptions {
  delimiter: string;
  /** Empty if nothing is quoted. */
  quote: string;
  /** Stands before a quote within quotes; empty if it is doubled there. */
  escape?: string;
  /** Whether the text ends where the file ends; if not, the last row may be cut and is left out. */
  complete: boolean;
  /** Rows at the most. */
  limit: number;
}

/** Rows of delimited text, read strictly; lines without any character are skipped. */
export function tokenize(text: string, options: TokenizeOptions): Field[][] {
  const { delimiter, quote, escape = '', complete, limit } = options;
  const rules: RowRules = { delimiter, quote, escape };
  const rows: Field[][] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    const row = readRow(text, at, rules);
    at = row.end;
    if ((row.endsLine || complete) && !isBlank(row.fields)) rows.push(row.fields);
  }
  return rows;
}

/** Whether a line had no character at all. */
export function isBlank(row: readonly Field[]): boolean {
  const [only] = row;
  return row.length === 1 && only !== undefined && only.text === '' && !only.quoted;
}
