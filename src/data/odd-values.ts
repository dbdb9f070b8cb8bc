// Columns that fit a reading but for a few texts: whether those are slips, missing values or a category of their own.
import type { DuckDBConnection } from '@duckdb/node-api';
import { isMissingWord, missingTest } from './missing';
import { parseNumber } from './number-text';
import { REFUSED, readingSql } from './reading-sql';
import { describeReading, ODD_SHARE, type OddValues, type Reading, SURE_VALUES } from './readings';

/** A text column of a table that DuckDB can scan again. */
export interface TextSource {
  connection: DuckDBConnection;
  /** What stands after FROM. */
  from: string;
  /** Plain SQL name of the column. */
  column: string;
  /** Spellings of missing values beside the usual ones. */
  missing: readonly string[];
}

/** A text that stands so often among odd ones is no slip. */
const REPEATED = 3;
const SHOWN = 100;

/**
 * The readings to try next on a column that the first of `readings` does not fit. Where nearly all values fit, the odd
 * ones decide: a later reading that takes them too goes first; otherwise slips and words such as "unknown" become
 * missing, and a text that comes again and again leaves the column a category.
 */
export async function readingsAfter(source: TextSource, readings: readonly Reading[]): Promise<Reading[]> {
  const [tried, ...rest] = readings;
  if (!tried) return [];
  const counts = await countFits(source, tried);
  const known = counts.fits + counts.odd;
  if (rest.some((reading) => reading.forced)) {
    return Promise.all(
      rest.map(async (reading) => {
        if (!reading.forced || reading.odd) return reading;
        const { fits, odd, missing } = await countFits(source, { ...reading, forced: undefined });
        return { ...reading, odd: { fits, count: odd, missing, examples: [], repeated: null } };
      }),
    );
  }
  if (known <= SURE_VALUES || counts.odd > known * ODD_SHARE) return rest;
  const texts = await oddTexts(source, tried);
  const isMissing = missingTest(source.missing);
  const taking = rest.find((reading) => texts.every(({ text }) => takes(reading, text.trim(), isMissing)));
  const repeated = texts.find(({ text, count }) => count >= REPEATED && !isMissingWord(text.trim()));
  const odd: OddValues = {
    fits: counts.fits,
    missing: counts.missing,
    count: counts.odd,
    examples: texts.slice(0, SHOWN).map(({ row, text }) => ({ row, text: text.trim() })),
    repeated: repeated
      ? { text: repeated.text.trim(), count: repeated.count, instead: describeReading(tried) }
      : null,
  };
  const settled: Reading[] = repeated ? [{ as: 'category', odd }] : [{ ...tried, forced: true, odd }];
  return taking ? [taking, ...settled] : [...withoutCategory(rest), ...settled];
}

const withoutCategory = (readings: readonly Reading[]) =>
  // A date or a boolean is another reading altogether; further ways to read numbers are known not to take the odd texts.
  readings.filter((reading) => reading.as === 'date' || reading.as === 'boolean');

function takes(reading: Reading, text: string, isMissing: (text: string) => boolean): boolean {
  if (reading.as !== 'number' || reading.plain) return false;
  return isMissing(text) || parseNumber(text, reading.style) !== null;
}

async function countFits(
  source: TextSource,
  reading: Reading,
): Promise<{ fits: number; odd: number; missing: number }> {
  const value = readingSql('c', reading);
  const rows = await source.connection.runAndReadAll(
    `SELECT count(*) FILTER (v = ${REFUSED}::DOUBLE), count(*) FILTER (isnan(v)), count(*)
     FROM (SELECT ${value} AS v FROM (SELECT ${source.column} AS c FROM ${source.from}))`,
  );
  const [odd, missing, all] = (rows.getRows()[0] ?? []).map(Number) as [number, number, number];
  return { fits: all - odd - missing, odd, missing };
}

/** The texts that do not fit, the most frequent first, each with the first row that has it (from 0). */
async function oddTexts(
  source: TextSource,
  reading: Reading,
): Promise<{ text: string; count: number; row: number }[]> {
  const rows = await source.connection.runAndReadAll(
    `SELECT c, count(*) AS n, min(r) AS first
     FROM (SELECT row_number() OVER () - 1 AS r, ${source.column} AS c FROM ${source.from})
     WHERE ${readingSql('c', reading)} = ${REFUSED}::DOUBLE GROUP BY c ORDER BY n DESC, first`,
  );
  return rows
    .getRows()
    .map(([text, count, row]) => ({ text: String(text), count: Number(count), row: Number(row) }));
}

/** One sentence about the odd texts of a column. `firstLine`: of the first row, where every row is one line. */
export function oddWarning(name: string, reading: Reading, firstLine: number | undefined): string | null {
  const { odd } = reading;
  if (!odd || odd.count === 0) return null;
  const known = count(odd.fits + odd.count);
  if (odd.repeated) {
    const { text, count: times, instead } = odd.repeated;
    return `Column "${name}" was read as a category: "${text}" stands in ${count(times)} rows, while ${count(odd.fits)} of ${known} values are ${instead}. If it means missing, name it among the missing values.`;
  }
  const shown = odd.examples.slice(0, 3).map(({ row, text }) => {
    const place = firstLine === undefined ? `row ${count(row + 1)}` : `line ${count(row + firstLine)}`;
    return `"${shortened(text)}" (${place})`;
  });
  const list = shown.length === 0 ? '' : `: ${shown.join(', ')}${odd.count > shown.length ? ' …' : ''}`;
  return `Column "${name}": ${count(odd.count)} of ${known} values ${odd.count === 1 ? 'is not among' : 'are not'} ${describeReading(reading)}, taken as missing${list}.`;
}

/** Whether a reading says more than that the values are numbers or words. */
export function isTelling(reading: Reading): boolean {
  if (reading.odd) return true;
  return reading.as === 'date' || (reading.as === 'number' && describeReading(reading) !== 'numbers');
}

/** The evidence for the type of a column, as one sentence. `known`: its values that are not missing. */
export function readingEvidence(reading: Reading, known: number): string {
  const what = describeReading(reading);
  if (reading.as === 'category') {
    return reading.odd?.repeated
      ? `${count(reading.odd.fits)} of ${count(known)} values are ${reading.odd.repeated.instead}; "${shortened(reading.odd.repeated.text)}" and others are not.`
      : `${count(known)} values are ${what}.`;
  }
  const odd = reading.odd?.count ?? 0;
  return odd === 0
    ? `All ${count(known)} known values are ${what}.`
    : `${count(known)} of ${count(known + odd)} values are ${what}.`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
