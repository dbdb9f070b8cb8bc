// The SQL expressions that turn a text column into values, with marks for what does not fit.
import { quoteText } from './locked-duckdb';
import { missingSpellings } from './missing';
import type { Reading } from './readings';

/** Stands for a text that the reading does not fit; no file holds this number. */
export const REFUSED = Number.MAX_VALUE;

const refused = `${REFUSED}::DOUBLE`;
const missing = "'nan'::DOUBLE";

/** A double per row: the value, NaN where missing, `REFUSED` where the text is something else. Never NULL. */
function numeric(column: string, value: string): string {
  const spellings = missingSpellings.map(quoteText).join(', ');
  // Not `IN (…)`: DuckDB turns a long one into a join per column, which costs megabytes and milliseconds each.
  const isMissing = `${column} IS NULL OR list_contains([${spellings}], ${trimmed(column)})`;
  return `coalesce(${value}, CASE WHEN ${isMissing} THEN ${missing} ELSE ${refused} END)`;
}

/** The text without spaces around it. */
function trimmed(column: string): string {
  return `trim(${column}, ' \t\r\n')`;
}

/** The expression for one column; `column` is a plain SQL name. Numeric readings give DOUBLE, categories VARCHAR. */
export function readingSql(column: string, reading: Reading): string {
  switch (reading.as) {
    case 'number': {
      const text = reading.decimal === ',' ? decimalPoint(column) : column;
      return numeric(column, `TRY_CAST(${text} AS DOUBLE)`);
    }
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

/** A point in the text would be a thousands sign or a mistake: such a text is refused. */
function decimalPoint(column: string): string {
  return `CASE WHEN NOT contains(${column}, '.') THEN replace(${column}, ',', '.') END`;
}
