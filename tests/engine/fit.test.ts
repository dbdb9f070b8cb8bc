// The training loop: repeats and resumes bit for bit, keeps the best epoch, stops when it should, takes changes while it runs.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { Epoch } from '../../src/core/run/epoch';
import { mean } from '../../src/core/statistics/moments';
import { loadCheckpoint, saveCheckpoint } from '../../src/engine/checkpoint/checkpoint';
import type { StoredTensor } from '../../src/engine/checkpoint/safetensors';
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import type { ExecutorKind, Snapshot } from '../../src/engine/train/executor';
import {
  type FitHooks,
  type FitInput,
  type FitResult,
  fit,
  type Order,
  type TrainingShape,
} from '../../src/engine/train/fit';
import { carryState, countParameters, initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { hasNative } from './native-runtime';
import { type SmallData, smallData, smallRecipe } from './small-training';

const base = { epochs: 8, l2: 1e-4 };
const recipeOf = (training: object = {}): Recipe =>
  smallRecipe({ model: { dropout: 0.2 }, training: { ...base, ...training } });

describe.each([
  { device: 'cpu', kind: 'graph' },
  { device: 'wasm', kind: 'eager' },
] as const)('fit on $device', ({ device, kind }) => {
  const skip = device === 'cpu' && !hasNative;
  let runtime: Runtime;
  let train: SmallData;
  let validation: SmallData;
  beforeAll(async () => {
    if (skip) return;
    runtime = await openRuntime(device);
    train = smallData(runtime, 'binary');
    validation = smallData(runtime, 'binary', { rows: 60 });
  });

  const define = (recipe: Recipe) => stepOf({ recipe, task: 'binary', columns: train.columns, classes: 2 });

  function opener(first: Recipe, weights: Float32Array | null): FitInput['open'] {
    return ({ recipe, batchSize }: TrainingShape, state) => {
      const definition = define(recipe);
      const { network, layout } = definition;
      return createExecutor(runtime, kind as ExecutorKind, {
        definition,
        x: train.x,
        y: train.y,
        weights: weights && runtime.ops.tensor1d(weights),
        batchSize,
        state: state
          ? carryState(state, network, layout, first.seed)
          : initialState(network, layout, first.seed),
      });
    };
  }

  async function run(
    recipe: Recipe,
    hooks: Partial<FitHooks> = {},
    { resume = null, weights = null }: { resume?: FitInput['resume']; weights?: Float32Array | null } = {},
  ): Promise<{ result: FitResult; epochs: Epoch[]; best: Float32Array[] }> {
    const epochs: Epoch[] = [];
    const result = await fit(
      {
        recipe,
        phase: 'training',
        open: opener(recipe, weights),
        rows: train.targets.length,
        classes: train.targets,
        parameters: countParameters(define(recipe).network),
        train: { ...train, weights },
        validation: { ...validation, weights: null },
        score: ({ losses }) => ({ loss: mean(losses), metric: 0 }),
        resume,
      },
      {
        nextOrder: async () => 'go',
        takeChanges: () => [],
        onChange: () => {},
        onEpoch: (epoch) => epochs.push({ ...epoch, seconds: 0 }),
        onCheckpoint: () => {},
        ...hooks,
      },
    );
    return { result, epochs, best: result.best.tensors.map((tensor) => tensor.dataSync() as Float32Array) };
  }

  it.skipIf(skip)('repeats bit for bit and lowers the loss', async () => {
    const [a, b] = [await run(recipeOf()), await run(recipeOf())];
    expect(a.epochs).toEqual(b.epochs);
    expect(a.best).toEqual(b.best);
    expect(a.epochs.at(-1)!.trainLoss!).toBeLessThan(a.epochs[0]!.trainLoss!);
    expect(a.result.ended).toBe('planned');
  });

  it.skipIf(skip).each([
    ['plain', {}],
    [
      'plateau, averages, lookahead, growing batch',
      {
        schedule: { kind: 'plateau', patience: 1 },
        averaging: { kind: 'ema' },
        lookahead: { enabled: true },
        batchGrowth: { enabled: true, every: 2 },
        accumulate: 2,
      },
    ],
  ])('goes on from a checkpoint bit for bit: %s', async (_title, training) => {
    const recipe = recipeOf(training);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-checkpoint-'));
    const whole = await run(recipe, {
      onCheckpoint(progress, executor, best) {
        if (progress.epochs !== 3) return;
        const copy = { ...progress, losses: [...progress.losses] };
        saveCheckpoint(folder, { progress: copy, state: executor.readState(), best: store(recipe, best) });
      },
    });
    const { progress, state, best } = loadCheckpoint(folder)!;
    expect(progress.epochs).toBe(3);
    const tensors = best.map(({ data, shape }) => runtime.ops.tensor(data, [...shape]));
    const kept = { tensors, dispose: () => runtime.ops.dispose(tensors) };
    const rest = await run(recipe, {}, { resume: { progress, state, best: kept } });
    expect(rest.epochs).toEqual(whole.epochs.slice(3));
    expect(rest.best).toEqual(whole.best);
  });

  function store(recipe: Recipe, best: Snapshot): StoredTensor[] {
    return define(recipe).network.variables.map(({ name, shape }, i) => ({
      name,
      shape,
      data: best.tensors[i]!.dataSync() as Float32Array,
    }));
  }

  it.skipIf(skip)('restores the best epoch, also when the planned end comes later', async () => {
    const recipe = recipeOf({ learningRate: 0.3, epochs: 12, earlyStopping: { enabled: false } });
    const { result, epochs } = await run(recipe);
    const losses = epochs.map((epoch) => epoch.validationLoss ?? Number.POSITIVE_INFINITY);
    expect(result.progress.bestEpoch).toBe(1 + losses.indexOf(Math.min(...losses)));
    const evaluation = result.executor.evaluate(result.best, validation.x, validation.y);
    expect(mean(evaluation.losses)).toBeCloseTo(Math.min(...losses), 6);
    const last = await run(
      recipeOf({ ...recipe.training, earlyStopping: { enabled: false, restoreBest: false } }),
    );
    expect(last.result.progress.bestEpoch).toBe(12);
  });

  it.skipIf(skip)(
    'stops early after the patience, never before the minimum, and heeds the monitor',
    async () => {
      const wild = { learningRate: 0.3, epochs: 60 };
      const { result } = await run(recipeOf({ ...wild, earlyStopping: { patience: 4 } }));
      expect(result.ended).toBe('early');
      expect(result.progress.epochs - result.progress.bestEpoch).toBe(4);
      const patient = await run(recipeOf({ ...wild, earlyStopping: { patience: 4, minimumEpochs: 50 } }));
      expect(patient.result.progress.epochs).toBeGreaterThanOrEqual(50);
      // The metric is constant here, so nothing ever improves on it.
      const constant = await run(
        recipeOf({ ...wild, earlyStopping: { patience: 4, monitor: 'validation-metric' } }),
      );
      expect(constant.result.progress).toMatchObject({ epochs: 5, bestEpoch: 1 });
    },
  );

  it.skipIf(skip)('keeps the best so far when stopped, and says so', async () => {
    let asked = 0;
    const nextOrder = async (): Promise<Order> => (++asked > 4 ? 'stop' : 'go');
    const { result, epochs } = await run(recipeOf(), { nextOrder });
    expect(result.ended).toBe('stopped');
    expect(epochs.length).toBeGreaterThan(0);
    expect(epochs.length).toBeLessThan(8);
    expect(result.progress.bestEpoch).toBeGreaterThan(0);
  });

  it.skipIf(skip)('ends when the loss is no longer finite', async () => {
    const training = { learningRate: 100, epochs: 50, l2: 10, optimizer: { kind: 'sgd' } };
    const { result, epochs } = await run(recipeOf(training));
    expect(result.ended).toBe('diverged');
    expect(epochs.length).toBeLessThan(50);
  });

  it.skipIf(skip)(
    'a change while it runs is recorded, takes effect, and is replayed bit for bit',
    async () => {
      const ordered = [
        { at: 3, path: 'training.learning-rate', value: 0.001 },
        // From here on the graph has another term: the run goes on with another executor.
        { at: 5, path: 'training.weight-decay', value: 0.5 },
        { at: 6, path: 'model.dropout', value: 0 },
      ];
      const seen: number[] = [];
      let epoch = 0;
      const live = await run(recipeOf(), {
        takeChanges: () => ordered.filter(({ at }) => at === epoch),
        onEpoch: (done) => {
          epoch = done.epoch;
          seen.push(done.learningRate);
        },
      });
      const untouched = await run(recipeOf());
      expect(live.result.recipe.training.changes).toEqual(
        ordered.map(({ at, path, value }) => ({ epoch: at, path, value })),
      );
      expect(seen[3]! / untouched.epochs[3]!.learningRate).toBeCloseTo(0.1, 6);
      expect(live.best).not.toEqual(untouched.best);
      const replay = await run(live.result.recipe);
      expect(replay.best).toEqual(live.best);
      expect(replay.result.progress).toEqual({ ...live.result.progress, seconds: expect.anything() });
    },
  );

  it.skipIf(skip)('refuses to change what is fixed while a run goes', async () => {
    const takeChanges = () => [{ path: 'training.batch-size', value: 64 }];
    await expect(run(recipeOf(), { takeChanges })).rejects.toThrow(
      /cannot be changed while the run is going/,
    );
  });

  it.skipIf(skip)('accumulated gradients make the step of the larger batch', async () => {
    const plain = { dropout: 0 };
    const schedule = { kind: 'constant' };
    const settings = { epochs: 2, sampling: 'file-order', schedule, l2: 0, optimizer: { kind: 'sgd' } };
    const recipe = (training: object) =>
      smallRecipe({ model: plain, training: { ...settings, ...training } });
    const small = await run(recipe({ batchSize: 25, accumulate: 3 }));
    const large = await run(recipe({ batchSize: 75 }));
    expect(small.result.progress.updates).toBe(large.result.progress.updates);
    small.best.forEach((values, i) => {
      values.forEach((value, j) => expect(value).toBeCloseTo(large.best[i]![j] as number, 5));
    });
  });

  it.skipIf(skip)('a row of weight 2 counts as two rows, one of weight 0 as none', async () => {
    const settings = { epochs: 2, batchSize: 150, l2: 0, optimizer: { kind: 'sgd' } };
    const recipe = smallRecipe({ training: settings });
    const weights = new Float32Array(150).fill(1);
    expect((await run(recipe, {}, { weights })).best).toEqual((await run(recipe)).best);
    weights[0] = 0;
    weights[1] = 2;
    const weighted = await run(recipe, {}, { weights });
    expect(weighted.best).not.toEqual((await run(recipe)).best);
    const { ops } = runtime;
    const order = ops.tensor1d([1, ...Array.from({ length: 149 }, (_, i) => i + 1)], 'int32');
    const twice = { x: ops.gather(train.x, order), y: ops.gather(train.y, order) };
    const before = train;
    train = { ...train, ...twice, targets: twice.y.dataSync() as Float32Array };
    const repeated = await run(recipe);
    train = before;
    weighted.best.forEach((values, i) => {
      values.forEach((value, j) => expect(value).toBeCloseTo(repeated.best[i]![j] as number, 5));
    });
  });
});
