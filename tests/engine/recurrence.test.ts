// Recurrences as compiled loops: equal to step by step, in parts of the rows and whole, and without a trace left behind.
import { beforeAll, describe, expect, it } from 'vitest';
import { cells } from '../../src/core/choices/cells';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { partsOf } from '../../src/engine/compile/recurrence';
import { hasNative, openNativeRuntime } from './native-runtime';
import { largestDifference, type SmallData, smallData, smallRecipe, trainSmall } from './small-training';

/** Milliseconds: XLA compiles several loops in each of these tests. */
const BUSY_MACHINE = 240_000;

it('parts are equal, of 64 rows at least, and four at most', () => {
  expect([1, 32, 64, 127, 128, 130, 192, 256, 300, 512, 4096].map(partsOf)).toEqual([
    1, 1, 1, 1, 2, 2, 3, 4, 4, 4, 4,
  ]);
});

describe.skipIf(!hasNative)('recurrences (need native TensorFlow)', () => {
  let runtime: Runtime;
  let data: SmallData;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    data = smallData(runtime, 'regression', { rows: 420, inputs: 12 });
  });

  const recipeOf = (cell: object, more: object = {}) =>
    smallRecipe({
      model: { family: 'recurrent', hidden: [], steps: 6, units: [7], cell, ...more },
      training: { batchSize: 192, l2: 1e-3 },
    });

  // 420 rows are two batches of 192, which XLA runs in three parts, and a rest of 36.
  it.each(cells.map(({ kind }) => kind))(
    'two layers of %s in parts, compiled = step by step after three epochs',
    (kind) => {
      const recipe = recipeOf({ kind }, { units: [5, 4], pooling: 'mean', bidirectional: kind === 'gru' });
      const eager = trainSmall(runtime, 'eager', recipe, data);
      expect(eager.losses[2]).toBeLessThan(eager.losses[0] as number);
      for (const compiler of ['graph', 'xla'] as const) {
        const compiled = trainSmall(runtime, compiler, recipe, data);
        expect(largestDifference(compiled.state, eager.state)).toBeLessThan(1e-5);
        compiled.evaluation.predictions.forEach((value, i) => {
          expect(Math.abs(value - (eager.evaluation.predictions[i] as number))).toBeLessThan(1e-5);
        });
      }
    },
    BUSY_MACHINE,
  );

  it.each(['graph', 'xla'] as const)('%s repeats bit for bit and releases everything', (kind) => {
    const { ops, native } = runtime;
    const held = () => [ops.memory().numTensors, native!.binding.getNumOfSavedModels()];
    const before = held();
    const [first, second] = [1, 2].map(() => trainSmall(runtime, kind, recipeOf({ kind: 'lstm' }), data));
    expect(largestDifference(first!.state, second!.state)).toBe(0);
    expect(held()).toEqual(before);
  });

  it('a ReLU cell and another forget bias differ from the usual ones', () => {
    const results = [
      { kind: 'simple-rnn' },
      { kind: 'simple-rnn', activation: 'relu' },
      { kind: 'lstm' },
      { kind: 'lstm', forgetBias: 0 },
    ].map((cell) => trainSmall(runtime, 'graph', recipeOf(cell), data, 1).losses[0]);
    expect(new Set(results).size).toBe(4);
  });
});
