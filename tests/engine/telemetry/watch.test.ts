// When looks are taken: as often as wished, never beyond their share of the time, and without touching the training.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Epoch } from '../../../src/core/run/epoch';
import { openRuntime, type Runtime } from '../../../src/engine/runtime/runtime';
import { BEFORE_EPOCHS, createWatch, MOST_SHARE } from '../../../src/engine/telemetry/watch';
import { createExecutor } from '../../../src/engine/train/create-executor';
import { planEpoch } from '../../../src/engine/train/epoch-plan';
import type { Executor } from '../../../src/engine/train/executor';
import { initialState } from '../../../src/engine/train/state';
import { stepOf } from '../../../src/engine/train/step-of';
import { hasNative, openNativeRuntime } from '../native-runtime';
import { largestDifference, smallData, smallRecipe } from '../small-training';

const epochOf = (epoch: number, seconds: number): Epoch => ({
  epoch,
  phase: 'training',
  stepLoss: 1,
  trainLoss: 1,
  validationLoss: 1,
  trainMetric: null,
  validationMetric: null,
  averageLoss: null,
  lossNoise: 0.25,
  learningRate: 0.001,
  gradientNorm: 1,
  seconds,
});

/** A clock on which every reading costs so much: a look reads it three times. */
function clockOf(cost: number) {
  let now = 0;
  return () => {
    now += cost / 2;
    return now;
  };
}

const backends = [
  ...(hasNative ? [{ name: 'native', make: openNativeRuntime }] : []),
  { name: 'wasm', make: () => openRuntime('wasm') },
];

describe.each(backends)('watching on $name', ({ make }) => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await make();
  });
  const recipe = smallRecipe({ model: { dropout: 0.2 } });

  function open(): { executor: Executor; batch: Parameters<typeof createWatch>[0]['batch'] } {
    const data = smallData(runtime, 'binary');
    const { task, columns, classes, x, y } = data;
    const definition = stepOf({ recipe, task, columns, classes });
    const state = initialState(definition.network, definition.layout, 3);
    const executor = createExecutor(runtime, runtime.native ? 'graph' : 'eager', {
      definition,
      x,
      y,
      weights: null,
      batchSize: 32,
      state,
    });
    return { executor, batch: { x, y, weights: null } };
  }

  function watchEpochs(epochs: number, seconds: number, cost: number, interval: number) {
    const { executor, batch } = open();
    const watch = createWatch({ runtime, batch, seed: 1, interval, clock: clockOf(cost) });
    const looks = [];
    for (let epoch = 1; epoch <= epochs; epoch++)
      looks.push(watch.afterEpoch(epochOf(epoch, seconds), executor));
    watch.dispose();
    executor.dispose();
    return looks;
  }

  it('looks as often as it is asked to where looks are cheap', () => {
    const looks = watchEpochs(12, 10, 0.001, 3);
    expect(looks.flatMap((look, i) => (look ? [i + 1] : []))).toEqual([1, 4, 7, 10]);
    expect(looks[0]).toMatchObject({ epoch: 1, phase: 'training', lossNoise: 0.25, rows: 150 });
    expect(looks[0]!.layers.length).toBeGreaterThan(3);
  });

  it('never looks where it is off', () => {
    expect(watchEpochs(5, 10, 0.001, 0).every((look) => look === null)).toBe(true);
  });

  it('stretches the interval so that the share is kept', () => {
    const looks = watchEpochs(300, 1, 0.5, 1);
    const spent = looks.reduce((sum, look) => sum + (look?.seconds ?? 0), 0);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(MOST_SHARE * (BEFORE_EPOCHS + 300));
    const taken = looks.flatMap((look, i) => (look ? [i] : []));
    expect(taken.length).toBeGreaterThan(3);
    expect(taken.at(-1)).toBeGreaterThan(150);
  });

  it('changes nothing in the training, bit for bit, and leaves no tensor', () => {
    const train = (watched: boolean) => {
      const { executor, batch } = open();
      const before = runtime.ops.memory().numTensors;
      const watch = createWatch({ runtime, batch, seed: 1, interval: 1, clock: clockOf(0.0001) });
      const losses: number[] = [];
      for (let epoch = 0; epoch < 4; epoch++) {
        const { steps } = executor;
        const facts = { recipe, epoch, steps, rows: 150, classes: null, updates: epoch * steps, losses };
        executor.beginEpoch(planEpoch(facts));
        executor.runSteps(0, steps);
        losses.push(executor.endEpoch().loss);
        if (watched) expect(watch.afterEpoch(epochOf(epoch + 1, 100), executor)).not.toBeNull();
      }
      const state = executor.readState();
      watch.dispose();
      const after = runtime.ops.memory().numTensors;
      executor.dispose();
      return { losses, state, left: after - before };
    };
    const [plain, watched] = [train(false), train(true)];
    expect(watched.losses).toEqual(plain.losses);
    expect(largestDifference(watched.state, plain.state)).toBe(0);
    expect(watched.left).toBe(plain.left);
  });

  it('follows a training that takes another executor', () => {
    const { executor, batch } = open();
    const other = open().executor;
    const watch = createWatch({ runtime, batch, seed: 1, interval: 1, clock: clockOf(0.0001) });
    const [one, two] = [executor, other].map((each, i) => watch.afterEpoch(epochOf(i + 1, 100), each));
    expect(two!.layers).toEqual(one!.layers);
    for (const each of [watch, executor, other]) each.dispose();
  });
});
