// One look at every column: its profile, its values on the sampled rows, and its part in the hashes of the rows.
import { isKnown } from '../preparation/column-text';
import type { ResolvedTarget } from '../preparation/resolve-target';
import { addColumn, emptyHashes } from '../preparation/row-hashes';
import type { ColumnProfile } from '../run/profile';
import { cramersV, contingency } from '../statistics/contingency';
import { correlationRatio } from '../statistics/correlation';
import { type CategoryColumn, type Column, findColumn, type Table } from '../table';
import { categoryTexts } from './category-texts';
import { countShared } from './equal-rows';
import type { ColumnFacts } from './facts';
import { type Feature, featureOf, isKnownIn, type NumberFeature } from './feature';
import type { UnderstandInput } from './gather-facts';
import { findRepeats, type RepeatFacts } from './repeats';
import { sampleRows, takeRows } from './sample';
import { findTextFaults } from './text-faults';

/** Rows of each file that a difference of the files is looked for in. */
const MOST_DRIFT_ROWS = 4000;

export interface ScannedColumn {
  facts: Omit<ColumnFacts, 'association'>;
  feature: Feature | null;
}

export interface ColumnScan {
  /** Rows of the table with a target, ascending. */
  sample: Int32Array;
  /** Columns that the model would see. */
  columns: readonly ScannedColumn[];
  /** Columns of dates, and the one that the recipe calls the time. */
  times: readonly NumberFeature[];
  textColumns: number;
  repeats: RepeatFacts;
  /** Both files one after the other, training rows first. */
  test: { features: Feature[]; trainRows: number; rows: number } | null;
}

/** Yields the share of the columns that is done; each column's values are read once and let go. */
export function* scanColumns(
  { table, test, recipe, profile }: UnderstandInput,
  resolved: ResolvedTarget,
  mostRows: number,
): Generator<number, ColumnScan> {
  const sample = sampleRows(resolved.rows, mostRows, recipe.seed);
  const { target, ignore, weight, id, group, part, time } = recipe.data;
  const unseen = new Set([target, weight, group, part, time, ...ignore, ...id]);
  const hashes = createRowSets(table, test);
  const drift = createDriftRows(table, test, recipe.seed);
  const goal = findColumn(table, target) as Column;
  const columns: ScannedColumn[] = [];
  const times: NumberFeature[] = [];
  for (const [i, column] of table.columns.entries()) {
    const isFeature = !unseen.has(column.name);
    const other = test && findColumn(test, column.name);
    if (isFeature || column.name === time) {
      const found = profile(column);
      const sampled = takeRows(column, sample);
      const feature = featureOf(sampled, found);
      if (feature?.as === 'numbers' && (column.type === 'date' || column.name === time)) times.push(feature);
      if (isFeature) {
        columns.push({ facts: scanOne(column, sampled, found, resolved, sample), feature });
        if (found.kind !== 'id') hashes.addFeature(column, other, likenessOf(sampled), found.distinct);
        // The times and numbers of rows differ by design.
        if (other && found.kind !== 'date' && found.kind !== 'id') drift?.add(column, other, found);
      }
    }
    yield (i + 1) / table.columns.length;
  }
  return {
    ...{ sample, columns: withDateOrder(columns, times), times },
    textColumns: columns.filter(({ facts }) => facts.profile.kind === 'text').length,
    repeats: hashes.find(goal, test && findColumn(test, target), resolved),
    test: drift && { features: drift.features, trainRows: drift.trainRows, rows: drift.rows },
  };
}

function scanOne(
  column: Column,
  sampled: Column,
  profile: ColumnProfile,
  resolved: ResolvedTarget,
  sample: Int32Array,
): Omit<ColumnFacts, 'association'> {
  return {
    profile,
    missingTells: profile.missing === 0 ? 0 : missingTells(sampled, resolved, sample),
    sampled: runsOf(sampled),
    texts: column.type === 'category' ? textFaultsOf(column) : null,
    after: [],
  };
}

function textFaultsOf(column: CategoryColumn): ColumnFacts['texts'] {
  return findTextFaults(column, categoryTexts(column).counts);
}

/** How far the target depends on whether the value is missing. */
function missingTells(sampled: Column, { task, values }: ResolvedTarget, sample: Int32Array): number {
  const missing = sample.map((_, i) => (isKnown(sampled, i) ? 0 : 1));
  const targets = Float64Array.from(sample, (row) => values[row] as number);
  return (
    (task === 'regression'
      ? correlationRatio(targets, missing, 2)
      : cramersV(contingency(missing, Int32Array.from(targets)))) ?? 0
  );
}

/** Known values, different ones, and stretches of one value. */
function runsOf(sampled: Column): ColumnFacts['sampled'] {
  const rows = sampled.type === 'category' ? sampled.codes.length : sampled.values.length;
  const distinct = new Set<number | string>();
  let known = 0;
  let runs = 0;
  let before: number | string | null = null;
  for (let row = 0; row < rows; row++) {
    if (!isKnown(sampled, row)) continue;
    const value = (sampled.type === 'category' ? sampled.codes[row] : sampled.values[row]) as number | string;
    known++;
    if (value !== before) runs++;
    before = value;
    distinct.add(value);
  }
  return { known, distinct: distinct.size, runs };
}

const LEAST_ORDERED = 0.99;
const LEAST_ORDERED_ROWS = 20;

/** For each date column the other date columns that it almost never comes before, and mostly after. */
function withDateOrder(columns: readonly ScannedColumn[], times: readonly NumberFeature[]): ScannedColumn[] {
  return columns.map((column) => {
    const { feature } = column;
    if (feature?.as !== 'numbers' || !times.includes(feature)) return column;
    const after = times.filter((other) => other !== feature && comesAfter(feature, other));
    return { ...column, facts: { ...column.facts, after: after.map(({ name }) => name) } };
  });
}

function comesAfter(a: NumberFeature, b: NumberFeature): boolean {
  let both = 0;
  let notBefore = 0;
  let later = 0;
  for (let row = 0; row < a.values.length; row++) {
    if (!isKnownIn(a, row) || !isKnownIn(b, row)) continue;
    both++;
    const difference = (a.values[row] as number) - (b.values[row] as number);
    if (difference >= 0) notBefore++;
    if (difference > 0) later++;
  }
  return both >= LEAST_ORDERED_ROWS && notBefore >= LEAST_ORDERED * both && later * 2 > both;
}

/** A column of more different values is a measure or a name, not the answer to a question. */
const MOST_ANSWERS = 20;

/** Probability that two rows have the same value. */
function likenessOf(sampled: Column): number {
  const values: ArrayLike<number | string> = sampled.type === 'category' ? sampled.codes : sampled.values;
  const counts = new Map<number | string, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number | string;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let pairs = 0;
  for (const count of counts.values()) pairs += count * (count - 1);
  return values.length < 2 ? 1 : pairs / (values.length * (values.length - 1));
}

/** Collects the hashes of both files' rows. */
function createRowSets(table: Table, test: Table | null) {
  const features = emptyHashes(table.rows);
  // Of the columns that both files have, as one that is missing in the test file would make every row differ.
  const both = test && { own: emptyHashes(table.rows), other: emptyHashes(test.rows) };
  const nature = { chance: 1, detailed: false };
  const share = (column: Column, other: Column | null | undefined) => {
    if (!both || !other) return;
    addColumn(column, both.own);
    addColumn(other, both.other);
  };
  return {
    addFeature(column: Column, other: Column | null | undefined, likeness: number, distinct: number) {
      nature.chance *= likeness;
      if (distinct > MOST_ANSWERS) nature.detailed = true;
      addColumn(column, features);
      share(column, other);
    },
    find(column: Column, other: Column | null | undefined, resolved: ResolvedTarget): RepeatFacts {
      share(column, other);
      const all = { low: features.low.slice(), high: features.high.slice() };
      addColumn(column, all);
      const found = findRepeats(all, features, targetOf(resolved), nature);
      const shared = both && { rows: countShared(both.own, both.other), of: both.other.low.length };
      return { ...found, shared };
    },
  };
}

/** The target on every row. */
function targetOf({ name, task, values, classes }: ResolvedTarget): Feature {
  if (task === 'regression') return { name, as: 'numbers', values };
  const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value));
  return { name, as: 'classes', codes, classes: classes.length };
}

/** Collects the columns that both files have, on as many rows of each. */
function createDriftRows(table: Table, test: Table | null, seed: number) {
  if (!test) return null;
  const all = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);
  const own = sampleRows(all(table.rows), MOST_DRIFT_ROWS, seed);
  const others = sampleRows(all(test.rows), MOST_DRIFT_ROWS, seed);
  const features: Feature[] = [];
  return {
    ...{ features, trainRows: own.length, rows: others.length },
    add(column: Column, other: Column, profile: ColumnProfile) {
      const first = featureOf(takeRows(column, own), profile);
      const second = featureOf(takeRows(other, others), profile);
      if (first && second) features.push(...joined(first, second, column, other));
    },
  };
}

/** Both files' values one after the other; texts of the second are found among those of the first. */
function joined(first: Feature, second: Feature, column: Column, other: Column): Feature[] {
  if (first.as === 'numbers' && second.as === 'numbers') {
    const values = new Float64Array(first.values.length + second.values.length);
    values.set(first.values);
    values.set(second.values, first.values.length);
    return [{ ...first, values }];
  }
  if (
    column.type !== 'category' ||
    other.type !== 'category' ||
    first.as !== 'classes' ||
    second.as !== 'classes'
  )
    return [];
  const known = new Map(column.categories.map((text, code) => [text, code]));
  const fresh = column.categories.length;
  const codes = new Int32Array(first.codes.length + second.codes.length);
  codes.set(first.codes);
  second.codes.forEach((code, i) => {
    codes[first.codes.length + i] = code < 0 ? -1 : (known.get(other.categories[code] as string) ?? fresh);
  });
  return [{ ...first, codes, classes: fresh + 1 }];
}
