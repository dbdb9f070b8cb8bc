// The distribution of the target.
import type { ResolvedTarget } from '../preparation/resolve-target';
import { quantileShares } from '../run/profile';
import type { TargetFacts } from '../run/understanding';
import { mean, variance } from '../statistics/moments';
import { histogram, quantile } from '../statistics/quantiles';
import { shapeOf } from '../statistics/shape';

const BINS = 20;

export function describeTarget({ name, task, classes, values, rows }: ResolvedTarget): TargetFacts {
  const base = { name, task, known: rows.length, missing: values.length - rows.length };
  const none = { minimum: null, maximum: null, mean: null, deviation: null, skewness: null, kurtosis: null };
  if (task !== 'regression') {
    const counts = new Float64Array(classes.length);
    for (const row of rows) counts[values[row] as number] = (counts[values[row] as number] as number) + 1;
    const counted = classes.map((one, i) => ({ name: one, count: counts[i] as number }));
    return { ...base, ...none, classes: counted, histogram: [], quantiles: [] };
  }
  const known = Float64Array.from(rows, (row) => values[row] as number).sort();
  const centre = mean(known);
  const deviation = Math.sqrt(variance(known));
  const shape = shapeOf(known, centre, deviation);
  return {
    ...base,
    classes: [],
    histogram: histogram(known, BINS),
    quantiles: quantileShares.map((share) => quantile(known, share)),
    minimum: known[0] as number,
    maximum: known[known.length - 1] as number,
    ...{ mean: centre, deviation },
    skewness: shape?.skewness ?? null,
    kurtosis: shape?.kurtosis ?? null,
  };
}
