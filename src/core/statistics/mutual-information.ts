// Mutual information of continuous values by nearest neighbours, as scikit-learn's `mutual_info_*` estimates it.
import type { Random } from '../random';
import { digamma } from './digamma';
import { deviation, mean } from './moments';
import { sortedOrder } from './ranks';

const NEIGHBOURS = 3;
const NOISE = 1e-10;

/**
 * Values of deviation 1 with a trace of noise that tells equal ones apart, as scikit-learn does before it estimates
 * (`_estimate_mi`: 1e-10 · max(1, mean |value|) · normal). Values that do not vary stay as they are.
 */
export function spreadTies(values: ArrayLike<number>, random: Random): Float64Array {
  const spread = deviation(values) || 1;
  const scaled = Float64Array.from(values, (value) => value / spread);
  const size = NOISE * Math.max(1, mean(scaled.map(Math.abs)));
  return scaled.map((value) => value + size * random.normal());
}

/**
 * Information in nats between two columns of numbers, by the three nearest neighbours (Kraskov, Stögbauer, Grassberger
 * 2004, estimator 1; `sklearn.feature_selection.mutual_info_regression`). Of values without ties; never negative.
 */
export function numbersInformation(x: Float64Array, y: Float64Array): number {
  const count = x.length;
  if (count <= NEIGHBOURS) return 0;
  const order = sortedOrder(x);
  const sortedX = Float64Array.from(order, (row) => x[row] as number);
  const alongX = Float64Array.from(order, (row) => y[row] as number);
  const sortedY = y.slice().sort();
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const radius = planeRadius(sortedX, alongX, i);
    sum += digamma(within(sortedX, sortedX[i] as number, radius));
    sum += digamma(within(sortedY, alongX[i] as number, radius));
  }
  return Math.max(0, digamma(count) + digamma(NEIGHBOURS) - sum / count);
}

/** Distance (the larger of both coordinates) from point `i` to its third neighbour; points ascend by x. */
function planeRadius(x: Float64Array, y: Float64Array, i: number): number {
  const [hereX, hereY] = [x[i] as number, y[i] as number];
  let [first, second, third] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let left = i - 1;
  let right = i + 1;
  for (;;) {
    const toLeft = left >= 0 ? hereX - (x[left] as number) : Number.POSITIVE_INFINITY;
    const toRight = right < x.length ? (x[right] as number) - hereX : Number.POSITIVE_INFINITY;
    const away = Math.min(toLeft, toRight);
    // Every point further on is at least this far off in x alone.
    if (away >= third) return third;
    const other = toLeft <= toRight ? left-- : right++;
    const distance = Math.max(away, Math.abs((y[other] as number) - hereY));
    if (distance < first) [first, second, third] = [distance, first, second];
    else if (distance < second) [second, third] = [distance, second];
    else if (distance < third) third = distance;
  }
}

/** Number of ascending values closer to `centre` than `radius`, itself included; at least 1. */
function within(sorted: Float64Array, centre: number, radius: number): number {
  // The comparison is that of distances, as in the search for the neighbours, or rounding would let the rim in.
  const low = firstWhere(sorted, (value) => centre - value < radius);
  const high = firstWhere(sorted, (value) => value - centre >= radius);
  return Math.max(1, high - low);
}

/** First place at which a test that stays true once it is true holds; the length where it never does. */
function firstWhere(sorted: Float64Array, test: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Information in nats between numbers and classes, by nearest neighbours within the class (Ross 2014;
 * `mutual_info_classif`). Classes with one row are left out. Of values without ties; never negative.
 */
export function classInformation(values: Float64Array, codes: ArrayLike<number>): number {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < values.length; i++) {
    const group = groups.get(codes[i] as number);
    if (group) group.push(values[i] as number);
    else groups.set(codes[i] as number, [values[i] as number]);
  }
  const kept = [...groups.values()].filter((group) => group.length > 1);
  const all = Float64Array.from(kept.flat()).sort();
  let sum = 0;
  for (const group of kept) {
    const sorted = Float64Array.from(group).sort();
    const neighbours = Math.min(NEIGHBOURS, sorted.length - 1);
    sum += sorted.length * (digamma(sorted.length) - digamma(neighbours));
    for (let i = 0; i < sorted.length; i++)
      sum += digamma(within(all, sorted[i] as number, lineRadius(sorted, i, neighbours)));
  }
  return all.length === 0 ? 0 : Math.max(0, digamma(all.length) - sum / all.length);
}

/** Distance from place `i` of ascending values to its so-many-th neighbour. */
function lineRadius(sorted: Float64Array, i: number, neighbours: number): number {
  const here = sorted[i] as number;
  let left = i - 1;
  let right = i + 1;
  let radius = 0;
  for (let found = 0; found < neighbours; found++) {
    const toLeft = left >= 0 ? here - (sorted[left] as number) : Number.POSITIVE_INFINITY;
    const toRight = right < sorted.length ? (sorted[right] as number) - here : Number.POSITIVE_INFINITY;
    radius = Math.min(toLeft, toRight);
    if (toLeft <= toRight) left--;
    else right++;
  }
  return radius;
}
