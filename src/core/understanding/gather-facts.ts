// Works out what the warnings are judged from, step by step, so that it can be cancelled between two steps.
import { resolveTarget, type ResolvedTarget } from '../preparation/resolve-target';
import { createRandom, streamOf } from '../random';
import type { Recipe } from '../recipe/recipe';
import type { ColumnProfile } from '../run/profile';
import type { Association, Understanding } from '../run/understanding';
import type { Column, Table } from '../table';
import { foldsOf, skillAlone, treeTarget } from './alone';
import { associate } from './associate';
import { type ColumnScan, scanColumns } from './scan-columns';
import { describeTarget } from './describe-target';
import { measureDrift } from './drift';
import type { ColumnFacts, Facts } from './facts';
import type { Feature } from './feature';
import { measurePairs, type PairTable } from './measure-pairs';
import { measureTime } from './time-order';

export interface UnderstandInput {
  table: Table;
  /** The test file's table; null without one. */
  test: Table | null;
  recipe: Recipe;
  /** The profile of a column over all of its rows. */
  profile: (column: Column) => ColumnProfile;
}

/** What the warnings are judged from, and what the page shows beside them. */
export interface Gathered {
  facts: Facts;
  pairs: PairTable;
  sampledRows: number;
  notes: string[];
}

/** Rows and columns that associations are worked out on, at the most. */
export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 200;

/** Shares of the work, about. */
const SCANNED = 0.4;
const ASSOCIATED = 0.75;
const PAIRED = 0.95;

/** Yields the share of the work that is done. Throws a HoneError for a target that cannot be learned. */
export function* gatherFacts(input: UnderstandInput): Generator<number, Gathered> {
  const { table, recipe } = input;
  const resolved = resolveTarget(table, recipe);
  const target = describeTarget(resolved);
  const scan = yield* within(0, SCANNED, scanColumns(input, resolved, MOST_ROWS));
  const goal = targetFeature(resolved, scan.sample);
  const associations = yield* within(SCANNED, ASSOCIATED, associateAll(scan, goal, recipe.seed));
  const columns = scan.columns.map(
    ({ facts }): ColumnFacts => ({ ...facts, association: associations.get(facts.profile.name) ?? null }),
  );
  const strongest = [...associations.values()].sort((a, b) => b.strength - a.strength).slice(0, MOST_COLUMNS);
  const chosen = new Set(strongest.map(({ column }) => column));
  const paired = scan.columns.flatMap(({ feature }) => (feature && chosen.has(feature.name) ? feature : []));
  const pairs = yield* within(ASSOCIATED, PAIRED, measurePairs(paired));
  const drift = scan.test
    ? measureDrift(scan.test.features, scan.test.trainRows, scan.test.rows, recipe.seed)
    : null;
  const times = scan.times.flatMap((time) => measureTime(time, goal, recipe.seed) ?? []);
  yield 1;
  return {
    facts: {
      ...{ recipe, rows: table.rows, target, columns, drift, times },
      pairs: pairs.strongest,
      repeats: scan.repeats,
    },
    pairs,
    sampledRows: scan.sample.length,
    notes: notesOf(resolved.rows.length, scan, associations.size),
  };
}

/** The shares of a step as shares of the whole. */
function* within<Result>(
  from: number,
  to: number,
  step: Generator<number, Result>,
): Generator<number, Result> {
  for (;;) {
    const { done, value } = step.next();
    if (done) return value as Result;
    yield from + (to - from) * (value as number);
  }
}

/** The target on the sampled rows, where it is always known. */
function targetFeature({ name, task, classes, values }: ResolvedTarget, sample: Int32Array): Feature {
  if (task === 'regression')
    return { name, as: 'numbers', values: Float64Array.from(sample, (row) => values[row] as number) };
  return { name, as: 'classes', codes: sample.map((row) => values[row] as number), classes: classes.length };
}

function* associateAll(
  scan: ColumnScan,
  target: Feature,
  seed: number,
): Generator<number, Map<string, Association>> {
  const vectors = treeTarget(target);
  const folds = foldsOf(scan.sample.length, seed);
  const found = new Map<string, Association>();
  const features = scan.columns.flatMap(({ feature }) => feature ?? []);
  for (const [i, feature] of features.entries()) {
    const random = createRandom(seed, streamOf(feature.name));
    const alone = skillAlone(feature, target, vectors, folds);
    found.set(feature.name, { column: feature.name, ...associate(feature, target, random), alone });
    yield i / features.length;
  }
  return found;
}

function notesOf(known: number, { sample, textColumns }: ColumnScan, features: number): string[] {
  const amount = (value: number) => value.toLocaleString('en-US');
  const notes: string[] = [];
  if (sample.length < known)
    notes.push(
      `Associations were worked out on ${amount(sample.length)} of ${amount(known)} rows, drawn at random.`,
    );
  if (features > MOST_COLUMNS)
    notes.push(
      `Pairs were looked at among the ${MOST_COLUMNS} of ${amount(features)} columns that go with the target most.`,
    );
  if (textColumns > 0)
    notes.push(
      `${textColumns === 1 ? '1 column of free text has' : `${textColumns} columns of free text have`} no association.`,
    );
  return notes;
}

/** The shape in which the page gets it all but the warnings. */
export function summarize({ facts, pairs, sampledRows, notes }: Gathered): Omit<Understanding, 'warnings'> {
  const { repeats } = facts;
  return {
    rows: facts.rows,
    sampledRows,
    pairedColumns: pairs.columns.length,
    target: facts.target,
    associations: facts.columns
      .flatMap(({ association }) => association ?? [])
      .sort((a, b) => b.strength - a.strength),
    pairs: { ...pairs, columns: [...pairs.columns] },
    duplicates: { ...repeats.duplicates, shared: repeats.shared?.rows ?? null },
    contradictions: repeats.contradictions,
    notes,
  };
}
