import { beforeAll, describe, expect, it } from 'vitest';
import { createChoice } from '../../src/core/choices/choice';
import { losses } from '../../src/core/choices/losses';
import type { Loss } from '../../src/core/choices/losses/loss';
import { mlp } from '../../src/core/choices/models/mlp';
import { optimizers } from '../../src/core/choices/optimizers';
import type { Optimizer } from '../../src/core/choices/optimizers/optimizer';
import { createRandom, permutation } from '../../src/core/random';
import type { Tensor1D, Tensor2D } from '../../src/core/tensor';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { createCompiledExecutor } from '../../src/engine/train/compiled-executor';
import { createEagerExecutor } from '../../src/engine/train/eager-executor';
import type { Executor, ExecutorKind } from '../../src/engine/train/executor';
import { uniformSource } from '../../src/engine/train/random-ops';
import { initialState, type StateValues, stateLayout } from '../../src/engine/train/state';
import type { StepDefinition } from '../../src/engine/train/step';
import { hasNative, openNativeRuntime } from './native-runtime';

const ROWS = 300;
const INPUTS = 7;
const BATCH = 64;

interface Variant {
  optimizer: { kind: string };
  loss: { kind: string };
  outputs: number;
  dropout: number;
  batchNormalization: boolean;
}

const variants: Variant[] = [
  {
    optimizer: { kind: 'adam' },
    loss: { kind: 'cross-entropy' },
    outputs: 1,
    dropout: 0.3,
    batchNormalization: false,
  },
  {
    optimizer: { kind: 'momentum' },
    loss: { kind: 'cross-entropy' },
    outputs: 4,
    dropout: 0,
    batchNormalization: true,
  },
  {
    optimizer: { kind: 'rmsprop' },
    loss: { kind: 'squared-error' },
    outputs: 1,
    dropout: 0.2,
    batchNormalization: true,
  },
];

function define(variant: Variant): StepDefinition {
  const settings = mlp.schema.parse({
    family: 'mlp',
    hidden: [16, 8],
    dropout: variant.dropout,
    batchNormalization: variant.batchNormalization,
  });
  const network = mlp.build(settings, { inputs: INPUTS, outputs: variant.outputs });
  const chosen = optimizers.find((item) => item.kind === variant.optimizer.kind)!;
  const optimizer = createChoice<Optimizer>(optimizers, chosen.schema.parse({ kind: chosen.kind }));
  const loss = createChoice<Loss>(losses, variant.loss);
  return { network, loss, optimizer, layout: stateLayout(network, optimizer), l1: 1e-4, l2: 1e-3 };
}

describe.skipIf(!hasNative)('executors', () => {
  let runtime: Runtime;
  let x: Tensor2D;
  let targets: Map<number, Tensor1D>;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    const random = createRandom(5);
    x = runtime.ops.tensor2d(
      Float32Array.from({ length: ROWS * INPUTS }, () => random.normal()),
      [ROWS, INPUTS],
    );
    const draw = (bound: number) =>
      runtime.ops.tensor1d(Float32Array.from({ length: ROWS }, () => random.integer(bound)));
    targets = new Map([
      [1, draw(2)],
      [4, draw(4)],
    ]);
  });

  function create(kind: ExecutorKind, variant: Variant): Executor {
    const definition = define(variant);
    const { ops, native } = runtime;
    const input = {
      ops,
      definition,
      uniform: uniformSource(ops, native, 11),
      x,
      y: targets.get(variant.outputs)!,
      batchSize: BATCH,
      state: initialState(definition.network, definition.layout, 3),
    };
    return kind === 'eager'
      ? createEagerExecutor(input)
      : createCompiledExecutor({ ...input, native: native!, xla: kind === 'xla' });
  }

  function trainEpoch(
    executor: Executor,
    epoch: number,
    cut: number,
  ): { loss: number; gradientNorm: number } {
    const order = permutation(ROWS, createRandom(epoch));
    executor.beginEpoch({
      order,
      rates: Float32Array.from({ length: executor.steps }, (_, i) => 0.01 / (i + 1)),
    });
    executor.runSteps(0, cut);
    executor.runSteps(cut, executor.steps);
    return executor.endEpoch();
  }

  /** Relative to the larger of 1 and the value. */
  function largestDifference(a: StateValues, b: StateValues): number {
    let largest = 0;
    for (const [name, values] of a) {
      values.forEach((value, i) => {
        const other = b.get(name)![i] as number;
        largest = Math.max(largest, Math.abs(value - other) / Math.max(1, Math.abs(other)));
      });
    }
    return largest;
  }

  it.each(variants)('agree after an epoch: %o', (variant) => {
    const results = (['eager', 'graph', 'xla'] as const).map((kind) => {
      const executor = create(kind, variant);
      const means = trainEpoch(executor, 1, 2);
      const snapshot = executor.snapshot();
      const evaluation = executor.evaluate(snapshot, x, targets.get(variant.outputs)!);
      const state = executor.readState();
      snapshot.dispose();
      executor.dispose();
      return { means, evaluation, state };
    });
    const [eager, ...compiled] = results as [(typeof results)[0], ...typeof results];
    expect(eager.means.gradientNorm).toBeGreaterThan(0);
    for (const other of compiled) {
      expect(largestDifference(eager.state, other.state)).toBeLessThan(1e-5);
      expect(other.means.loss).toBeCloseTo(eager.means.loss, 5);
      other.evaluation.predictions.forEach((value, i) => {
        expect(Math.abs(value - (eager.evaluation.predictions[i] as number))).toBeLessThan(1e-5);
      });
    }
  });

  it.each(['eager', 'graph', 'xla'] as const)(
    '%s repeats bit for bit, however the epoch is cut into calls',
    (kind) => {
      const states = [1, 3, 5].map((cut) => {
        const executor = create(kind, variants[0] as Variant);
        trainEpoch(executor, 1, cut);
        trainEpoch(executor, 2, cut);
        const state = executor.readState();
        executor.dispose();
        return state;
      });
      expect(largestDifference(states[0]!, states[1]!)).toBe(0);
      expect(largestDifference(states[0]!, states[2]!)).toBe(0);
    },
  );

  it.each(['eager', 'graph', 'xla'] as const)('%s releases every tensor and session', (kind) => {
    const { ops, native } = runtime;
    const before = { tensors: ops.memory().numTensors, sessions: native!.binding.getNumOfSavedModels() };
    const executor = create(kind, variants[1] as Variant);
    trainEpoch(executor, 1, 2);
    const perEpoch = ops.memory().numTensors;
    trainEpoch(executor, 2, 2);
    expect(ops.memory().numTensors).toBe(perEpoch);
    const snapshot = executor.snapshot();
    trainEpoch(executor, 3, 2);
    executor.evaluate(snapshot, x, targets.get(4)!);
    snapshot.dispose();
    expect(ops.memory().numTensors).toBe(perEpoch);
    executor.dispose();
    expect({ tensors: ops.memory().numTensors, sessions: native!.binding.getNumOfSavedModels() }).toEqual(
      before,
    );
  });
});
