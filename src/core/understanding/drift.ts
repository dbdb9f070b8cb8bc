// Whether the rows of the test file come from where the training rows come from: a classifier two-sample test.
import { createRandom, permutation, type Random, streamOf } from '../random';
import { ranks } from '../statistics/ranks';
import { fitAlone, knownOrder, treeTarget } from './alone';
import type { Feature } from './feature';

export interface ColumnDrift {
  name: string;
  /** Held-out area under the curve of telling the files apart by this column alone; ½ is chance. */
  area: number;
}

/** Lopez-Paz and Oquab 2017, "Revisiting classifier two-sample tests" (arXiv 1610.06545). */
export interface DriftFacts {
  /** Of all columns together, on held-out rows. */
  area: number;
  /** Share of permutations of the file names that reach this area. */
  pValue: number;
  /** Held-out rows. */
  rows: number;
  /** Largest area first. */
  columns: readonly ColumnDrift[];
}

const PERMUTATIONS = 1999;
const LEAST_ROWS = 20;
/** Keeps the log odds of a leaf that holds rows of one file only finite. */
const PRIOR = 0.02;

/**
 * Half of the rows of both files teach one tiny tree per column; on the other half the sum of their log odds must tell
 * the files apart. Each feature holds the training rows first, then so many test rows.
 */
export function measureDrift(
  features: readonly Feature[],
  trainRows: number,
  testRows: number,
  seed: number,
): DriftFacts | null {
  if (Math.min(trainRows, testRows) < LEAST_ROWS || features.length === 0) return null;
  const total = trainRows + testRows;
  const isTest = Int32Array.from({ length: total }, (_, row) => (row < trainRows ? 0 : 1));
  const vectors = treeTarget({ name: '', as: 'classes', codes: isTest, classes: 2 });
  if (!vectors) return null;
  const random = createRandom(seed, streamOf('drift'));
  const order = permutation(total, random);
  const half = total >> 1;
  const [learn, judge] = [order.slice(0, half), order.slice(half)];
  const labels = judge.map((row) => isTest[row] as number);
  const sums = new Float64Array(judge.length);
  const columns = features.map((feature) => {
    const byValue = feature.as === 'numbers' ? knownOrder(feature.values) : [];
    const model = fitAlone(feature, learn, byValue, vectors);
    const odds = Float64Array.from(judge, (row) => logOdds(model(row)));
    odds.forEach((value, i) => (sums[i] = (sums[i] as number) + value));
    return { name: feature.name, area: areaUnder(ranks(odds), labels) };
  });
  const scores = ranks(sums);
  const area = areaUnder(scores, labels);
  return {
    area,
    pValue: permutationShare(scores, labels, area, random),
    rows: judge.length,
    columns: columns.sort((a, b) => b.area - a.area),
  };
}

/** Of a leaf whose two weights count each file alike. */
function logOdds(weights: Float64Array): number {
  const [train = 0, test = 0] = weights;
  return Math.log((test + PRIOR) / (train + PRIOR));
}

/** Mann and Whitney's statistic over the pairs: the area under the ROC curve, from the ranks of the scores. */
function areaUnder(scoreRanks: Float64Array, labels: Int32Array): number {
  let sum = 0;
  let positives = 0;
  labels.forEach((label, i) => {
    if (label === 0) return;
    positives++;
    sum += scoreRanks[i] as number;
  });
  const negatives = labels.length - positives;
  return positives * negatives === 0
    ? 0.5
    : (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** With the scores fixed, held-out labels are exchangeable where the files do not differ (Phipson and Smyth 2010 for the +1). */
function permutationShare(scores: Float64Array, labels: Int32Array, area: number, random: Random): number {
  const shuffled = labels.slice();
  let reached = 0;
  for (let round = 0; round < PERMUTATIONS; round++) {
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      const kept = shuffled[i] as number;
      shuffled[i] = shuffled[j] as number;
      shuffled[j] = kept;
    }
    if (areaUnder(scores, shuffled) >= area) reached++;
  }
  return (reached + 1) / (PERMUTATIONS + 1);
}
