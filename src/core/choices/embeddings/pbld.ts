// RealMLP's number embedding (PBLD): the number itself beside a few learned mixtures of shifted cosines.
import { z } from 'zod';
import type { Initializer } from '../initializers/initializer';
import { sizeOf } from '../initializers/size-of';
import { defineEmbedding } from './embedding';
import { embeddingVariable, perNumberLinear, uniformUpTo } from './per-number-linear';

// The embedding learns at a tenth of the rate.
const RATE_FACTOR = 0.1;

const normal =
  (deviation: number): Initializer =>
  ({ shape, random }) =>
    Float32Array.from({ length: sizeOf(shape) }, () => random.normal() * deviation);

export const pbld = defineEmbedding({
  kind: 'pbld',
  title: 'Periodic beside the number (PBLD)',
  help: 'Gives the network each number as it is and, beside it, a few learned mixtures of shifted cosines of it. Small and robust: the embedding of RealMLP.',
  source: 'RealMLP (Holzmüller, Grinsztajn and Steinwart 2024, arXiv 2407.04491); pytabkit',
  params: {
    hidden: z.number().int().min(1).max(512).default(16).meta({
      title: 'Cosines',
      help: 'Shifted cosines of each number.',
      level: 'expert',
    }),
    dimension: z.number().int().min(2).max(256).default(4).meta({
      title: 'Vector length',
      help: 'Length of the vector that each number becomes, the number itself counted.',
      level: 'expert',
    }),
    sigma: z.number().min(1e-4).max(100).default(0.1).meta({
      title: 'Frequency deviation',
      help: 'Deviation of the first frequencies: the larger, the quicker the changes it can follow.',
      scale: 'log',
      level: 'expert',
    }),
  },
  create:
    ({ hidden, dimension, sigma }) =>
    (name, numbers) => {
      const shape = [numbers, hidden];
      const waves = embeddingVariable(`${name}/frequencies`, shape, normal(sigma), RATE_FACTOR);
      const shifts = embeddingVariable(`${name}/shifts`, shape, uniformUpTo(Math.PI), RATE_FACTOR);
      const sizes = { numbers, inputs: hidden, outputs: dimension - 1, rateFactor: RATE_FACTOR };
      const linear = perNumberLinear(name, sizes);
      const width = numbers * dimension;
      return {
        name,
        title: `Number embedding ${dimension}`,
        width,
        variables: [waves, shifts, ...linear.variables],
        apply(ops, x, { variable }) {
          const own = ops.expandDims(x, 2);
          const angles = ops.mul(ops.mul(own, variable(waves.name)), 2 * Math.PI);
          const cosines = ops.cos(ops.add(angles, variable(shifts.name)));
          return ops.reshape(ops.concat([own, linear.apply(ops, cosines, variable)], 2), [-1, width]);
        },
      };
    },
});
