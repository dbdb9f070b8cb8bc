// Every layer, inside a small network trained for three epochs: compiled, with and without XLA, as op by op.
import { beforeAll, describe, expect, it } from 'vitest';
import { cells } from '../../src/core/choices/cells';
import { embeddings } from '../../src/core/choices/embeddings';
import { normalizations } from '../../src/core/choices/normalizations';
import { createRandom } from '../../src/core/random';
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from './native-runtime';
import { largestDifference, type SmallData, smallData, smallRecipe, trainSmall } from './small-training';

type Case = [title: string, model: object, data?: 'codes'];

const mlp = (settings: object) => ({ hidden: [12, 8], ...settings });
const convolutional = (settings: object) => ({
  family: 'convolutional',
  steps: 6,
  filters: [4, 5],
  hidden: [6],
  ...settings,
});

const recurrent = (settings: object) => ({
  family: 'recurrent',
  steps: 3,
  units: [5],
  ...settings,
});

const cases: Case[] = [
  ...cells.flatMap(({ kind }): Case[] => [
    [`recurrent ${kind}`, recurrent({ cell: { kind } })],
    [
      `recurrent ${kind}, bidirectional, two layers, dropout`,
      recurrent({ cell: { kind }, bidirectional: true, units: [4, 3], dropout: 0.2, pooling: 'mean' }),
    ],
  ]),
  ['recurrent, all steps, dense layers', recurrent({ pooling: 'flatten', hidden: [6], noise: 0.1 })],
  ['recurrent, largest values', recurrent({ pooling: 'max', cell: { kind: 'gru' } })],
  ['dense', mlp({})],
  ['dropout', mlp({ dropout: 0.3 })],
  ['alpha dropout', mlp({ dropout: 0.3, dropoutKind: 'alpha-dropout', activation: { kind: 'selu' } })],
  ['Gaussian dropout', mlp({ dropout: 0.3, dropoutKind: 'gaussian-dropout' })],
  ['Gaussian noise', mlp({ noise: 0.2 })],
  ...normalizations.map(({ kind }): Case => [`normalization ${kind}`, mlp({ normalization: { kind } })]),
  ['parametric activation', mlp({ parametric: true, activation: { kind: 'tanh' } })],
  ['scaling', mlp({ scalingLayer: true })],
  ['residual', mlp({ residual: true, hidden: [12, 12, 8] })],
  ['stochastic depth', mlp({ residual: true, stochasticDepth: 0.5, hidden: [12, 12, 8] })],
  [
    'residual with everything',
    mlp({ residual: true, normalization: { kind: 'batch-normalization' }, dropout: 0.2, noise: 0.1 }),
  ],
  ...embeddings.map(({ kind }): Case => [`number embedding ${kind}`, mlp({ embedding: { kind } })]),
  ['category embedding', mlp({}), 'codes'],
  ['number and category embedding', mlp({ embedding: { kind: 'pbld' }, scalingLayer: true }), 'codes'],
  ['convolution', convolutional({})],
  ['convolution, largest values', convolutional({ pooling: 'max', kernel: 4 })],
  ['convolution, flattened, in strides', convolutional({ pooling: 'flatten', stride: 2, steps: 3 })],
  ['convolution, largest of neighbours', convolutional({ poolSize: 2, filters: [6, 8] })],
  ['convolution, dilated', convolutional({ dilation: 2, filters: [3, 3, 3], dropout: 0.2 })],
  [
    'convolution, normalized',
    convolutional({
      normalization: { kind: 'batch-normalization' },
      hidden: [],
      activation: { kind: 'tanh' },
    }),
  ],
];

describe.skipIf(!hasNative)('every layer (needs native TensorFlow)', () => {
  let runtime: Runtime;
  let numbers: SmallData;
  let codes: SmallData;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    numbers = smallData(runtime, 'binary');
    codes = withCodes(runtime, numbers);
  });

  it.each(cases)('%s', (_title, model, data) => {
    // Not Adam: it would make whole steps of the rounding in gradients that are 0, as biases before a normalization have.
    const training = { l2: 1e-3, learningRate: 0.05, optimizer: { kind: 'momentum' } };
    const recipe = smallRecipe({ model, training });
    const given = data === 'codes' ? codes : numbers;
    const eager = trainSmall(runtime, 'eager', recipe, given);
    expect(eager.losses.every(Number.isFinite)).toBe(true);
    for (const kind of ['graph', 'xla'] as const) {
      const compiled = trainSmall(runtime, kind, recipe, given);
      expect(largestDifference(compiled.state, eager.state)).toBeLessThan(1e-5);
      compiled.evaluation.predictions.forEach((value, i) => {
        expect(Math.abs(value - (eager.evaluation.predictions[i] as number))).toBeLessThan(1e-5);
      });
    }
  });
});

describe('every layer without native TensorFlow', () => {
  let runtime: Runtime;
  let numbers: SmallData;
  let codes: SmallData;
  beforeAll(async () => {
    runtime = await openRuntime('wasm');
    numbers = smallData(runtime, 'binary');
    codes = withCodes(runtime, numbers);
  });

  it.each(cases)('%s trains and predicts', (_title, model, data) => {
    const given = data === 'codes' ? codes : numbers;
    const { losses, evaluation } = trainSmall(runtime, 'eager', smallRecipe({ model }), given, 5);
    expect(losses[4]).toBeLessThan(losses[0] as number);
    expect(evaluation.predictions.every(Number.isFinite)).toBe(true);
  });
});

/** The same rows with two columns of codes behind the numbers, some of them missing. */
function withCodes({ ops }: Runtime, data: SmallData): SmallData {
  const random = createRandom(31);
  const rows = data.targets.length;
  const columns = ops.tensor2d(
    Float32Array.from({ length: 2 * rows }, (_, i) => random.integer(i % 2 === 0 ? 6 : 13) - 1),
    [rows, 2],
  );
  const { numbers } = data.columns;
  return {
    ...data,
    x: ops.concat([data.x, columns], 1) as SmallData['x'],
    columns: { numbers, continuous: numbers - 2, categories: [5, 12], dimension: 3 },
  };
}
