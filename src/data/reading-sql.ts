// The SQL expressions that turn a text column into values, with a mark for what does not fit.
import { quoteText } from './locked-duckdb';
import { missingSpellings } from './missing';
import { numberPattern, numberSigns, type NumberStyle } from './number-text';
import type { Reading } from './readings';

/** Stands for a text that the reading does not fit; no file holds this number. */
export const REFUSED = Number.MAX_VALUE;

const refused = `${REFUSED}::DOUBLE`;
const missing = "'nan'::DOUBLE";

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
  const value = strictSql(column, reading);
  if (!reading.forced || reading.as === 'category') return value;
  return `coalesce(nullif(${value}, ${refused}), ${missing})`;
}

function strictSql(column: string, reading: Reading): string {
  switch (reading.as) {
    case 'number':
      return reading.plain
        ? plainNumberSql(column, reading.style.decimal)
        : numeric(column, numberSql(column, reading.style, reading.trailing), reading.missing);
    case 'boolean': {
      const { yes, no } = reading;
      const cases = `WHEN ${quoteText(yes)} THEN 1.0 WHEN ${quoteText(no)} THEN 0.0`;
      return numeric(column, `CASE lower(${trimmed(column)}) ${cases} END`);
    }
    case 'date': {
      const { formats } = reading.form;
      if (formats === 'days') return plainNumberSql(column, '.');
      const text = rewriteSql(column, reading.form);
      const moment =
        formats === 'iso'
          ? `TRY_CAST(${text} AS TIMESTAMP)`
          : `try_strptime(${text}, [${formats.map(quoteText).join(', ')}])`;
      return numeric(column, `epoch(${moment}) / 86400`);
    }
    case 'category':
      return `coalesce(${column}, '')`;
  }
}

/** `absent`: values that stand for a missing one. */
function numeric(column: string, value: string, absent: readonly number[] = []): string {
  const isMissing = `${column} IS NULL OR regexp_full_match(${column}, ${missingPattern})`;
  const marked = absent.map((number) => `WHEN ${number}::DOUBLE THEN ${missing}`).join(' ');
  const known = absent.length === 0 ? value : `CASE ${value} ${marked} ELSE ${value} END`;
  return `coalesce(${known}, CASE WHEN ${isMissing} THEN ${missing} ELSE ${refused} END)`;
}

/** A missing value with spaces around it is refused here: such are few, and looked at one by one. */
function plainNumberSql(column: string, decimal: '.' | ','): string {
  const known = `coalesce(${column}, 'nan')`;
  // With a decimal comma a point would be a thousands sign or a mistake: such a text must not pass.
  const text = decimal === '.' ? known : `translate(${known}, ',.', '.#')`;
  return `coalesce(TRY_CAST(${text} AS DOUBLE), ${refused})`;
}

function numberSql(column: string, style: NumberStyle, trailing: boolean): string {
  const { from, to } = numberSigns(style);
  const amount = style.unit === '' ? column : `replace(${column}, ${quoteText(style.unit)}, '')`;
  const plain = `translate(${amount}, ${quoteText(from)}, ${quoteText(to)})`;
  const text = trailing ? `regexp_replace(${plain}, '^(.*)-$', '-\\1')` : plain;
  const fits = `regexp_full_match(${column}, ${quoteText(numberPattern(style))})`;
  return `CASE WHEN ${fits} THEN TRY_CAST(${text} AS DOUBLE) END`;
}

function rewriteSql(
  column: string,
  {
    rewrite,
    words,
  }: { rewrite: readonly (readonly [string, string])[]; words: readonly (readonly [string, string])[] },
): string {
  const text = trimmed(column);
  if (rewrite.length === 0) return text;
  const shaped = rewrite.reduce(
    (inner, [pattern, by]) => `regexp_replace(${inner}, ${quoteText(pattern)}, ${quoteText(by)})`,
    `lower(${text})`,
  );
  const named = words.reduce(
    (inner, [from, by]) => `replace(${inner}, ${quoteText(from)}, ${quoteText(by)})`,
    shaped,
  );
  return `trim(${named})`;
}

/** The text without spaces around it. */
function trimmed(column: string): string {
  return `trim(${column}, ' \t\r\n')`;
}
