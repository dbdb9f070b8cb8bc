// A whole run with pre-training, in this process: its rows, its epochs, its facts, and that it repeats and resumes bit for bit.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { createRandom } from '../../src/core/random';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import { type Epoch, epochSchema } from '../../src/core/run/epoch';
import type { TrainerEvent, TrainJob } from '../../src/core/run/job';
import type { RunRecord } from '../../src/core/run/record';
import { type Checkpoint, saveCheckpoint } from '../../src/engine/checkpoint/checkpoint';
import { readSafetensors } from '../../src/engine/checkpoint/safetensors';
import { openRuntime } from '../../src/engine/runtime/runtime';
import { loadData } from '../../src/trainer/load-data';
import { createOrders, type Orders } from '../../src/trainer/orders';
import { pretrainHooks, pretrainRun } from '../../src/trainer/pretrain';
import { runFiles } from '../../src/trainer/run-files';
import { train } from '../../src/trainer/train-job';
import { hasNative } from '../engine/native-runtime';

vi.setConfig({ testTimeout: 240_000 });
const device = hasNative ? 'cpu' : 'wasm';
const scratch = mkdtempSync(path.join(os.tmpdir(), 'hone-pretraining-'));
const file = path.join(scratch, 'table.csv');
const PLANNED = 6;

/** 120 rows, of which every third has a class. */
function writeTable(): void {
  const random = createRandom(3);
  const rows = Array.from({ length: 120 }, (_, i) => {
    const [a, b, c] = [random.normal(), random.normal(), random.normal()];
    const label = a + b > 0 ? 'yes' : 'no';
    return [a, b, c, a + 0.1 * c]
      .map((value) => value.toFixed(4))
      .concat(i % 3 === 0 ? label : '')
      .join(',');
  });
  writeFileSync(file, `a,b,c,d,y\n${rows.join('\n')}\n`);
}
writeTable();

function recipeOf(pretraining: object = {}, training: object = {}): Recipe {
  return recipeSchema.parse({
    data: { target: 'y' },
    model: { family: 'mlp', hidden: [8, 6], normalization: { kind: 'batch-normalization' } },
    training: {
      epochs: 5,
      batchSize: 16,
      preflight: false,
      pretraining: { enabled: true, epochs: PLANNED, ...pretraining },
      ...training,
    },
    hardware: { device },
  });
}

interface Run {
  folder: string;
  events: TrainerEvent[];
  record: Partial<RunRecord>;
  epochs: Epoch[];
  weights: Map<string, Float32Array>;
}

async function run(
  recipe: Recipe,
  options: { from?: Checkpoint; orders?: Orders; onEvent?: (event: TrainerEvent) => void } = {},
): Promise<Run> {
  const folder = mkdtempSync(path.join(scratch, 'run-'));
  if (options.from) saveCheckpoint(runFiles(folder).checkpoints, options.from);
  const job: TrainJob = {
    kind: 'train',
    runId: 'r',
    folder,
    recipe,
    data: file,
    test: null,
    resume: options.from !== undefined,
  };
  const events: TrainerEvent[] = [];
  await train(job, options.orders ?? createOrders(() => {}), (event) => {
    events.push(event);
    options.onEvent?.(event);
  });
  const record = Object.assign(
    {},
    ...events.flatMap((event) => (event.kind === 'record' ? [event.change] : [])),
  ) as Partial<RunRecord>;
  const lines = readFileSync(runFiles(folder).metrics, 'utf8').trim().split('\n');
  const stored = path.join(runFiles(folder).model, 'weights.safetensors');
  const { tensors } = readSafetensors(readFileSync(stored), stored);
  return {
    folder,
    events,
    record,
    epochs: lines.map((line) => epochSchema.parse(JSON.parse(line))),
    weights: new Map(tensors.map(({ name, data }) => [name, data as Float32Array])),
  };
}

/** The encoder that the recipe's pre-training gives, and a checkpoint from its middle. */
async function pretrainedOf(recipe: Recipe, at = 3) {
  const runtime = await openRuntime(device);
  const data = await loadData({ recipe, data: file, test: null }, runtime.ops, () => {});
  const checkpoints: Checkpoint[] = [];
  const hooks = pretrainHooks(
    createOrders(() => {}),
    {
      epoch() {},
      checkpoint: (make) => {
        const checkpoint = make();
        checkpoints.push({ ...checkpoint, progress: { ...checkpoint.progress } });
      },
    },
  );
  const { start } = await pretrainRun(runtime, recipe, data, hooks);
  return { encoder: start, checkpoint: checkpoints[at - 1] as Checkpoint };
}

const timeless = (epochs: readonly Epoch[]) => epochs.map((epoch) => ({ ...epoch, seconds: 0 }));
const hiddenOf = ({ weights }: Run) => [...weights].filter(([name]) => !name.startsWith('output/'));

test('a run keeps both phases, uses the rows without a class, and says so', async () => {
  const { epochs, record, events } = await run(recipeOf());
  expect(epochs.map(({ phase, epoch }) => `${phase} ${epoch}`)).toEqual([
    ...Array.from({ length: PLANNED }, (_, i) => `pretraining ${i + 1}`),
    ...Array.from({ length: 5 }, (_, i) => `training ${i + 1}`),
  ]);
  expect(record).toMatchObject({ state: 'finished', epochs: 5, rows: { train: 26 } });
  expect(record.pretraining).toMatchObject({
    epochs: PLANNED,
    rows: 106,
    unlabelledRows: 80,
    skipped: false,
  });
  expect(record.warnings).toContain(
    '80 rows have no value in "y": pre-training uses them, training leaves them out.',
  );
  expect(events.some((event) => event.kind === 'progress' && event.phase === 'pre-training')).toBe(true);
});

test('training starts from the encoder: with layers frozen to the end they are its values, bit for bit', async () => {
  const recipe = recipeOf({ frozenEpochs: 5 });
  const { encoder } = await pretrainedOf(recipe);
  const frozen = await run(recipe);
  for (const [name, values] of hiddenOf(frozen).filter(([name]) => !name.includes('moving')))
    expect(values, name).toEqual(encoder.get(`variable/${name}`));
  const free = await run(recipeOf());
  const without = await run(recipeOf({ enabled: false }));
  for (const one of [free, without])
    expect(one.weights.get('dense-1/kernel')).not.toEqual(frozen.weights.get('dense-1/kernel'));
  expect(free.weights).not.toEqual(without.weights);
});

test('the same recipe gives the same run', async () => {
  const recipe = recipeOf({ layout: 'layer-wise', kind: 'plain' });
  const [one, other] = [await run(recipe), await run(recipe)];
  expect(timeless(other.epochs)).toEqual(timeless(one.epochs));
  expect(other.weights).toEqual(one.weights);
  expect(one.epochs.filter(({ phase }) => phase === 'pretraining')).toHaveLength(2 * PLANNED);
});

test.each(['whole', 'layer-wise'])(
  'a run that goes on within pre-training (%s) ends as if it had not stopped',
  async (layout) => {
    const recipe = recipeOf({ layout });
    const whole = await run(recipe);
    const at = layout === 'whole' ? 3 : PLANNED + 2;
    const { checkpoint } = await pretrainedOf(recipe, at);
    expect(checkpoint.pretraining?.stage).toBe(layout === 'whole' ? 0 : 1);
    const resumed = await run(recipe, { from: checkpoint });
    expect(resumed.weights).toEqual(whole.weights);
    expect(timeless(resumed.epochs)).toEqual(timeless(whole.epochs.slice(at)));
    expect(resumed.record.pretraining?.epochs).toBe(whole.record.pretraining?.epochs);
  },
);

test('a skip ends pre-training alone, a stop the run, a cancel everything', async () => {
  const orderedIn = (order: 'skip' | 'stop' | 'cancel') => {
    const orders = createOrders(() => {});
    const onEvent = (event: TrainerEvent) => {
      if (event.kind === 'epochs' && event.epochs[0]?.phase === 'pretraining') orders.give(order);
    };
    return run(recipeOf({ epochs: 2000 }), { orders, onEvent });
  };
  const { record, epochs } = await orderedIn('skip');
  expect(record).toMatchObject({ state: 'finished', epochs: 5, pretraining: { skipped: true } });
  expect(epochs.filter(({ phase }) => phase === 'pretraining').length).toBeLessThan(2000);
  await expect(orderedIn('stop')).rejects.toMatchObject({ code: 'cancelled' });
  await expect(orderedIn('cancel')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a change that is ordered in pre-training holds from the first epoch of training on', async () => {
  const orders = createOrders(() => {});
  orders.change({ path: 'training.l2', value: 0.5 });
  const { events } = await run(recipeOf(), { orders });
  const recipes = events.flatMap((event) =>
    event.kind === 'record' && event.change.recipe ? [event.change.recipe] : [],
  );
  expect(recipes.at(-1)?.training.changes).toEqual([{ epoch: 0, path: 'training.l2', value: 0.5 }]);
});
