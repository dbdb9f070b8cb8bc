// How well one column alone predicts the target: a tiny model, judged on rows that it has not seen.
import { createRandom, permutation, streamOf } from '../random';
import { type Feature, isKnownIn } from './feature';
import { askTree, growTree, type TreeTarget } from './tiny-tree';

const FOLDS = 5;
/** Folds of fewer rows make no model. */
const LEAST_ROWS = 50;
/** Classes beyond so many make the tiny model large. */
const MOST_CLASSES = 30;

/** The target of the tiny model: class weights by which every class counts alike, or numbers. */
export function treeTarget(target: Feature): TreeTarget | null {
  if (target.as === 'numbers') return { width: 1, values: target.values };
  const { codes, classes } = target;
  if (classes > MOST_CLASSES) return null;
  const counts = new Float64Array(classes);
  for (const code of codes) counts[code] = (counts[code] as number) + 1;
  const values = new Float64Array(codes.length * classes);
  codes.forEach((code, row) => {
    values[row * classes + code] = codes.length / (classes * (counts[code] as number));
  });
  return { width: classes, values };
}

/** Predicts a target vector for a row. */
type Model = (row: number) => Float64Array;

/** A tree for numbers, a table of means for classes; missing values are a leaf of their own. Rows are those to learn from. */
export function fitAlone(
  feature: Feature,
  rows: Int32Array,
  order: ArrayLike<number>,
  target: TreeTarget,
): Model {
  const fallback = meanVector(target, rows);
  const missing = rows.filter((row) => !isKnownIn(feature, row));
  const ofMissing = missing.length >= 3 ? meanVector(target, missing) : fallback;
  if (feature.as === 'classes') {
    const table = classMeans(feature.codes, rows, feature.classes, target);
    return (row) => {
      const code = feature.codes[row] as number;
      return code < 0 ? ofMissing : (table[code] ?? fallback);
    };
  }
  const learning = new Uint8Array(feature.values.length);
  for (const row of rows) if (isKnownIn(feature, row)) learning[row] = 1;
  const ordered = Array.prototype.filter.call(order, (row: number) => learning[row] === 1) as number[];
  if (ordered.length === 0) return () => ofMissing;
  const tree = growTree(feature.values, ordered, target);
  return (row) => {
    const value = feature.values[row] as number;
    return Number.isNaN(value) ? ofMissing : askTree(tree, value);
  };
}

function meanVector({ width, values }: TreeTarget, rows: Int32Array): Float64Array {
  const mean = new Float64Array(width);
  for (const row of rows)
    for (let c = 0; c < width; c++)
      mean[c] = (mean[c] as number) + (values[row * width + c] as number) / rows.length;
  return mean;
}

function classMeans(
  codes: Int32Array,
  rows: Int32Array,
  classes: number,
  { width, values }: TreeTarget,
): (Float64Array | undefined)[] {
  const counts = new Float64Array(classes);
  const sums: (Float64Array | undefined)[] = [];
  for (const row of rows) {
    const code = codes[row] as number;
    if (code < 0) continue;
    const sum = (sums[code] ??= new Float64Array(width));
    counts[code] = (counts[code] as number) + 1;
    for (let c = 0; c < width; c++) sum[c] = (sum[c] as number) + (values[row * width + c] as number);
  }
  return sums.map((sum, code) => sum?.map((value) => value / (counts[code] as number)));
}

/** The rows with a value, by ascending value. */
export function knownOrder(values: Float64Array): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) rows.push(row);
  return Uint32Array.from(rows).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

/** Rows that learn and rows that judge, five times over. */
export function foldsOf(rows: number, seed: number): { learn: Int32Array; judge: Int32Array }[] {
  const order = permutation(rows, createRandom(seed, streamOf('alone')));
  return Array.from({ length: FOLDS }, (_, fold) => ({
    learn: order.filter((_row, i) => i % FOLDS !== fold),
    judge: order.filter((_row, i) => i % FOLDS === fold),
  }));
}

/**
 * R² on held-out rows, or (balanced accuracy − chance) / (1 − chance), both at least 0; null where the rows are too few
 * or the classes too many.
 */
export function skillAlone(
  feature: Feature,
  target: Feature,
  vectors: TreeTarget | null,
  folds: readonly { learn: Int32Array; judge: Int32Array }[],
): number | null {
  const rows = target.as === 'numbers' ? target.values.length : target.codes.length;
  if (!vectors || rows < LEAST_ROWS) return null;
  const order = feature.as === 'numbers' ? knownOrder(feature.values) : [];
  const predicted = new Float64Array(rows);
  for (const { learn, judge } of folds) {
    const model = fitAlone(feature, learn, order, vectors);
    for (const row of judge) {
      const vector = model(row);
      predicted[row] = target.as === 'numbers' ? (vector[0] as number) : largest(vector);
    }
  }
  const skill =
    target.as === 'numbers' ? rSquared(target.values, predicted) : balancedSkill(target, predicted);
  return Math.max(0, skill);
}

function largest(vector: Float64Array): number {
  let best = 0;
  for (let i = 1; i < vector.length; i++) if ((vector[i] as number) > (vector[best] as number)) best = i;
  return best;
}

function rSquared(truth: Float64Array, predicted: Float64Array): number {
  const centre = truth.reduce((sum, value) => sum + value / truth.length, 0);
  let errors = 0;
  let all = 0;
  truth.forEach((value, i) => {
    errors += (value - (predicted[i] as number)) ** 2;
    all += (value - centre) ** 2;
  });
  return all > 0 ? 1 - errors / all : 0;
}

function balancedSkill(
  { codes, classes }: { codes: Int32Array; classes: number },
  predicted: Float64Array,
): number {
  const counts = new Float64Array(classes);
  const right = new Float64Array(classes);
  codes.forEach((code, i) => {
    counts[code] = (counts[code] as number) + 1;
    if (predicted[i] === code) right[code] = (right[code] as number) + 1;
  });
  const present = [...counts.keys()].filter((code) => (counts[code] as number) > 0);
  const accuracy =
    present.reduce((sum, code) => sum + (right[code] as number) / (counts[code] as number), 0) /
    present.length;
  const chance = 1 / present.length;
  return present.length < 2 ? 0 : (accuracy - chance) / (1 - chance);
}
