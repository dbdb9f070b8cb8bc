// Every lever of a training step equals PyTorch's after 20 epochs: same start, same rows, one lever at a time.
import { beforeAll, expect, test } from 'vitest';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { Ops } from '../../src/core/tensor';
import { createExecutor } from '../../src/engine/train/create-executor';
import { planEpoch, updatesPerEpoch } from '../../src/engine/train/epoch-plan';
import { initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { readGolden, tf } from './ops';

interface Golden {
  rows: number;
  inputs: number;
  hidden: number;
  classes: number;
  epochs: number;
  rate: number;
  x: number[];
  y: number[];
  weights: number[];
  start: Record<string, number[]>;
  cases: Record<string, Record<string, number[]>>;
}

const golden = readGolden<Golden>('regularizers');

/** The recipe of each case, as far as it differs from plain full-batch SGD. */
const levers: Record<string, object> = {
  plain: {},
  l1: { l1: 0.01 },
  l2: { l2: 0.02 },
  'penalty factors': { l1: 0.01, l2: 0.02, penaltyFactors: [2, 0.5] },
  'weight decay': { weightDecay: 0.3 },
  'weight decay except': { weightDecay: 0.3, weightDecayExcept: ['output'] },
  'max-norm': { maxNorm: 0.7 },
  'clipping by norm': { clipping: { kind: 'norm', limit: 0.05 } },
  accumulation: { batchSize: 5, accumulate: 2 },
  'warm-up': { warmup: 8 },
  'rate by depth': { depthFactor: 0.5 },
  lookahead: { lookahead: { enabled: true, every: 3, share: 0.4 } },
  'moving average': { averaging: { kind: 'ema', decay: 0.8 } },
  'label smoothing': { loss: { kind: 'cross-entropy', labelSmoothing: 0.15 } },
  'row weights': {},
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('every case has a lever, every lever a case', () => {
  expect(Object.keys(golden.cases).sort()).toEqual(Object.keys(levers).sort());
});

function recipeOf(lever: object): Recipe {
  return recipeSchema.parse({
    data: { target: 'y' },
    model: { family: 'mlp', hidden: [golden.hidden], activation: { kind: 'tanh' }, dropout: 0 },
    training: {
      epochs: golden.epochs,
      batchSize: golden.rows,
      sampling: 'file-order',
      optimizer: { kind: 'sgd' },
      learningRate: golden.rate,
      schedule: { kind: 'constant' },
      l2: 0,
      ...lever,
    },
  });
}

test.each(Object.entries(levers))('%s', (name, lever) => {
  const ops = tf as unknown as Ops;
  const { rows, inputs } = golden;
  const recipe = recipeOf(lever);
  const columns = { numbers: inputs, categories: [] };
  const definition = stepOf({ recipe, task: 'multiclass', columns, classes: golden.classes });
  const state = initialState(definition.network, definition.layout, 1);
  for (const [variable, values] of Object.entries(golden.start)) {
    state.set(`variable/${variable}`, Float32Array.from(values));
    if (state.has(`average/${variable}`)) state.set(`average/${variable}`, Float32Array.from(values));
  }
  const executor = createExecutor({ ops, native: null } as never, 'eager', {
    definition,
    x: ops.tensor2d(golden.x, [rows, inputs]),
    y: ops.tensor1d(golden.y),
    weights: name === 'row weights' ? ops.tensor1d(golden.weights) : null,
    batchSize: recipe.training.batchSize,
    state,
  });
  const { steps } = executor;
  for (let epoch = 0; epoch < golden.epochs; epoch++) {
    const updates = epoch * updatesPerEpoch(steps, recipe.training.accumulate);
    executor.beginEpoch(planEpoch({ recipe, epoch, steps, rows, classes: null, updates, losses: [] }));
    executor.runSteps(0, steps);
    executor.endEpoch();
  }
  const after = executor.readState();
  const kind = name === 'moving average' ? 'average' : 'variable';
  for (const [variable, expected] of Object.entries(golden.cases[name]!)) {
    const values = after.get(`${kind}/${variable}`)!;
    expected.forEach((value, i) => {
      expect(Math.abs((values[i] as number) - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
    });
  }
  executor.dispose();
  if (name !== 'plain') expect(golden.cases[name]).not.toEqual(golden.cases.plain);
});
