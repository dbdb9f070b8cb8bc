// Recurrent networks learn what no feed-forward glance can guess: to copy a sequence and to add two marked numbers.
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random';
import { recipeSchema } from '../../src/core/recipe/recipe';
import type { Task } from '../../src/core/task';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from '../engine/native-runtime';
import { trainSmall } from '../engine/small-training';

const TRAINING = 4000;
const UNSEEN = 1000;
/** Milliseconds. */
const BUSY_MACHINE = 240_000;

interface Sequences {
  steps: number;
  features: number;
  values: Float32Array;
  targets: Float32Array;
}

/**
 * Copying (Hochreiter and Schmidhuber 1997): three symbols of four, then silence, then a cue for one of the three places.
 * The target is the symbol that stood there, so all three must be kept over the silence. Guessing is right in 1 of 4.
 */
function copying(rows: number): Sequences {
  const [steps, symbols, places] = [12, 4, 3];
  const features = symbols + places;
  const random = createRandom(1);
  const values = new Float32Array(rows * steps * features);
  const targets = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = (step: number, feature: number) => (row * steps + step) * features + feature;
    const said = Array.from({ length: places }, () => random.integer(symbols));
    said.forEach((symbol, step) => {
      values[at(step, symbol)] = 1;
    });
    const cue = random.integer(places);
    values[at(steps - 1, symbols + cue)] = 1;
    targets[row] = said[cue] as number;
  }
  return { steps, features, values, targets };
}

/**
 * The adding problem (ibid.): uniform numbers, one of each half marked; the target is the sum of the two marked ones.
 * Always answering 1 has a squared error of 1/6.
 */
function adding(rows: number): Sequences {
  const [steps, features] = [20, 2];
  const random = createRandom(2);
  const values = new Float32Array(rows * steps * features);
  const targets = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const half = steps / 2;
    const marked = [random.integer(half), half + random.integer(half)];
    for (let step = 0; step < steps; step++) {
      const value = random.uniform();
      const place = (row * steps + step) * features;
      values[place] = value;
      if (!marked.includes(step)) continue;
      values[place + 1] = 1;
      targets[row] = (targets[row] as number) + value;
    }
  }
  return { steps, features, values, targets };
}

/** Predictions for unseen sequences, row by row, of a network trained on the others from a fixed seed. */
function learn(
  runtime: Runtime,
  cell: string,
  task: Task,
  sequences: Sequences,
  levers: { units: number; learningRate: number; batchSize: number; epochs: number },
): Float32Array {
  const { ops } = runtime;
  const { steps, features, values, targets } = sequences;
  const { units, epochs, ...training } = levers;
  const width = steps * features;
  const recipe = recipeSchema.parse({
    seed: 3,
    data: { target: 'y' },
    model: { family: 'recurrent', steps, cell: { kind: cell }, units: [units], dropout: 0 },
    training: { ...training, epochs, l2: 0, clipping: { kind: 'norm' } },
  });
  const part = (from: number, rows: number) => ({
    task,
    x: ops.tensor2d(values.slice(from * width, (from + rows) * width), [rows, width]),
    y: ops.tensor1d(targets.slice(from, from + rows)),
    targets: targets.slice(from, from + rows),
    classes: task === 'regression' ? 1 : 4,
    columns: { numbers: width, categories: [] },
  });
  const unseen = part(TRAINING, UNSEEN);
  const { evaluation } = trainSmall(runtime, 'xla', recipe, part(0, TRAINING), epochs, unseen);
  return evaluation.predictions;
}

describe.skipIf(!hasNative)('sequences (need native TensorFlow)', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  it.each([
    ['lstm', { units: 48, learningRate: 0.02, batchSize: 64, epochs: 25 }],
    ['gru', { units: 64, learningRate: 0.01, batchSize: 32, epochs: 20 }],
  ] as const)(
    '%s copies: 99 of 100 unseen symbols',
    (cell, levers) => {
      const sequences = copying(TRAINING + UNSEEN);
      const shares = learn(runtime, cell, 'multiclass', sequences, levers);
      let right = 0;
      for (let row = 0; row < UNSEEN; row++) {
        const own = Array.from(shares.subarray(row * 4, row * 4 + 4));
        if (own.indexOf(Math.max(...own)) === sequences.targets[TRAINING + row]) right++;
      }
      expect(right / UNSEEN).toBeGreaterThan(0.99);
    },
    BUSY_MACHINE,
  );

  it.each([
    ['lstm', { units: 32, learningRate: 0.01, batchSize: 64, epochs: 15 }],
    ['gru', { units: 32, learningRate: 0.01, batchSize: 64, epochs: 12 }],
  ] as const)(
    '%s adds: squared error on unseen sums below 0.003, of 0.167',
    (cell, levers) => {
      const sequences = adding(TRAINING + UNSEEN);
      const sums = learn(runtime, cell, 'regression', sequences, levers);
      const squares = sums.map((sum, row) => (sum - (sequences.targets[TRAINING + row] as number)) ** 2);
      expect(squares.reduce((total, square) => total + square) / UNSEEN).toBeLessThan(0.003);
    },
    BUSY_MACHINE,
  );
});
