// The share of training values below each value, even or as normal scores.
import { z } from 'zod';
import { quantile as quantileOf } from '../../statistics/quantiles';
import type { Ops, Tensor } from '../../tensor';
import { lastKnot, padded, pick, starts } from './interpolation';
import { normalDepth, normalShare } from './normal-scores';
import { defineScaler, type FittedColumn } from './scaler';

/** Shares nearer to 0 and 1 than this are taken as this (`BOUNDS_THRESHOLD` of scikit-learn). */
const NEAREST = 1e-7;

const quantilesOf = (columns: readonly FittedColumn[]) =>
  padded(columns.map(({ quantiles }) => quantiles as number[]));

/** The different quantiles of a column with the shares at which each begins and ends. */
function knotsOf(quantiles: readonly number[]) {
  const last = Math.max(1, quantiles.length - 1);
  const knots: { value: number; first: number; last: number }[] = [];
  for (const [i, value] of quantiles.entries()) {
    const share = i / last;
    const present = knots.at(-1);
    if (present && present.value === value) present.last = share;
    else knots.push({ value, first: share, last: share });
  }
  return knots;
}

/** For each knot its value, the share at it, the share just behind it, what is left above that, and how fast shares rise. */
function curveOf(quantiles: readonly number[]) {
  const knots = knotsOf(quantiles);
  return {
    value: knots.map(({ value }) => value),
    // Both directions of interpolation meet in the middle of values that come up again and again.
    at: knots.map(({ first, last }) => (first + last) / 2),
    behind: knots.map(({ last }) => last),
    left: knots.map(({ last }) => 1 - last),
    slope: knots.map(({ value, last }, i) => {
      const next = knots[i + 1];
      return next ? (next.first - last) / (next.value - value) : 0;
    }),
  };
}

/** Shares below and above each value; beyond the training range 0 and 1. */
function shares(ops: Ops, x: Tensor, columns: readonly FittedColumn[]): { below: Tensor; above: Tensor } {
  const curves = columns.map(({ quantiles }) => curveOf(quantiles as number[]));
  const lists = (name: keyof ReturnType<typeof curveOf>) => padded(curves.map((curve) => curve[name]));
  const knots = lists('value');
  const place = lastKnot(ops, x, knots);
  const value = pick(ops, knots, place);
  const rise = ops.mul(ops.sub(x, value), pick(ops, lists('slope'), place));
  const at = pick(ops, lists('at'), place);
  const here = ops.equal(x, value);
  const ends = (side: (list: number[]) => number | undefined) =>
    ops.tensor1d(curves.map((curve) => side(curve.value) as number));
  const atStart = ops.lessEqual(
    x,
    ends((list) => list[0]),
  );
  const atEnd = ops.greaterEqual(
    x,
    ends((list) => list.at(-1)),
  );
  const [none, all] = [ops.zerosLike(x), ops.onesLike(x)];
  const bound = (share: Tensor, start: Tensor, end: Tensor) =>
    ops.where(atStart, start, ops.where(atEnd, end, share));
  // Both shares are interpolated, as 1 minus one of them would lose the digits of the other.
  return {
    below: bound(ops.where(here, at, ops.add(pick(ops, lists('behind'), place), rise)), none, all),
    above: bound(ops.where(here, ops.sub(1, at), ops.sub(pick(ops, lists('left'), place), rise)), all, none),
  };
}

function normalScore(ops: Ops, below: Tensor, above: Tensor): Tensor {
  const depth = normalDepth(ops, ops.clipByValue(ops.minimum(below, above), NEAREST, 0.5));
  return ops.where(ops.less(below, above), ops.neg(depth), depth);
}

/** The training quantile of each share. */
function valueAt(ops: Ops, share: Tensor, columns: readonly FittedColumn[]): Tensor {
  const lists = quantilesOf(columns);
  const last = (lists[0] as number[]).length - 1;
  const place = ops.mul(ops.clipByValue(share, 0, 1), last);
  const below = ops.floor(place);
  const first = starts(ops, lists);
  const low = pick(ops, lists, ops.add(below, first));
  const high = pick(ops, lists, ops.add(ops.minimum(ops.add(below, 1), last), first));
  return ops.add(low, ops.mul(ops.sub(high, low), ops.sub(place, below)));
}

export const quantile = defineScaler({
  kind: 'quantile',
  title: 'Quantiles',
  help: 'Replaces each value by the share of training values below it, even or as normal scores. Makes any distribution the same.',
  source: 'sklearn.preprocessing.QuantileTransformer (of all training rows)',
  params: {
    output: z.enum(['normal', 'uniform']).default('normal').meta({
      title: 'Distribution',
      help: 'What the training values are distributed like afterwards.',
    }),
    quantiles: z.number().int().min(2).max(10_000).default(1000).meta({
      title: 'Quantiles',
      help: 'Quantiles that are kept; at most one for each training row.',
      scale: 'log',
    }),
  },
  create: ({ output, quantiles: wanted }) => ({
    fit(values) {
      const sorted = values.slice().sort();
      const count = Math.max(1, Math.min(wanted, sorted.length));
      const quantiles = Array.from({ length: count }, (_, i) =>
        // The graph compares in single precision.
        Math.fround(quantileOf(sorted, count === 1 ? 0 : i / (count - 1))),
      );
      return { quantiles };
    },
    transform(ops, x, columns) {
      const { below, above } = shares(ops, x, columns);
      return output === 'uniform' ? below : normalScore(ops, below, above);
    },
    inverse: (ops, x, columns) => valueAt(ops, output === 'uniform' ? x : normalShare(ops, x), columns),
  }),
});
