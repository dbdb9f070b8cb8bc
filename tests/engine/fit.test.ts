import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { crossEntropy } from '../../src/core/choices/losses/cross-entropy';
import { mlp } from '../../src/core/choices/models/mlp';
import { adam } from '../../src/core/choices/optimizers/adam';
import { sgd } from '../../src/core/choices/optimizers/sgd';
import { cosine } from '../../src/core/choices/schedules/cosine';
import { createRandom } from '../../src/core/random';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { Epoch } from '../../src/core/run/epoch';
import { loadCheckpoint, saveCheckpoint } from '../../src/engine/checkpoint/checkpoint';
import type { StoredTensor } from '../../src/engine/checkpoint/safetensors';
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import type { Executor, ExecutorKind, Snapshot } from '../../src/engine/train/executor';
import {
  type FitHooks,
  type FitInput,
  type FitResult,
  fit,
  type Order,
  type Part,
} from '../../src/engine/train/fit';
import { countParameters, initialState, type StateValues, stateLayout } from '../../src/engine/train/state';
import type { StepDefinition } from '../../src/engine/train/step';
import { hasNative } from './native-runtime';

const FEATURES = 5;

function recipeOf(training: object): Recipe {
  return recipeSchema.parse({
    seed: 4,
    data: { target: 'y' },
    training: { epochs: 8, batchSize: 32, ...training },
  });
}

describe.each([
  { device: 'cpu', kind: 'graph' },
  { device: 'wasm', kind: 'eager' },
] as const)('fit on $device', ({ device, kind }) => {
  let runtime: Runtime;
  let train: Part;
  let validation: Part;
  let definition: StepDefinition;

  beforeAll(async () => {
    if (device === 'cpu' && !hasNative) return;
    runtime = await openRuntime(device);
    const random = createRandom(9);
    train = draw(150, random);
    validation = draw(60, random);
    const network = mlp.build(mlp.schema.parse({ family: 'mlp', hidden: [12], dropout: 0.2 }), {
      inputs: FEATURES,
      outputs: 1,
    });
    const optimizer = adam.create(adam.schema.parse({ kind: 'adam' }));
    const loss = crossEntropy.create(crossEntropy.schema.parse({ kind: 'cross-entropy' }));
    definition = { network, loss, optimizer, layout: stateLayout(network, optimizer), l1: 0, l2: 1e-4 };
  });

  function draw(rows: number, random: ReturnType<typeof createRandom>): Part {
    const values = Float32Array.from({ length: rows * FEATURES }, () => random.normal());
    const targets = Float32Array.from({ length: rows }, (_, i) => {
      const [a, b] = values.subarray(i * FEATURES) as unknown as [number, number];
      return a + 0.5 * b + 0.3 * random.normal() > 0 ? 1 : 0;
    });
    return { x: runtime.ops.tensor2d(values, [rows, FEATURES]), y: runtime.ops.tensor1d(targets), targets };
  }

  function create(recipe: Recipe, state?: StateValues): Executor {
    return createExecutor(runtime, kind as ExecutorKind, {
      definition,
      x: train.x,
      y: train.y,
      batchSize: recipe.training.batchSize,
      state: state ?? initialState(definition.network, definition.layout, recipe.seed),
      seed: recipe.seed,
    });
  }

  async function run(
    executor: Executor,
    recipe: Recipe,
    hooks: Partial<FitHooks> = {},
    resume: FitInput['resume'] = null,
  ): Promise<{ result: FitResult; epochs: Epoch[]; best: Float32Array[] }> {
    const epochs: Epoch[] = [];
    const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const result = await fit(
      {
        executor,
        recipe,
        schedule: cosine.create({ kind: 'cosine', finalShare: 0 }),
        rows: train.targets.length,
        parameters: countParameters(definition.network),
        train,
        validation,
        score: ({ losses }) => ({ loss: mean(losses), metric: 0 }),
        resume,
      },
      {
        nextOrder: async () => 'go',
        onEpoch: (epoch) => epochs.push({ ...epoch, seconds: 0 }),
        onCheckpoint: () => {},
        ...hooks,
      },
    );
    return { result, epochs, best: result.best.tensors.map((tensor) => tensor.dataSync() as Float32Array) };
  }

  const skip = device === 'cpu' && !hasNative;

  it.skipIf(skip)('repeats bit for bit and lowers the loss', async () => {
    const recipe = recipeOf({ learningRate: 0.01 });
    const [a, b] = [await run(create(recipe), recipe), await run(create(recipe), recipe)];
    expect(a.epochs).toEqual(b.epochs);
    expect(a.best).toEqual(b.best);
    expect(a.epochs.at(-1)!.trainLoss!).toBeLessThan(a.epochs[0]!.trainLoss!);
    expect(a.result.ended).toBe('planned');
  });

  it.skipIf(skip)('goes on from a checkpoint bit for bit', async () => {
    const recipe = recipeOf({ learningRate: 0.01 });
    const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-checkpoint-'));
    const first = create(recipe);
    const whole = await run(first, recipe, {
      onCheckpoint(progress, best) {
        if (progress.epochs === 3)
          saveCheckpoint(folder, { progress: { ...progress }, state: first.readState(), best: store(best) });
      },
    });
    const checkpoint = loadCheckpoint(folder)!;
    expect(checkpoint.progress.epochs).toBe(3);
    const tensors = checkpoint.best.map(({ data, shape }) => runtime.ops.tensor(data, [...shape]));
    const rest = await run(
      create(recipe, checkpoint.state),
      recipe,
      {},
      {
        progress: checkpoint.progress,
        best: { tensors, dispose: () => runtime.ops.dispose(tensors) },
      },
    );
    expect(rest.epochs).toEqual(whole.epochs.slice(3));
    expect(rest.best).toEqual(whole.best);
  });

  function store(best: Snapshot): StoredTensor[] {
    return definition.network.variables.map(({ name, shape }, i) => ({
      name,
      shape,
      data: best.tensors[i]!.dataSync() as Float32Array,
    }));
  }

  it.skipIf(skip)('restores the best epoch, also when the planned end comes later', async () => {
    const recipe = recipeOf({ learningRate: 0.3, epochs: 12, earlyStopping: { enabled: false } });
    const { result, epochs } = await run(create(recipe), recipe);
    const losses = epochs.map((epoch) => epoch.validationLoss ?? Number.POSITIVE_INFINITY);
    expect(result.progress.bestEpoch).toBe(1 + losses.indexOf(Math.min(...losses)));
    const evaluation = create(recipe).evaluate(result.best, validation.x, validation.y);
    const mean = evaluation.losses.reduce((sum, value) => sum + value, 0) / evaluation.losses.length;
    expect(mean).toBeCloseTo(Math.min(...losses), 6);
  });

  it.skipIf(skip)('stops early after the patience, and never before', async () => {
    const recipe = recipeOf({ learningRate: 0.3, epochs: 60, earlyStopping: { patience: 4 } });
    const { result } = await run(create(recipe), recipe);
    expect(result.ended).toBe('early');
    expect(result.progress.epochs - result.progress.bestEpoch).toBe(4);
  });

  it.skipIf(skip)('keeps the best so far when stopped, and says so', async () => {
    const recipe = recipeOf({ learningRate: 0.01 });
    let asked = 0;
    const nextOrder = async (): Promise<Order> => (++asked > 4 ? 'stop' : 'go');
    const { result, epochs } = await run(create(recipe), recipe, { nextOrder });
    expect(result.ended).toBe('stopped');
    expect(epochs.length).toBeGreaterThan(0);
    expect(epochs.length).toBeLessThan(8);
    expect(result.progress.bestEpoch).toBeGreaterThan(0);
  });

  it.skipIf(skip)('ends when the loss is no longer finite', async () => {
    const recipe = recipeOf({ learningRate: 100, epochs: 50 });
    const optimizer = sgd.create({ kind: 'sgd' });
    const wild = { ...definition, optimizer, layout: stateLayout(definition.network, optimizer), l2: 10 };
    const executor = createExecutor(runtime, kind as ExecutorKind, {
      definition: wild,
      x: train.x,
      y: train.y,
      batchSize: 32,
      state: initialState(wild.network, wild.layout, 1),
      seed: 1,
    });
    const { result, epochs } = await run(executor, recipe);
    expect(result.ended).toBe('diverged');
    expect(epochs.length).toBeLessThan(50);
  });
});
