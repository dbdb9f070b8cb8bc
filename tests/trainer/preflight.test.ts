// The checks before a training through the real trainer: faults get their light, and a run is the same with and without.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom, permutation } from '../../src/core/random';
import { applyChanges } from '../../src/core/recipe/paths';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { TrainerEvent } from '../../src/core/run/job';
import { type Preflight, preflightSchema } from '../../src/core/run/preflight';
import { telemetrySchema } from '../../src/core/run/telemetry';
import { createOrders } from '../../src/trainer/orders';
import { preflight } from '../../src/trainer/preflight';
import { train } from '../../src/trainer/train-job';

const ROWS = 600;

/** Three columns that tell the class, in units of their own. */
function tableOf({ shuffled = false, unit = 1, sorted = false } = {}): string {
  const random = createRandom(3);
  const rows = Array.from({ length: ROWS }, () => {
    const [a, b, c] = [random.normal(), random.normal(), random.normal()];
    const label = a - 2 * b + 0.5 * c > 0 ? 'yes' : 'no';
    return { values: [a, b, c].map((value) => value * unit), label };
  });
  const labels = rows.map(({ label }) => label);
  const order = shuffled ? permutation(ROWS, createRandom(8)) : null;
  const lines = rows.map(({ values }, i) => `${values.join(',')},${order ? labels[order[i]!] : labels[i]}`);
  if (sorted) lines.sort((one, other) => (one.slice(-2) < other.slice(-2) ? -1 : 1));
  return `a,b,c,y\n${lines.join('\n')}\n`;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-preflight-'));
  writeFileSync(path.join(folder, 'plain.csv'), tableOf());
  writeFileSync(path.join(folder, 'shuffled.csv'), tableOf({ shuffled: true }));
  writeFileSync(path.join(folder, 'large.csv'), tableOf({ unit: 50_000 }));
  writeFileSync(path.join(folder, 'sorted.csv'), tableOf({ sorted: true }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function recipeOf(changes: Parameters<typeof applyChanges>[1] = {}): Recipe {
  const plain = recipeSchema.parse({
    seed: 3,
    data: { target: 'y' },
    model: { family: 'mlp', hidden: [32, 16] },
    training: { epochs: 6 },
  });
  return applyChanges(plain, changes);
}

async function check(table: string, recipe: Recipe): Promise<Preflight> {
  let result: Preflight | null = null;
  const job = { kind: 'preflight', recipe, data: path.join(folder, table) } as const;
  await preflight(
    job,
    createOrders(() => {}),
    (event) => {
      if (event.kind === 'checked') result = event.preflight;
    },
  );
  return preflightSchema.parse(result);
}

const lightOf = ({ checks }: Preflight, id: string) => checks.find((one) => one.id === id)?.light;
const sentenceOf = ({ checks }: Preflight, id: string) =>
  checks.find((one) => one.id === id)?.explanation ?? '';

describe('the real checks', () => {
  test('are green for a table and a recipe in order, and the same a second time', async () => {
    const first = await check('plain.csv', recipeOf());
    expect(first.checks.map(({ id, light }) => [id, light])).toEqual(
      first.checks.map(({ id }) => [id, 'green']),
    );
    expect(first.checks).toHaveLength(8);
    const second = await check('plain.csv', recipeOf());
    expect(second.checks).toEqual(first.checks);
  });

  test.each<[string, Parameters<typeof applyChanges>[1]]>([
    [
      'stochastic depth leaves out blocks by chance',
      { 'model.residual': true, 'model.hidden': [8, 8, 8], 'model.stochastic-depth': 0.5 },
    ],
    ['a schedule begins at zero', { 'training.schedule': 'coslog4' }],
    ['a schedule begins low', { 'training.schedule': 'one-cycle' }],
    [
      'linear units have a strength that changes nothing',
      { 'model.activation': 'linear', 'model.parametric': true },
    ],
  ])('no false light where %s', async (_why, changes) => {
    const result = await check('plain.csv', recipeOf(changes));
    expect(result.checks.filter(({ light }) => light !== 'green')).toEqual([]);
  });

  test('zeros for weights: no gradient reaches the first layer', async () => {
    const result = await check('plain.csv', recipeOf({ 'model.initializer': 'zeros' }));
    expect(lightOf(result, 'gradient-flow')).toBe('red');
    expect(sentenceOf(result, 'gradient-flow')).toContain('dense-1');
    expect(lightOf(result, 'few-rows')).toBe('red');
  });

  test('huge inputs into sigmoids: saturated, and named so', async () => {
    const result = await check(
      'large.csv',
      recipeOf({ 'prepare.scaler': 'none', 'model.activation': 'sigmoid' }),
    );
    expect(lightOf(result, 'input-scale')).toBe('red');
    expect(lightOf(result, 'gradient-flow')).toBe('red');
    expect(sentenceOf(result, 'gradient-flow')).toContain('activation-1');
    // The same table is in order once it is scaled.
    const scaled = await check('large.csv', recipeOf());
    expect(scaled.checks.every(({ light }) => light === 'green')).toBe(true);
  });

  test('huge inputs into ReLUs: the untrained network is wrong with confidence', async () => {
    const result = await check('large.csv', recipeOf({ 'prepare.scaler': 'none' }));
    expect(lightOf(result, 'untrained-loss')).toBe('red');
  });

  test('a learning rate of 100', async () => {
    const result = await check('plain.csv', recipeOf({ 'training.learning-rate': 100 }));
    expect(lightOf(result, 'learning-rate')).toBe('red');
    expect(sentenceOf(result, 'learning-rate')).toContain('100');
    expect(lightOf(result, 'few-rows')).toBe('green');
  });

  test('a learning rate that moves nothing', async () => {
    const result = await check('plain.csv', recipeOf({ 'training.learning-rate': 1e-8 }));
    expect(lightOf(result, 'learning-rate')).toBe('amber');
  });

  test('columns whose rows were mixed up say nothing', async () => {
    const result = await check('shuffled.csv', recipeOf());
    expect(lightOf(result, 'unused-inputs')).toBe('amber');
    expect(lightOf(result, 'few-rows')).toBe('green');
  });

  test('a sorted file that is not shuffled', async () => {
    const result = await check(
      'sorted.csv',
      recipeOf({ 'training.sampling': 'file-order', 'split.kind': 'random' }),
    );
    expect(lightOf(result, 'uniform-batches')).toBe('red');
    expect(lightOf(await check('sorted.csv', recipeOf()), 'uniform-batches')).toBe('green');
  });
});

describe('a run', () => {
  async function run(name: string, recipe: Recipe): Promise<{ home: string; events: TrainerEvent[] }> {
    const home = path.join(folder, name);
    mkdirSync(home);
    const events: TrainerEvent[] = [];
    const data = path.join(folder, 'plain.csv');
    const job = {
      kind: 'train',
      runId: name,
      folder: home,
      recipe,
      data,
      test: null,
      resume: false,
    } as const;
    await train(
      job,
      createOrders(() => {}),
      (event) => events.push(event),
    );
    return { home, events };
  }

  const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');
  const epochsOf = (home: string) =>
    linesOf(path.join(home, 'metrics.jsonl')).map((line) => ({ ...JSON.parse(line), seconds: 0 }));

  test('is the same bit for bit, watched or not', async () => {
    const watched = await run('watched', recipeOf({ 'training.epochs': 40 }));
    const plain = await run(
      'plain',
      recipeOf({ 'training.epochs': 40, 'training.preflight': false, 'training.telemetry': 0 }),
    );
    expect(epochsOf(watched.home)).toEqual(epochsOf(plain.home));
    const weights = (home: string) => readFileSync(path.join(home, 'model', 'weights.safetensors'));
    expect(weights(watched.home).equals(weights(plain.home))).toBe(true);
    expect(existsSync(path.join(plain.home, 'preflight.json'))).toBe(false);
    expect(existsSync(path.join(plain.home, 'telemetry.jsonl'))).toBe(false);

    const stored = preflightSchema.parse(
      JSON.parse(readFileSync(path.join(watched.home, 'preflight.json'), 'utf8')),
    );
    const told = watched.events.find((event) => event.kind === 'checked');
    expect(told).toEqual({ kind: 'checked', preflight: stored });
    const looks = linesOf(path.join(watched.home, 'telemetry.jsonl')).map((line) =>
      telemetrySchema.parse(JSON.parse(line)),
    );
    expect(looks.length).toBeGreaterThan(0);
    const streamed = watched.events.flatMap((event) => (event.kind === 'epochs' ? event.telemetry : []));
    expect(streamed).toEqual(looks);
    for (const home of [watched.home, plain.home]) {
      const { untrained } = JSON.parse(readFileSync(path.join(home, 'evidence.json'), 'utf8'));
      expect(untrained.zeroLoss).toBeCloseTo(Math.log(2), 5);
      expect(untrained.loss).toBeGreaterThan(0.3);
    }
  });
});
