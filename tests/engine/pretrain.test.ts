// Pre-training: what autoencoders learn, how they are stacked, and that a resumed one is the same.
import { afterAll, expect, test } from 'vitest';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { Epoch } from '../../src/core/run/epoch';
import type { Tensor2D } from '../../src/core/tensor';
import { autoencoders } from '../../src/engine/train/autoencoder';
import { openRuntime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { encodeWith } from '../../src/engine/train/encode';
import { planEpoch } from '../../src/engine/train/epoch-plan';
import type { ExecutorKind } from '../../src/engine/train/executor';
import type { Order } from '../../src/engine/train/fit';
import { autoencoderStep } from '../../src/engine/train/autoencoder-step';
import { type PretrainResult, pretrain } from '../../src/engine/train/pretrain';
import type { PretrainHooks, PretrainingPoint } from '../../src/engine/train/pretraining-point';
import { initialState, type StateValues } from '../../src/engine/train/state';
import { networkOf } from '../../src/engine/train/step-of';
import { hasNative } from './native-runtime';
import { largestDifference, smallData, smallRecipe } from './small-training';

const runtime = await openRuntime(hasNative ? 'cpu' : 'wasm');
const { x } = smallData(runtime, 'binary', { rows: 300 });
const columns = { numbers: 6, categories: [] };
afterAll(() => x.dispose());

function recipeOf(pretraining: object = {}, model: object = {}, training: object = {}): Recipe {
  return smallRecipe({
    model: { hidden: [12, 8], dropout: 0.2, normalization: { kind: 'batch-normalization' }, ...model },
    training: { ...training, pretraining: { enabled: true, epochs: 4, ...pretraining } },
  });
}

interface Seen {
  epochs: Epoch[];
  points: PretrainingPoint[];
}

async function run(
  recipe: Recipe,
  options: { rows?: Tensor2D; resume?: PretrainingPoint; order?: (epochs: number) => Order | 'skip' } = {},
): Promise<PretrainResult & Seen> {
  const seen: Seen = { epochs: [], points: [] };
  const hooks: PretrainHooks = {
    nextOrder: async () => options.order?.(seen.epochs.length) ?? 'go',
    onEpoch: (epoch) => seen.epochs.push(epoch),
    onCheckpoint: (point) => seen.points.push(copyOf(point())),
  };
  const result = await pretrain(
    runtime,
    { recipe, columns, rows: options.rows ?? x, resume: options.resume ?? null },
    hooks,
  );
  return { ...result, ...seen };
}

/** As a checkpoint on disk would hold it. */
function copyOf(point: PretrainingPoint): PretrainingPoint {
  const copy = (values: StateValues): StateValues => new Map([...values].map(([k, v]) => [k, v.slice()]));
  return {
    ...point,
    progress: { ...point.progress, losses: [...point.progress.losses] },
    state: copy(point.state),
    best: copy(point.best),
    encoder: copy(point.encoder),
  };
}

const firstState = (recipe: Recipe): StateValues => {
  const { variables } = networkOf(recipe, columns, 1);
  const network = { ...networkOf(recipe, columns, 1), variables };
  const layout = variables.map(({ name, shape }) => ({
    name: `variable/${name}`,
    dtype: 'float32' as const,
    shape,
  }));
  return initialState(network, layout, recipe.seed);
};

test('the encoder holds every variable of the hidden layers, moving statistics too, and each has changed', async () => {
  const recipe = recipeOf();
  const { encoder, ended, stages } = await run(recipe);
  const start = firstState(recipe);
  const hidden = [...start.keys()].filter((name) => !name.startsWith('variable/output/'));
  expect([...encoder.keys()].sort()).toEqual(hidden.sort());
  expect(hidden.some((name) => name.includes('moving'))).toBe(true);
  // A bias in front of a batch normalization has no effect, and so no gradient.
  for (const name of hidden.filter((one) => !/dense-\d\/bias/.test(one)))
    expect(encoder.get(name), name).not.toEqual(start.get(name));
  expect(ended).toBe('planned');
  expect(stages).toHaveLength(1);
});

test('the reconstruction of held out rows gets better', async () => {
  const { stages, epochs } = await run(
    recipeOf({ kind: 'plain', epochs: 30 }, { normalization: { kind: 'none' } }),
  );
  const [stage] = stages;
  expect(stage?.lastLoss).toBeLessThan(0.6 * (stage?.firstLoss as number));
  expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect(epochs.every(({ phase, trainMetric }) => phase === 'pretraining' && trainMetric === null)).toBe(
    true,
  );
});

test('a denoising one learns what columns say of each other: it is of no use to copy', async () => {
  const rows = runtime.ops.tidy(() => {
    const [half] = runtime.ops.split(x, 2, 1) as [Tensor2D, Tensor2D];
    return runtime.ops.concat([half, half], 1) as Tensor2D;
  });
  const lastOf = async (input: Tensor2D) => {
    const pretraining = { epochs: 120, corruption: 0.2, unchanged: 0 };
    const { stages } = await run(recipeOf(pretraining, { normalization: { kind: 'none' } }), { rows: input });
    return stages[0]?.lastLoss as number;
  };
  // Each column of the first stands twice; those of the second are independent.
  expect(await lastOf(rows)).toBeLessThan(0.5);
  expect(await lastOf(x)).toBeGreaterThan(0.8);
  rows.dispose();
});

test('layer-wise trains each block in turn, on the output of those before it', async () => {
  const recipe = recipeOf({ layout: 'layer-wise' });
  const { points, stages, encoder, epochs } = await run(recipe);
  expect(stages.map(({ epochs }) => epochs)).toEqual([4, 4]);
  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const [first, second] = autoencoders(recipe, columns);
  const names = (layers: readonly { variables: readonly { name: string }[] }[]) =>
    layers.flatMap((layer) => layer.variables.map(({ name }) => `variable/${name}`));
  // The second stage neither holds nor changes the first block.
  const during = points.filter(({ stage }) => stage === 1);
  for (const name of names(first?.encoder ?? [])) {
    expect(during[0]?.state.has(name), name).toBe(false);
    expect(encoder.get(name)).toEqual(during[0]?.encoder.get(name));
  }
  expect(second?.numbers).toBe(12);
  const coded = encodeWith(runtime, first?.encoder ?? [], encoder, x);
  expect(coded.shape).toEqual([300, 12]);
  coded.dispose();
});

test('plain is denoising without corruption', async () => {
  const plain = await run(recipeOf({ kind: 'plain' }));
  const without = await run(recipeOf({ kind: 'denoising', corruption: 0 }));
  const denoising = await run(recipeOf({ kind: 'denoising', corruption: 0.3 }));
  expect(plain.encoder).toEqual(without.encoder);
  expect(plain.encoder).not.toEqual(denoising.encoder);
});

test('the same recipe and rows give the same encoder; the seed changes it', async () => {
  const recipe = recipeOf();
  const once = await run(recipe);
  expect((await run(recipe)).encoder).toEqual(once.encoder);
  expect((await run({ ...recipe, seed: recipe.seed + 1 })).encoder).not.toEqual(once.encoder);
});

test.each(['whole', 'layer-wise'])(
  'a resumed one (%s) ends bit for bit where the whole one does',
  async (layout) => {
    const recipe = recipeOf({ layout });
    const whole = await run(recipe);
    for (const point of [whole.points[1], whole.points.at(-2)] as PretrainingPoint[]) {
      const resumed = await run(recipe, { resume: copyOf(point) });
      expect(resumed.encoder).toEqual(whole.encoder);
      const timeless = (stages: PretrainResult['stages']) =>
        stages.map((stage) => ({ ...stage, seconds: 0 }));
      expect(timeless(resumed.stages)).toEqual(timeless(whole.stages));
    }
  },
);

test.skipIf(!hasNative).each(['xla', 'graph'] as ExecutorKind[])(
  '%s and eager take the same steps',
  (kind) => {
    // A bias in front of a batch normalization moves by rounding alone, which Adam enlarges.
    const recipe = recipeOf({ corruption: 0.3 }, { normalization: { kind: 'none' } });
    const [stage] = autoencoders(recipe, columns);
    if (!stage) throw new Error('No stage');
    const definition = autoencoderStep(recipe, columns, stage);
    const y = runtime.ops.zeros([300]) as never;
    const [a, b] = (['eager', kind] as ExecutorKind[]).map((one) => {
      const state = initialState(stage.network, definition.layout, recipe.seed);
      const executor = createExecutor(runtime, one, {
        definition,
        x,
        y,
        weights: null,
        batchSize: 32,
        state,
      });
      const facts = { recipe, steps: executor.steps, rows: 300, classes: null, updates: 0, losses: [] };
      executor.beginEpoch(planEpoch({ ...facts, epoch: 0 }));
      executor.runSteps(0, executor.steps);
      const result = executor.readState();
      executor.dispose();
      return result;
    }) as [StateValues, StateValues];
    expect(largestDifference(b, a)).toBeLessThan(2e-5);
  },
);

test('a skip keeps what was learned and leaves the other blocks alone; a cancel says so', async () => {
  const recipe = recipeOf({ layout: 'layer-wise' });
  const skipped = await run(recipe, { order: (epochs) => (epochs < 2 ? 'go' : 'skip') });
  expect(skipped.ended).toBe('skipped');
  expect([...skipped.encoder.keys()].every((name) => !name.includes('-2/'))).toBe(true);
  expect(skipped.encoder.size).toBeGreaterThan(0);
  expect(skipped.stages).toHaveLength(1);
  const cancelled = await run(recipe, { order: () => 'cancel' });
  expect(cancelled.ended).toBe('cancelled');
});

test('what cannot be pre-trained is refused by the field', () => {
  const fieldOf = (work: () => unknown): unknown => {
    try {
      work();
    } catch (error) {
      return (error as { place: { field?: string } }).place.field;
    }
    return 'nothing was thrown';
  };
  expect(fieldOf(() => autoencoders(recipeOf({}, { hidden: [] }), columns))).toBe('training.pretraining');
  const codes = { numbers: 0, categories: [4], dimension: 2 };
  expect(fieldOf(() => autoencoders(recipeOf(), codes))).toBe('training.pretraining');
  const convolutional = recipeOf({ layout: 'layer-wise' }, { family: 'convolutional', steps: 3 });
  expect(fieldOf(() => autoencoders(convolutional, columns))).toBe('training.pretraining.layout');
});

test('a convolutional network is pre-trained as a whole', async () => {
  const recipe = recipeOf({}, { family: 'convolutional', steps: 3, filters: [4] });
  const { encoder, stages } = await run(recipe);
  expect(encoder.has('variable/convolution-1/kernel')).toBe(true);
  expect(encoder.has('variable/dense-2/kernel')).toBe(true);
  expect(stages[0]?.lastLoss).toBeLessThan(stages[0]?.firstLoss as number);
});

test('a rate without bounds ends in an error that names it', async () => {
  const recipe = recipeOf(
    {},
    { normalization: { kind: 'none' } },
    { learningRate: 100, optimizer: { kind: 'sgd' } },
  );
  const before = runtime.ops.memory().numTensors;
  await expect(run(recipe)).rejects.toMatchObject({
    code: 'training-failed',
    place: { field: 'training.learning-rate' },
  });
  expect(runtime.ops.memory().numTensors).toBe(before);
});

test('nothing but the rows stays in TensorFlow', async () => {
  await run(recipeOf({ layout: 'layer-wise', epochs: 2 }));
  const before = runtime.ops.memory().numTensors;
  await run(recipeOf({ layout: 'layer-wise', epochs: 2 }));
  expect(runtime.ops.memory().numTensors).toBe(before);
});

test.skipIf(!hasNative)('mixed precision holds in pre-training, too: its products are rounded', async () => {
  const recipe = { ...recipeOf(), hardware: { ...recipeOf().hardware, executor: 'graph' as const } };
  const exact = await run(recipe);
  const mixed = await run({ ...recipe, hardware: { ...recipe.hardware, precision: 'mixed' } });
  const [one, other] = [exact, mixed].map(({ stages }) => stages[0]?.lastLoss as number);
  expect(other).not.toBe(one);
  expect(Math.abs((other as number) / (one as number) - 1)).toBeLessThan(0.1);
});
