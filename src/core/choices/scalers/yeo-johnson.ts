// A power of each column that makes its values as normal as a power can.
import { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { minimize } from './minimize';
import { momentsOf, standardized, unmoved, unstandardized } from './moments';
import { defineScaler, divisor, type FittedColumn } from './scaler';

/** The exponent of a power that single precision can still hold. */
const LARGEST_EXPONENT = 69;
const WIDEST = 60;
/** The likelihood is judged on so many values at most, evenly spaced among the sorted ones. */
const MOST_VALUES = 50_000;
// Powers nearer to zero than this are taken as the logarithm that they tend to.
const NO_POWER = 1e-6;

/** (e^(power · log) − 1) / power, which is the logarithm itself for no power. */
const powerOf = (logarithm: number, power: number) =>
  Math.abs(power) < NO_POWER ? logarithm : Math.expm1(power * logarithm) / power;

function transformed(value: number, lambda: number): number {
  return value >= 0 ? powerOf(Math.log1p(value), lambda) : -powerOf(Math.log1p(-value), 2 - lambda);
}

function evenly(values: Float64Array): Float64Array {
  if (values.length <= MOST_VALUES) return values;
  const sorted = values.slice().sort();
  const gap = (sorted.length - 1) / (MOST_VALUES - 1);
  return Float64Array.from({ length: MOST_VALUES }, (_, i) => sorted[Math.round(i * gap)] as number);
}

/** The exponent of largest likelihood (`scipy.stats.yeojohnson_normmax`); 1 for a constant column. */
function likeliest(all: Float64Array): number {
  const values = evenly(all);
  const logs = values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)));
  const [least, most] = logs.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [0, 0],
  ) as [number, number];
  const total = logs.reduce((sum, value) => sum + value, 0);
  const high = Math.min(WIDEST, most > 0 ? LARGEST_EXPONENT / most : WIDEST);
  const low = Math.max(-WIDEST, least < 0 ? 2 - LARGEST_EXPONENT / -least : -WIDEST);
  const oneSided = least === 0 || most === 0;
  const unlikelihood = (lambda: number) => {
    const spread = oneSided ? logVarianceOf(logs, lambda) : Math.log(varianceOf(logs, lambda));
    if (spread === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
    return (values.length / 2) * spread - (lambda - 1) * total;
  };
  return minimize(unlikelihood, low, high, 1e-9);
}

/** Variance of the values of that exponent, from their signed logarithms. */
function varianceOf(logs: Float64Array, lambda: number): number {
  const powers = logs.map((log) => (log >= 0 ? powerOf(log, lambda) : -powerOf(-log, 2 - lambda)));
  return meanSquareAroundMean(powers);
}

/**
 * Its logarithm, for values of one sign. They are compared with the one of the largest power: as 1/λ plus differences far
 * smaller than what is rounded away, values of a large negative exponent would seem to vary by chance alone.
 */
function logVarianceOf(logs: Float64Array, lambda: number): number {
  const isBelow = logs.some((log) => log < 0);
  const sizes = isBelow ? logs.map((log) => -log) : logs;
  const power = isBelow ? 2 - lambda : lambda;
  if (Math.abs(power) < NO_POWER) return Math.log(meanSquareAroundMean(sizes));
  const largest = sizes.reduce(
    (best, size) => (power > 0 ? Math.max(best, size) : Math.min(best, size)),
    sizes[0] as number,
  );
  const variance = meanSquareAroundMean(sizes.map((size) => Math.expm1(power * (size - largest))));
  return Math.log(variance) + 2 * (power * largest - Math.log(Math.abs(power)));
}

function meanSquareAroundMean(values: Float64Array): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length;
}

/** As `powerOf`, for each column its own power. */
function power(ops: Ops, logarithm: Tensor, powers: readonly number[]): Tensor {
  const none = powers.map((one) => (Math.abs(one) < NO_POWER ? 1 : 0));
  const safe = ops.tensor1d(powers.map((one, i) => (none[i] ? 1 : one)));
  const raised = ops.div(ops.expm1(ops.minimum(ops.mul(logarithm, safe), LARGEST_EXPONENT)), safe);
  if (!none.includes(1)) return raised;
  const plain = ops.tensor1d(none);
  return ops.add(ops.mul(raised, ops.sub(1, plain)), ops.mul(logarithm, plain));
}

function unpower(ops: Ops, x: Tensor, powers: readonly number[]): Tensor {
  const none = powers.map((one) => (Math.abs(one) < NO_POWER ? 1 : 0));
  const safe = ops.tensor1d(powers.map((one, i) => (none[i] ? 1 : one)));
  const logarithm = ops.div(ops.log1p(ops.maximum(ops.mul(x, safe), -0.9999999)), safe);
  const plain = ops.tensor1d(none);
  return ops.expm1(ops.add(ops.mul(logarithm, ops.sub(1, plain)), ops.mul(x, plain)));
}

const lambdasOf = (columns: readonly FittedColumn[]) => columns.map(({ lambda }) => lambda as number);

export const yeoJohnson = defineScaler({
  kind: 'yeo-johnson',
  title: 'Power (Yeo-Johnson)',
  help: 'Raises each column to the power that makes its training values most like a normal distribution. For skewed columns.',
  source: "sklearn.preprocessing.PowerTransformer(method='yeo-johnson'); Yeo and Johnson 2000",
  params: {
    standardize: z.boolean().default(true).meta({
      title: 'Standardize',
      help: 'Whether the result is brought to mean 0 and deviation 1.',
    }),
  },
  create: ({ standardize }) => ({
    fit(values) {
      const varies = values.some((value) => value !== values[0]);
      const lambda = varies ? likeliest(values) : 1;
      const moments = standardize ? momentsOf(values.map((value) => transformed(value, lambda))) : unmoved;
      return { lambda, mean: moments.mean, deviation: divisor(moments.deviation) };
    },
    transform(ops, x, columns) {
      const lambdas = lambdasOf(columns);
      const above = power(ops, ops.log1p(ops.relu(x)), lambdas);
      const below = power(
        ops,
        ops.log1p(ops.relu(ops.neg(x))),
        lambdas.map((lambda) => 2 - lambda),
      );
      return standardized(ops, ops.sub(above, below), columns);
    },
    inverse(ops, x, columns) {
      const lambdas = lambdasOf(columns);
      const raised = unstandardized(ops, x, columns);
      const above = unpower(ops, ops.relu(raised), lambdas);
      const below = unpower(
        ops,
        ops.relu(ops.neg(raised)),
        lambdas.map((lambda) => 2 - lambda),
      );
      return ops.sub(above, below);
    },
    fromZero: 'curved',
  }),
});
