// Every optimizer with every regularizer trains compiled, without falling back; compiled steps equal eager ones.
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../src/core/choices/optimizers';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { batchSizeAt, planEpoch, updatesPerEpoch } from '../../src/engine/train/epoch-plan';
import { initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { hasNative, openNativeRuntime } from './native-runtime';
import { largestDifference, type SmallData, smallData, smallRecipe, trainSmall } from './small-training';

interface Levers {
  training?: object;
  model?: object;
}

const ROWS = 96;

/** Rates that suit a few steps of a tiny network. */
const RATES: Record<string, number> = {
  adadelta: 3,
  adagrad: 0.05,
  lion: 0.003,
  momentum: 0.02,
  nesterov: 0.02,
  sgd: 0.1,
  lbfgs: 1,
};

/** A short memory and few lengths: the same graph, compiled sooner. */
const PARAMETERS: Record<string, object> = { lbfgs: { history: 3, candidates: 4 } };

const REGULARIZERS: Record<string, Levers> = {
  none: {},
  l1: { training: { l1: 1e-3 } },
  l2: { training: { l2: 1e-2 } },
  'weight decay': { training: { weightDecay: 0.01 } },
  dropout: { model: { dropout: 0.2 } },
  'max-norm': { training: { maxNorm: 1.5 } },
  'clipping by value': { training: { clipping: { kind: 'value', limit: 0.1 } } },
  'clipping by norm': { training: { clipping: { kind: 'norm', limit: 0.5 } } },
  'adaptive clipping': { training: { clipping: { kind: 'adaptive', limit: 0.1 } } },
  'label smoothing': { training: { loss: { kind: 'cross-entropy', labelSmoothing: 0.1 } } },
  mixup: { training: { mixup: 0.4 } },
  'input noise': { training: { inputNoise: 0.1 } },
  'feature dropout': { training: { featureDropout: 0.1 } },
  'exponential average': { training: { averaging: { kind: 'ema', decay: 0.9 } } },
  'stochastic average': { training: { averaging: { kind: 'swa', start: 0.3 } } },
  lookahead: { training: { lookahead: { enabled: true, every: 3 } } },
  'stochastic depth': { model: { hidden: [8, 8], residual: true, stochasticDepth: 0.2 } },
  'accumulated gradients': { training: { accumulate: 2 } },
};

function recipeOf(kind: string, { training, model }: Levers = {}) {
  return smallRecipe({
    model: { hidden: [8], ...model },
    training: {
      optimizer: { kind, ...PARAMETERS[kind] },
      learningRate: RATES[kind] ?? 0.01,
      schedule: { kind: 'constant' },
      // Full batches are what L-BFGS is for.
      batchSize: kind === 'lbfgs' ? ROWS : 16,
      ...training,
    },
  });
}

describe.skipIf(!hasNative)('every optimizer', () => {
  let runtime: Runtime;
  let data: SmallData;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    data = smallData(runtime, 'binary', { rows: ROWS });
  });

  /** Mean loss of the steps of each of three epochs, compiled. */
  function trainCompiled(kind: string, levers: Levers): number[] {
    const recipe = recipeOf(kind, levers);
    const { task, columns, classes, x, y, targets } = data;
    const definition = stepOf({ recipe, task, columns, classes });
    const executor = createExecutor(runtime, 'graph', {
      definition,
      x,
      y,
      weights: null,
      batchSize: batchSizeAt(recipe, 0, ROWS),
      state: initialState(definition.network, definition.layout, recipe.seed),
    });
    expect(executor.kind).toBe('graph');
    const { steps } = executor;
    const losses: number[] = [];
    for (const epoch of [0, 1, 2]) {
      const updates = epoch * updatesPerEpoch(steps, recipe.training.accumulate);
      executor.beginEpoch(planEpoch({ recipe, epoch, steps, rows: ROWS, classes: targets, updates, losses }));
      executor.runSteps(0, steps);
      losses.push(executor.endEpoch().loss);
    }
    const state = executor.readState();
    executor.dispose();
    for (const [name, values] of state)
      expect(
        Array.from(values).every((value) => Number.isFinite(value)),
        name,
      ).toBe(true);
    return losses;
  }

  describe.each(optimizers.map(({ kind }) => kind))('%s', (kind) => {
    it.each(Object.entries(REGULARIZERS))('lowers the loss compiled, with %s', (_name, levers) => {
      const losses = trainCompiled(kind, levers);
      expect(losses.every(Number.isFinite)).toBe(true);
      expect(losses[2]).toBeLessThan(losses[0]!);
    });

    it.each(['graph', 'xla'] as const)('%s gives the numbers of eager', (executor) => {
      const recipe = recipeOf(kind, { training: { clipping: { kind: 'norm' }, averaging: { kind: 'ema' } } });
      const eager = trainSmall(runtime, 'eager', recipe, data, 2);
      const compiled = trainSmall(runtime, executor, recipe, data, 2);
      expect(largestDifference(eager.state, compiled.state)).toBeLessThan(1e-5);
    });
  });

  it('L-BFGS in full batches goes far below Adam in as many epochs', () => {
    const regression = smallData(runtime, 'regression', { rows: ROWS });
    const lossOf = (optimizer: object, learningRate: number) => {
      const training = {
        batchSize: ROWS,
        epochs: 40,
        schedule: { kind: 'constant' },
        optimizer,
        learningRate,
      };
      return trainSmall(runtime, 'graph', smallRecipe({ training }), regression, 40).losses.at(-1)!;
    };
    const adam = Math.min(...[0.003, 0.01, 0.03, 0.1].map((rate) => lossOf({ kind: 'adam' }, rate)));
    expect(lossOf({ kind: 'lbfgs' }, 1)).toBeLessThan(0.5 * adam);
  });
});
