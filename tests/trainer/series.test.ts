// A time series from its file to forecasts: networks beat the naive ones, and changes are added up again.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { createRandom } from '../../src/core/random';
import { recipeSchema } from '../../src/core/recipe/recipe';
import type { TrainerEvent } from '../../src/core/run/job';
import type { RunRecord } from '../../src/core/run/record';
import { createOrders } from '../../src/trainer/orders';
import { predict } from '../../src/trainer/predict-job';
import { train } from '../../src/trainer/train-job';
import { hasNative } from '../engine/native-runtime';

vi.setConfig({ testTimeout: 240_000 });
const scratch = mkdtempSync(path.join(os.tmpdir(), 'hone-series-'));
const MONTHS = 480;

/** A yearly and a half-yearly wave with some noise that lasts. */
function seasonal(): number[] {
  const random = createRandom(6);
  let drift = 0;
  return Array.from({ length: MONTHS }, (_, month) => {
    drift = 0.6 * drift + random.normal();
    return (
      50 + 10 * Math.sin((2 * Math.PI * month) / 12) + 4 * Math.sin((2 * Math.PI * month) / 6 + 1) + drift
    );
  });
}
const values = seasonal();
const dateOf = (month: number) =>
  `${1960 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
const file = path.join(scratch, 'months.csv');
writeFileSync(
  file,
  `month,value\n${values.map((value, i) => `${dateOf(i)},${value.toFixed(3)}`).join('\n')}\n`,
);

/** Root mean squared error over the last fifth of taking the value so many months before. */
function naive(months: number): number {
  const start = Math.round(0.8 * MONTHS);
  const squares = values
    .slice(start)
    .map((value, i) => (value - (values[start + i - months] as number)) ** 2);
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / squares.length);
}

async function run(series: object, model: object, epochs = 40) {
  const folder = mkdtempSync(path.join(scratch, 'run-'));
  const recipe = recipeSchema.parse({
    data: { target: 'value' },
    series: { enabled: true, length: 12, ...series },
    model,
    training: { epochs, preflight: false, learningRate: 0.003 },
    hardware: { device: hasNative ? 'cpu' : 'wasm' },
  });
  const events: TrainerEvent[] = [];
  writeFileSync(path.join(folder, 'recipe.json'), JSON.stringify(recipe));
  await train(
    { kind: 'train', runId: 'r', folder, recipe, data: file, test: null, resume: false },
    createOrders(() => {}),
    (event) => events.push(event),
  );
  const changes = events.flatMap((event) => (event.kind === 'record' ? [event.change] : []));
  return { folder, record: Object.assign({}, ...changes) as Partial<RunRecord> };
}

test('a dense network beats both naive forecasts on later months', async () => {
  const { record } = await run({}, { family: 'mlp', hidden: [32] });
  expect(record.metrics?.test?.rmse).toBeLessThan(Math.min(naive(1), naive(12)));
  expect(record.warnings?.join(' ')).toContain('the split goes by time');
});

test.runIf(hasNative)('so does an LSTM, which reads the window step by step', async () => {
  const { record } = await run({}, { family: 'recurrent', units: [24] });
  expect(record.metrics?.test?.rmse).toBeLessThan(Math.min(naive(1), naive(12)));
});

test('forecasts of changes are values again, up to the month behind the table', async () => {
  const { folder } = await run({ difference: 'season', horizon: 2 }, { family: 'mlp', hidden: [8] }, 5);
  const out = path.join(scratch, 'forecast.csv');
  await predict({ kind: 'predict', model: folder, data: file, out }, () => {});
  const [head, ...lines] = readFileSync(out, 'utf8').trim().split('\n');
  expect(head).toBe('month,prediction');
  expect(lines.at(-1)?.split(',')[0]).toBe(dateOf(MONTHS + 1));
  const known = lines
    .slice(0, -2)
    .map((line, i) => Number(line.split(',')[1]) - (values[MONTHS - lines.length + 2 + i] as number));
  const error = Math.sqrt(known.reduce((sum, one) => sum + one ** 2, 0) / known.length);
  expect(error).toBeLessThan(naive(1));
});
