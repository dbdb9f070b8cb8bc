// A small profile maker for the fake workbench: reads plain comma-separated text without quotes.
import { usualDialect } from '../../../src/core/recipe/dialect';
import type { ColumnProfile, Profile } from '../../../src/core/run/profile';
import { smoothReading } from '../../../src/core/run/reading-report';

const bins = 20;

export function profileOf(name: string, csv: string, suggestedTarget: string): Profile {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',');
  const rows = lines.map((line) =>
    line.split(',').map((cell) => (cell === '' || cell === 'NA' ? null : cell)),
  );
  return {
    path: `/home/ada/tables/${name}`,
    name,
    bytes: csv.length,
    fingerprint: `fingerprint of ${name}`,
    dialect: usualDialect,
    rows: rows.length,
    columns: names.map((column, i) =>
      columnOf(
        column,
        rows.map((row) => row[i] ?? null),
      ),
    ),
    preview: rows.slice(0, 50),
    warnings: [],
    reading: smoothReading('csv'),
    suggestedTarget,
  };
}

function columnOf(name: string, cells: readonly (string | null)[]): ColumnProfile {
  const known = cells.filter((cell) => cell !== null);
  const numbers = known.map(Number);
  const base = { name, missing: cells.length - known.length, distinct: new Set(known).size };
  return numbers.some(Number.isNaN) ? categoryOf(base, known) : numberOf(base, numbers);
}

/** What this maker does not work out. */
const unknown = { quantiles: [], outliers: null, skewness: null, kurtosis: null, meanLength: null };

type Base = Pick<ColumnProfile, 'name' | 'missing' | 'distinct'>;

function categoryOf(base: Base, known: readonly string[]): ColumnProfile {
  const counts = new Map<string, number>();
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const top = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  const nothing = { minimum: null, maximum: null, mean: null, deviation: null, median: null };
  const kind = { kind: 'category', evidence: `${base.distinct} different texts.` } as const;
  return { ...base, ...nothing, ...kind, ...unknown, type: 'category', histogram: [], top: top.slice(0, 10) };
}

function numberOf(base: Base, values: readonly number[]): ColumnProfile {
  const sorted = [...values].sort((a, b) => a - b);
  const minimum = sorted[0] ?? 0;
  const maximum = sorted.at(-1) ?? 0;
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
  const histogram = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor(((value - minimum) / (maximum - minimum || 1)) * bins));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return {
    ...base,
    ...unknown,
    kind: 'number',
    evidence: `${base.distinct} different numbers.`,
    type: 'number',
    minimum,
    maximum,
    mean,
    deviation: Math.sqrt(variance),
    median,
    histogram,
    top: [],
  };
}
