// The figures of a number column: moments, quantiles, histogram, outliers, distinct values.
import type { ColumnProfile } from '../core/run/profile';
import { mean, meanSquare } from '../core/statistics/moments';
import { countDistinct, firstPlace, quantile, sortedHistogram } from '../core/statistics/quantiles';
import { shapeOf } from '../core/statistics/shape';
import { sortedCopy } from '../core/statistics/sort';

const FENCE = 1.5;
const FAR_FENCE = 3;

export interface NumberSummary
  extends Pick<
    ColumnProfile,
    | 'minimum'
    | 'maximum'
    | 'mean'
    | 'deviation'
    | 'histogram'
    | 'quantiles'
    | 'outliers'
    | 'skewness'
    | 'kurtosis'
    | 'distinct'
  > {
  /** Finite values. */
  known: number;
  /** All of them are whole. */
  whole: boolean;
  /** They rise, or fall, from each row to the next. */
  rising: boolean;
  /** How often each value comes up; null where there are more than `mostValues`. */
  values: ReadonlyMap<number, number> | null;
}

export interface SummaryOptions {
  bins: number;
  shares: readonly number[];
  mostValues: number;
}

const nothing: NumberSummary = {
  ...{ known: 0, distinct: 0, whole: false, rising: false, values: new Map() },
  ...{ minimum: null, maximum: null, mean: null, deviation: null, skewness: null, kurtosis: null },
  ...{ histogram: [], quantiles: [], outliers: null },
};

/** Values that are not finite count as missing. */
export function summarizeNumbers(values: Float64Array, options: SummaryOptions): NumberSummary {
  const { finite, rising, falling, whole, minimum, maximum } = courseOf(values);
  if (finite.length === 0) return nothing;
  const sorted = rising ? finite : ascending(finite, whole, minimum, maximum);
  const centre = mean(sorted);
  const spread = Math.sqrt(meanSquare(sorted, centre));
  const shape = shapeOf(sorted, centre, spread);
  const distinct = countDistinct(sorted);
  return {
    known: sorted.length,
    ...{ distinct, whole, minimum, maximum, mean: centre, deviation: spread },
    rising: (rising || falling) && distinct === sorted.length,
    values: distinct > options.mostValues ? null : countValues(sorted),
    skewness: shape?.skewness ?? null,
    kurtosis: shape?.kurtosis ?? null,
    histogram: sortedHistogram(sorted, options.bins),
    quantiles: options.shares.map((share) => quantile(sorted, share)),
    outliers: outliersOf(sorted),
  };
}

/** What one pass in the order of the rows tells of the finite values, and these: the array itself where all are. */
function courseOf(values: Float64Array) {
  let finite = values;
  let count = 0;
  let before = Number.NaN;
  let [rising, falling, whole] = [true, true, true];
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    // Of infinite and missing values the difference to themselves is none.
    if (value - value !== 0) {
      if (finite === values) finite = values.slice();
      continue;
    }
    if (finite !== values) finite[count] = value;
    count++;
    if (value < before) rising = false;
    else if (value > before) falling = false;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    if (whole && Math.floor(value) !== value) whole = false;
    before = value;
  }
  return { finite: finite.subarray(0, count), rising, falling, whole, minimum, maximum };
}

/** Whole numbers of a range no wider than so many per row are counted, not sorted. */
const COUNTS_PER_ROW = 2;

/** A sorted copy. Sorting takes most of the time of a profile, so whole numbers in a narrow range are counted instead. */
function ascending(values: Float64Array, whole: boolean, minimum: number, maximum: number): Float64Array {
  const range = maximum - minimum + 1;
  if (!whole || range > COUNTS_PER_ROW * values.length) return sortedCopy(values, minimum, maximum);
  const counts = new Uint32Array(range);
  for (let i = 0; i < values.length; i++) {
    const place = (values[i] as number) - minimum;
    counts[place] = (counts[place] as number) + 1;
  }
  const sorted = new Float64Array(values.length);
  let end = 0;
  for (let place = 0; place < range; place++) {
    const start = end;
    end += counts[place] as number;
    if (end > start) sorted.fill(minimum + place, start, end);
  }
  return sorted;
}

function countValues(sorted: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Null where the quartiles are the same, as then every other value would be an outlier. */
function outliersOf(sorted: Float64Array): NumberSummary['outliers'] {
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const range = third - first;
  if (!(range > 0)) return null;
  const beyond = (ranges: number) =>
    firstPlace(sorted, (value) => value >= first - ranges * range) +
    sorted.length -
    firstPlace(sorted, (value) => value > third + ranges * range);
  const above = (sorted[sorted.length - 1] as number) - third;
  return {
    low: first - FENCE * range,
    high: third + FENCE * range,
    count: beyond(FENCE),
    far: beyond(FAR_FENCE),
    farthest: Math.max(0, above, first - (sorted[0] as number)) / range,
  };
}
