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
  const sorted = rising ? finite : ascending(finite, minimum, maximum);
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
  let [whole, minimum, maximum] = [true, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    // Of infinite and missing values the difference to themselves is none.
    if (value - value !== 0) {
      if (finite === values) finite = values.slice();
      continue;
    }
    if (finite !== values) finite[count] = value;
    count++;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    if (whole && Math.floor(value) !== value) whole = false;
  }
  finite = finite.subarray(0, count);
  return { finite, ...directionOf(finite), whole, minimum, maximum };
}

/** Whether values never fall, and never rise: for most columns the first rows tell. */
function directionOf(values: Float64Array): { rising: boolean; falling: boolean } {
  let [rising, falling] = [true, true];
  for (let i = 1; i < values.length && (rising || falling); i++) {
    const step = (values[i] as number) - (values[i - 1] as number);
    if (step < 0) rising = false;
    if (step > 0) falling = false;
  }
  return { rising, falling };
}

/** Values are counted, not sorted, where no more steps lie between the least and the greatest than so many per row. */
const STEPS_PER_ROW = 4;
/** Digits after the point with which numbers are counted. */
const MOST_DECIMALS = 6;
const LOOKED_AT = 1000;

/**
 * A sorted copy. Sorting takes most of the time of a profile, so numbers with few decimals in a narrow range, as
 * nearly all files have them, are counted instead.
 */
function ascending(values: Float64Array, minimum: number, maximum: number): Float64Array {
  const scale = scaleOf(values.subarray(0, LOOKED_AT));
  return (scale && counted(values, scale, minimum, maximum)) || sortedCopy(values, minimum, maximum);
}

/** The power of ten by which all values become whole, and back again to the bit; null where there is none. */
function scaleOf(values: Float64Array): number | null {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    if (values.every((value) => Math.round(value * scale) / scale === value)) return scale;
  }
  return null;
}

/** Null where a value does not become whole by that scale, or the range is too wide. */
function counted(values: Float64Array, scale: number, minimum: number, maximum: number): Float64Array | null {
  const least = Math.round(minimum * scale);
  const steps = Math.round(maximum * scale) - least + 1;
  if (!(steps <= STEPS_PER_ROW * values.length)) return null;
  const counts = new Uint32Array(steps);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const step = Math.round(value * scale);
    if (step / scale !== value) return null;
    counts[step - least] = (counts[step - least] as number) + 1;
  }
  const sorted = new Float64Array(values.length);
  let end = 0;
  for (let step = 0; step < steps; step++) {
    const start = end;
    end += counts[step] as number;
    const value = (least + step) / scale;
    for (let i = start; i < end; i++) sorted[i] = value;
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
