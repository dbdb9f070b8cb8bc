// The SQL expressions that turn a text column into values, with a mark for what does not fit.
import { quoteText } from './locked-duckdb';
import { missingSpellings } from './missing';
import type { Reading } from './readings';

/** Stands for a text that the reading does not fit; no file holds this number. */
export const REFUSED = Number.MAX_VALUE;

const refused = `${REFUSED}::DOUBLE`;

/** A missing spelling with spaces around it; those without arrive as NULL already (`nullstr`). */
const missingPattern = quoteText(`\\s*(${missingSpellings.map(escapePattern).join('|')})\\s*`);

function escapePattern(text: string): string {
  return text.replace(/[.?*+^$()[\]{}|\\/-]/g, '\\$&');
}

/**
 * The expression for one column; `column` is a plain SQL name. Numeric readings give a DOUBLE: the value, NaN where
 * missing, `REFUSED` where the text is something else. Categories give the text. Never NULL. DuckDB keeps 32 KB for
 * every part of an expression, and there may be thousands of columns: the usual case must have few parts.
 */
export function readingSql(column: string, reading: Reading): string {
  switch (reading.as) {
    case 'number':
      if (reading.spaced || reading.decimal === ',')
        return numeric(column, numberSql(column, reading.decimal));
      return `coalesce(TRY_CAST(coalesce(${column}, 'nan') AS DOUBLE), ${refused})`;
    case 'boolean':
      return numeric(column, `CASE lower(${trimmed(column)}) WHEN 'true' THEN 1.0 WHEN 'false' THEN 0.0 END`);
    case 'date': {
      const moment =
        reading.formats === 'iso'
          ? `TRY_CAST(${trimmed(column)} AS TIMESTAMP)`
          : `try_strptime(${trimmed(column)}, [${reading.formats.map(quoteText).join(', ')}])`;
      return numeric(column, `epoch(${moment}) / 86400`);
    }
    case 'category':
      return `coalesce(${column}, '')`;
  }
}

function numeric(column: string, value: string): string {
  const missing = `${column} IS NULL OR regexp_full_match(${column}, ${missingPattern})`;
  return `coalesce(${value}, CASE WHEN ${missing} THEN 'nan'::DOUBLE ELSE ${refused} END)`;
}

/** With a decimal comma a point would be a thousands sign or a mistake: such a text is refused. */
function numberSql(column: string, decimal: '.' | ','): string {
  const text =
    decimal === ',' ? `CASE WHEN NOT contains(${column}, '.') THEN replace(${column}, ',', '.') END` : column;
  return `TRY_CAST(${text} AS DOUBLE)`;
}

/** The text without spaces around it. */
function trimmed(column: string): string {
  return `trim(${column}, ' \t\r\n')`;
}
