// Made rows in whole runs: counted, kept out of every judgement, repeated and resumed bit for bit, learned from training rows alone.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { createRandom } from '../../src/core/random';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import { epochSchema } from '../../src/core/run/epoch';
import type { TrainerEvent } from '../../src/core/run/job';
import type { RunRecord } from '../../src/core/run/record';
import { openRuntime } from '../../src/engine/runtime/runtime';
import { loadData } from '../../src/trainer/load-data';
import { createOrders } from '../../src/trainer/orders';
import { runFiles } from '../../src/trainer/run-files';
import { train } from '../../src/trainer/train-job';
import { hasNative } from '../engine/native-runtime';

vi.setConfig({ testTimeout: 240_000 });
const device = hasNative ? 'cpu' : 'wasm';
const scratch = mkdtempSync(path.join(os.tmpdir(), 'hone-augment-'));

/** 200 rows, an eighth of them `rare`; `shift` moves the numbers of all rows that do not train. */
function writeTable(name: string, shift = 0): string {
  const random = createRandom(3);
  const rows = Array.from({ length: 200 }, (_, i) => {
    const label = i % 8 === 0 ? 'rare' : 'common';
    const part = i % 5 === 0 ? 'validation' : i % 5 === 1 ? 'test' : 'train';
    const away = part === 'train' ? 0 : shift;
    const [a, b] = [random.normal() + (label === 'rare' ? 1 : 0) + away, random.normal() + away];
    return `${a.toFixed(4)},${b.toFixed(4)},${['red', 'blue'][random.integer(2)]},${part},${label}`;
  });
  const file = path.join(scratch, name);
  writeFileSync(file, `a,b,colour,part,y\n${rows.join('\n')}\n`);
  return file;
}
const file = writeTable('table.csv');

function recipeOf(augment: object, training: object = {}): Recipe {
  return recipeSchema.parse({
    data: { target: 'y', part: 'part' },
    split: { kind: 'column' },
    augment,
    model: { family: 'mlp', hidden: [8] },
    training: { epochs: 4, batchSize: 16, preflight: false, ...training },
    hardware: { device },
  });
}

async function run(recipe: Recipe) {
  const folder = mkdtempSync(path.join(scratch, 'run-'));
  const events: TrainerEvent[] = [];
  await train(
    { kind: 'train', runId: 'r', folder, recipe, data: file, test: null, resume: false },
    createOrders(() => {}),
    (event) => events.push(event),
  );
  const changes = events.flatMap((event) => (event.kind === 'record' ? [event.change] : []));
  const lines = readFileSync(runFiles(folder).metrics, 'utf8').trim().split('\n');
  return {
    record: Object.assign({}, ...changes) as Partial<RunRecord>,
    epochs: lines.map((line) => ({ ...epochSchema.parse(JSON.parse(line)), seconds: 0 })),
  };
}

async function load(recipe: Recipe, table = file) {
  const runtime = await openRuntime(device);
  return loadData({ recipe, data: table, test: null }, runtime.ops, () => {});
}

test('a run counts what was made of which class, and judges real rows', async () => {
  const { record } = await run(recipeOf({ kind: 'smote-nc' }));
  const rare = record.augmentation?.sources[0];
  expect(record).toMatchObject({ state: 'finished', rows: { train: 120, validation: 40, test: 40 } });
  expect(record.augmentation).toMatchObject({ kind: 'smote-nc', rows: 120, removed: 0, renewed: false });
  expect(rare).toMatchObject({ class: 'rare', made: 90 });
  expect(rare?.from).toBeLessThanOrEqual(15);
});

test('without more data nothing is recorded, and rows that are left out train no more', async () => {
  expect((await run(recipeOf({ kind: 'none' }))).record.augmentation).toBeUndefined();
  const data = await load(recipeOf({ kind: 'random-under' }));
  expect(data.train.targets.length).toBe(120);
  expect(data.trained.part.targets.length).toBe(30);
  expect((await run(recipeOf({ kind: 'random-under' }))).record.augmentation).toMatchObject({
    removed: 90,
    made: 0,
  });
});

test('each epoch trains on rows of its own where the recipe says so, the same ones again in another run', async () => {
  const recipe = recipeOf({ kind: 'gaussian-noise', deviation: 1 });
  const [one, again] = [await run(recipe), await run(recipe)];
  expect(one.record.augmentation?.renewed).toBe(true);
  expect(again.epochs).toEqual(one.epochs);
  const once = await run(recipeOf({ kind: 'gaussian-noise', deviation: 1, renew: 'once' }));
  expect(once.epochs[0]).toEqual(one.epochs[0]);
  expect(once.epochs[1]).not.toEqual(one.epochs[1]);
});

test.runIf(hasNative)(
  'compiled and op by op, epochs with rows of their own give the same losses',
  async () => {
    const recipe = recipeOf({ kind: 'mixup' });
    const losses = async (executor: 'graph' | 'eager') => {
      const { epochs } = await run({ ...recipe, hardware: { ...recipe.hardware, executor } });
      return epochs.map(({ trainLoss }) => trainLoss as number);
    };
    const [graph, eager] = [await losses('graph'), await losses('eager')];
    for (const [i, loss] of graph.entries()) expect(loss).toBeCloseTo(eager[i] as number, 4);
  },
);

test.each(['smote-nc', 'gaussian-copula', 'random-over', 'mixup'])(
  '%s makes the same rows whatever the validation and test rows hold',
  async (kind) => {
    const [here, there] = [file, writeTable('shifted.csv', 50)];
    const made = await Promise.all(
      [here, there].map(async (table) => {
        const { trained } = await load(recipeOf({ kind }), table);
        return { x: trained.part.x.dataSync(), y: trained.part.targets, weights: trained.part.weights };
      }),
    );
    expect(made[1]).toEqual(made[0]);
  },
);
