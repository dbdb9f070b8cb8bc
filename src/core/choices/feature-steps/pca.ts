// The directions in which the columns vary most.
import type { Tensor2D } from '../../tensor';
import { z } from 'zod';
import { HoneError } from '../../errors';
import { eigenOf } from './eigen';
import { columnOf, defineFeatureStep, type FittedStep, type Matrix } from './feature-step';

const MOST_COLUMNS = 1500;

function meansOf(x: Matrix): Float64Array {
  return Float64Array.from({ length: x.width }, (_, column) =>
    columnOf(x, column).reduce((sum, value) => sum + value / x.rows, 0),
  );
}

/** Sample covariance [width, width]. */
function covarianceOf({ rows, width, values }: Matrix, means: Float64Array): Float64Array {
  const covariance = new Float64Array(width * width);
  const centred = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) centred[j] = (values[row * width + j] as number) - (means[j] as number);
    for (let j = 0; j < width; j++) {
      const factor = (centred[j] as number) / Math.max(1, rows - 1);
      if (factor === 0) continue;
      const start = j * width;
      for (let k = 0; k <= j; k++) {
        covariance[start + k] = (covariance[start + k] as number) + factor * (centred[k] as number);
      }
    }
  }
  for (let j = 0; j < width; j++)
    for (let k = 0; k < j; k++) covariance[k * width + j] = covariance[j * width + k] as number;
  return covariance;
}

/** The sign that makes the entry of largest size positive (`svd_flip` of scikit-learn). */
function flipped(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}

/** How many components reach that share of the variance. */
function countFor(variances: Float64Array, share: number): number {
  const total = variances.reduce((sum, value) => sum + value, 0);
  let reached = 0;
  const count = variances.findIndex((value) => {
    reached += value / total;
    return reached > share;
  });
  return count < 0 ? variances.length : count + 1;
}

const componentsOf = (fitted: FittedStep) => fitted.components as number[][];

export const pca = defineFeatureStep({
  kind: 'pca',
  title: 'Principal components (PCA)',
  help: 'Replaces all number columns by the directions in which they vary most: fewer columns, none of them correlated.',
  source: 'sklearn.decomposition.PCA (signs by svd_flip)',
  params: {
    keep: z.enum(['variance', 'count']).default('variance').meta({
      title: 'Keep by',
      help: 'Whether components are kept up to a share of the variance, or so many.',
    }),
    share: z.number().min(0.01).max(1).default(0.95).meta({
      title: 'Share of variance',
      help: 'The kept components hold at least this share of the variance.',
    }),
    count: z.number().int().min(1).max(1500).default(10).meta({
      title: 'Components',
      help: 'How many components are kept, if there are as many.',
    }),
    whiten: z.boolean().default(false).meta({
      title: 'Whiten',
      help: 'Brings each component to deviation 1.',
      level: 'expert',
    }),
  },
  create: ({ keep, share, count, whiten }) => ({
    fit({ x }) {
      if (x.width > MOST_COLUMNS) {
        throw new HoneError(
          'data-invalid',
          `Principal components of ${x.width} columns would take too long; ${MOST_COLUMNS} are the most.`,
          {
            place: { field: 'prepare.features' },
            fix: 'Select columns before, or encode categories in fewer columns.',
          },
        );
      }
      const means = meansOf(x);
      const { values, vectors } = eigenOf(covarianceOf(x, means), x.width);
      const variances = values.map((value) => Math.max(value, 0)).slice(0, Math.min(x.rows, x.width));
      const wanted = keep === 'count' ? count : countFor(variances, share);
      const kept = Math.max(1, Math.min(wanted, variances.length));
      const total = variances.reduce((sum, value) => sum + value, 0);
      const spread = (i: number) => {
        const deviation = Math.sqrt(variances[i] as number);
        return whiten && deviation > 1e-12 ? deviation : 1;
      };
      return {
        means: Array.from(means),
        components: Array.from({ length: kept }, (_, i) =>
          Array.from(flipped(vectors[i] as Float64Array), (value) => value / spread(i)),
        ),
        shares: Array.from(variances.slice(0, kept), (value) => (total > 0 ? value / total : 0)),
      };
    },
    columns: (fitted) => {
      const names = componentsOf(fitted).map((_, i) => `PCA ${i + 1}`);
      return { names, continuous: names.length };
    },
    transform: (ops, x, fitted) =>
      ops.matMul(
        ops.sub<Tensor2D>(x, ops.tensor1d(fitted.means as number[])),
        ops.tensor2d(componentsOf(fitted)),
        false,
        true,
      ),
    tell: (fitted, { names }) => {
      const share = (fitted.shares as number[]).reduce((sum, value) => sum + value, 0);
      return `${componentsOf(fitted).length} components of ${names.length} columns hold ${(100 * share).toFixed(1)} % of the variance`;
    },
  }),
});
