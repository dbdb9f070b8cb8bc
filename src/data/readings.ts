// The ways in which a column's texts may be read, most special first.
import { isMissing } from './missing';

/** How the texts of one column become values. */
export type Reading =
  | { as: 'boolean' }
  /** `spaced`: missing values may be spelt with spaces around them, which takes longer to see. */
  | { as: 'number'; decimal: '.' | ','; spaced: boolean }
  /** `formats` of DuckDB's strptime, tried in order; `iso` is its own cast. */
  | { as: 'date'; formats: 'iso' | readonly string[] }
  | { as: 'category' };

const numberPattern = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;
const commaNumberPattern = /^[+-]?(?:\d+(?:,\d+)?|,\d+)(?:[eE][+-]?\d+)?$/;
const booleanPattern = /^(?:true|false)$/i;
const isoPattern =
  /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/;
const namedDatePattern = /^\d{1,2}([./-])\d{1,2}\1\d{4}(?: +\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)?$/i;

/** Whether a trimmed text is a number with a decimal comma. */
export function isCommaNumberText(text: string): boolean {
  return commaNumberPattern.test(text);
}

/** Whether a trimmed text is a number, a boolean or a date: anything that a column name seldom is. */
export function isTypedText(text: string): boolean {
  return [numberPattern, booleanPattern, isoPattern, namedDatePattern].some((pattern) => pattern.test(text));
}

/** With the time of day in every common spelling, the day alone last. */
function dayAndTime(day: string): string[] {
  return [`${day} %H:%M:%S`, `${day} %H:%M`, `${day} %I:%M:%S %p`, `${day} %I:%M %p`, day];
}

/** Readings of dates with the year last. A dot stands for day first; with other signs the numbers decide, else month first. */
function namedDateReadings(texts: readonly string[]): Reading[] {
  const separator = namedDatePattern.exec(texts[0] as string)?.[1] as string;
  const read = (first: string, second: string): Reading => ({
    as: 'date',
    formats: dayAndTime(`%${first}${separator}%${second}${separator}%Y`),
  });
  return separator === '.' ? [read('d', 'm')] : [read('m', 'd'), read('d', 'm')];
}

/**
 * The readings that fit a sample of a column's texts, in the order in which to try them on the whole column;
 * the last is always `category`. A column without any known text in the sample may turn out to be anything.
 */
export function readingsOf(sample: readonly string[], decimalComma: boolean): Reading[] {
  const texts = sample.map((text) => text.trim()).filter((text) => !isMissing(text));
  const spaced = sample.some((text) => text !== text.trim() && isMissing(text.trim()));
  const all = (pattern: RegExp) => texts.every((text) => pattern.test(text));
  const readings: Reading[] = [];
  if (all(numberPattern)) {
    if (!spaced) readings.push({ as: 'number', decimal: '.', spaced: false });
    readings.push({ as: 'number', decimal: '.', spaced: true });
  }
  if (all(booleanPattern)) readings.push({ as: 'boolean' });
  if (decimalComma && all(commaNumberPattern)) readings.push({ as: 'number', decimal: ',', spaced: true });
  if (all(isoPattern)) readings.push({ as: 'date', formats: 'iso' });
  if (texts.length > 0 && all(namedDatePattern)) readings.push(...namedDateReadings(texts));
  readings.push({ as: 'category' });
  return readings;
}
