// Eager, graph and XLA run the same step: same numbers, no leaks, however an epoch is cut into calls.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { Task } from '../../src/core/task';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { planEpoch } from '../../src/engine/train/epoch-plan';
import type { Executor, ExecutorKind } from '../../src/engine/train/executor';
import { initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { hasNative, openNativeRuntime } from './native-runtime';
import { largestDifference, type SmallData, smallData, smallRecipe, trainSmall } from './small-training';

const KINDS = ['eager', 'graph', 'xla'] as const;

const variants: { title: string; task: Task; training?: object; model?: object }[] = [
  {
    title: 'dropout and penalties',
    task: 'binary',
    training: { l1: 1e-4, l2: 1e-3 },
    model: { dropout: 0.3 },
  },
  {
    title: 'batch normalization',
    task: 'multiclass',
    model: { normalization: { kind: 'batch-normalization' } },
    training: { optimizer: { kind: 'momentum' } },
  },
  {
    title: 'everything that steps may do at once',
    task: 'regression',
    model: { dropout: 0.2 },
    training: {
      accumulate: 2,
      weightDecay: 0.01,
      maxNorm: 2,
      mixup: 0.4,
      inputNoise: 0.1,
      featureDropout: 0.1,
      depthFactor: 0.8,
      penaltyFactors: [1, 0, 2],
      l2: 1e-3,
      lookahead: { enabled: true, every: 3 },
      averaging: { kind: 'ema' },
      clipping: { kind: 'norm' },
    },
  },
];

describe.skipIf(!hasNative)('executors', () => {
  let runtime: Runtime;
  const data = new Map<Task, SmallData>();
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    for (const task of ['binary', 'multiclass', 'regression'] as const)
      data.set(task, smallData(runtime, task));
  });

  it.each(variants)('agree: $title', ({ task, training, model }) => {
    const recipe = smallRecipe({ training: training ?? {}, model: model ?? {} });
    const [eager, ...compiled] = KINDS.map((kind) =>
      trainSmall(runtime, kind, recipe, data.get(task) as SmallData, 2),
    ) as [ReturnType<typeof trainSmall>, ...ReturnType<typeof trainSmall>[]];
    for (const other of compiled) {
      expect(largestDifference(eager.state, other.state)).toBeLessThan(1e-5);
      expect(other.losses[1]).toBeCloseTo(eager.losses[1] as number, 5);
      other.evaluation.predictions.forEach((value, i) => {
        expect(Math.abs(value - (eager.evaluation.predictions[i] as number))).toBeLessThan(1e-5);
      });
    }
  });

  const recipe = smallRecipe({ model: { dropout: 0.3 } });

  function open(kind: ExecutorKind): Executor {
    const { task, columns, classes, x, y } = data.get('binary') as SmallData;
    const definition = stepOf({ recipe, task, columns, classes });
    const state = initialState(definition.network, definition.layout, 3);
    return createExecutor(runtime, kind, { definition, x, y, weights: null, batchSize: 32, state });
  }

  function trainEpoch(executor: Executor, recipe: Recipe, epoch: number, cut: number): void {
    const { steps } = executor;
    executor.beginEpoch(
      planEpoch({ recipe, epoch, steps, rows: 150, classes: null, updates: epoch * steps, losses: [] }),
    );
    executor.runSteps(0, cut);
    executor.runSteps(cut, steps);
    executor.endEpoch();
  }

  it.each(KINDS)('%s repeats bit for bit, however the epoch is cut into calls', (kind) => {
    const [first, ...others] = [1, 3, 5].map((cut) => {
      const executor = open(kind);
      for (const epoch of [0, 1]) trainEpoch(executor, recipe, epoch, cut);
      const state = executor.readState();
      executor.dispose();
      return state;
    });
    for (const other of others) expect(largestDifference(first!, other)).toBe(0);
  });

  it.each(KINDS)('%s releases every tensor and session', (kind) => {
    const { ops, native } = runtime;
    const { x, y } = data.get('binary') as SmallData;
    const before = { tensors: ops.memory().numTensors, sessions: native!.binding.getNumOfSavedModels() };
    const executor = open(kind);
    trainEpoch(executor, recipe, 0, 2);
    const perEpoch = ops.memory().numTensors;
    trainEpoch(executor, recipe, 1, 2);
    expect(ops.memory().numTensors).toBe(perEpoch);
    const snapshot = executor.snapshot();
    trainEpoch(executor, recipe, 2, 2);
    executor.evaluate(snapshot, x, y);
    snapshot.dispose();
    expect(ops.memory().numTensors).toBe(perEpoch);
    executor.dispose();
    expect({ tensors: ops.memory().numTensors, sessions: native!.binding.getNumOfSavedModels() }).toEqual(
      before,
    );
  });
});
