// A range test through the real engine: a network that learns gets a rate that trains it, and the data's faults are told.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/core/random';
import { recipeSchema } from '../../src/core/recipe/recipe';
import type { TrainerEvent } from '../../src/core/run/job';
import { judgeRates, RATE_STEPS } from '../../src/core/run/judge-rate-test';
import type { RatePoint } from '../../src/core/run/rate-test';
import { createOrders } from '../../src/trainer/orders';
import { testRates } from '../../src/trainer/rate-test-job';
import { temporaryFolder } from '../data/temporary-folder';

function table(): string {
  const random = createRandom(3);
  const lines = Array.from({ length: 300 }, () => {
    const [a, b] = [random.normal(), random.normal()];
    return `${a},${b},${a - 2 * b + 0.1 * random.normal() > 0 ? 'yes' : 'no'}`;
  });
  const file = path.join(temporaryFolder(), 'table.csv');
  writeFileSync(file, `a,b,y\n${lines.join('\n')}\n`);
  return file;
}

async function run(data: string, seed = 3, onEvent: (event: TrainerEvent) => void = () => {}) {
  const points: RatePoint[] = [];
  const orders = createOrders(() => {});
  const recipe = recipeSchema.parse({ seed, data: { target: 'y' }, model: { family: 'mlp', hidden: [16] } });
  await testRates({ kind: 'rate-test', recipe, data }, orders, (event) => {
    if (event.kind === 'rates') points.push(...event.points);
    onEvent(event);
  });
  return points;
}

test('finds a rate within the range that trains such a network, and repeats itself', async () => {
  const data = table();
  const points = await run(data);
  const { suggested, edge } = judgeRates(points);
  expect(suggested!).toBeGreaterThan(1e-4);
  expect(suggested!).toBeLessThan(0.3);
  expect(edge!).toBeGreaterThan(suggested!);
  // An untrained network of two classes: the first losses are near log 2.
  expect(points[0]!.loss!).toBeGreaterThan(0.3);
  expect(points[0]!.loss!).toBeLessThan(1.5);
  expect(await run(data)).toEqual(points);
  expect(points.length).toBeLessThanOrEqual(RATE_STEPS);
});

test('ends when it is ordered off, with the points so far', async () => {
  const data = table();
  const orders = createOrders(() => {});
  const points: RatePoint[] = [];
  const recipe = recipeSchema.parse({ data: { target: 'y' } });
  await testRates({ kind: 'rate-test', recipe, data }, orders, (event) => {
    if (event.kind !== 'rates') return;
    points.push(...event.points);
    orders.give('cancel');
  });
  expect(points.length).toBeGreaterThan(0);
  expect(points.length).toBeLessThan(20);
});
