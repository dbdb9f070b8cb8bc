// Periodic embedding (PLR): sines and cosines of learned frequencies, then a small layer for each number.
import { z } from 'zod';
import type { Initializer } from '../initializers/initializer';
import { sizeOf } from '../initializers/size-of';
import { defineEmbedding } from './embedding';
import { embeddingVariable, perNumberLinear } from './per-number-linear';

// Frequencies beyond so many deviations are drawn again.
const MOST_DEVIATIONS = 3;

const frequencyValues =
  (sigma: number): Initializer =>
  ({ shape, random }) =>
    Float32Array.from({ length: sizeOf(shape) }, () => {
      let value = random.normal();
      while (Math.abs(value) > MOST_DEVIATIONS) value = random.normal();
      return value * sigma;
    });

export const periodic = defineEmbedding({
  kind: 'periodic',
  title: 'Periodic (PLR)',
  help: 'Turns each number into sines and cosines of learned frequencies and those, by a layer of its own with ReLU, into a vector. Lets a network follow targets that change quickly with a number.',
  source:
    'Gorishniy, Rubachev and Babenko 2022 (arXiv 2203.05556); PeriodicEmbeddings of rtdl_num_embeddings',
  params: {
    frequencies: z.number().int().min(1).max(512).default(48).meta({
      title: 'Frequencies',
      help: 'Learned frequencies of each number.',
      level: 'expert',
    }),
    sigma: z.number().min(1e-4).max(100).default(0.01).meta({
      title: 'Frequency deviation',
      help: 'Deviation of the first frequencies: the larger, the quicker the changes it can follow. Worth a search.',
      scale: 'log',
      level: 'expert',
    }),
    dimension: z.number().int().min(1).max(256).default(24).meta({
      title: 'Vector length',
      help: 'Length of the vector that each number becomes.',
      level: 'expert',
    }),
  },
  create:
    ({ frequencies, sigma, dimension }) =>
    (name, numbers) => {
      const waves = embeddingVariable(
        `${name}/frequencies`,
        [numbers, frequencies],
        frequencyValues(sigma),
        1,
      );
      const linear = perNumberLinear(name, {
        numbers,
        inputs: 2 * frequencies,
        outputs: dimension,
        rateFactor: 1,
      });
      const width = numbers * dimension;
      return {
        name,
        title: `Periodic embedding ${dimension}`,
        width,
        variables: [waves, ...linear.variables],
        apply(ops, x, { variable }) {
          const angles = ops.mul(ops.mul(ops.expandDims(x, 2), variable(waves.name)), 2 * Math.PI);
          const both = ops.concat([ops.cos(angles), ops.sin(angles)], 2);
          return ops.reshape(ops.relu(linear.apply(ops, both, variable)), [-1, width]);
        },
      };
    },
});
