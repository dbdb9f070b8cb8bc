// A prediction job writes the columns of its model: the value with its quantiles, or the class with its probabilities.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fitPreparation } from '../../src/core/preparation/fit-preparation';
import type { Target } from '../../src/core/preparation/preparation';
import { inputColumns } from '../../src/core/preparation/prepare-rows';
import { defaultRecipe, recipeSchema } from '../../src/core/recipe/recipe';
import { initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { predict } from '../../src/trainer/predict-job';
import { writeModel } from '../../src/trainer/run-files';

const base = mkdtempSync(path.join(os.tmpdir(), 'hone-predict-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A model of one number column with the weights it starts with. */
function writeUntrained(folder: string, target: Target, training: object, id: string[]): void {
  const recipe = recipeSchema.parse({
    data: { target: 'y', id },
    model: { family: 'mlp', hidden: [5] },
    training,
    hardware: { device: 'wasm' },
  });
  const table = {
    rows: 3,
    columns: [{ name: 'x', type: 'number' as const, values: Float64Array.of(1, 2, 4) }],
  };
  const preparation = fitPreparation(table, Int32Array.of(0, 1, 2), defaultRecipe('y'));
  const classes = target.kind === 'classes' ? target.classes.length : 1;
  const task = target.kind === 'number' ? 'regression' : classes === 2 ? 'binary' : 'multiclass';
  const { network, layout } = stepOf({ recipe, task, columns: inputColumns(preparation), classes });
  const state = initialState(network, layout, 3);
  const tensors = network.variables.map(({ name, shape }) => ({
    name,
    shape,
    data: state.get(`variable/${name}`) as Float32Array,
  }));
  mkdirSync(path.join(folder, 'model'), { recursive: true });
  writeFileSync(path.join(folder, 'recipe.json'), JSON.stringify(recipe));
  writeModel(folder, { version: 2, preparation, target }, tensors, 1);
}

async function predictions(
  name: string,
  target: Target,
  training: object,
  { id = [], text = 'x\n1\n-30\n\n7\n' }: { id?: string[]; text?: string } = {},
): Promise<string[][]> {
  const [model, data, out] = [name, `${name}.csv`, `${name}-out.csv`].map((file) =>
    path.join(base, file),
  ) as [string, string, string];
  writeUntrained(model, target, training, id);
  writeFileSync(data, text);
  await predict({ kind: 'predict', model, data, out }, () => {});
  return readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

test('quantiles stand behind the value, in ascending order, in the unit of the file', async () => {
  const target = {
    kind: 'number',
    name: 'y',
    mean: 500,
    deviation: 2,
    quantiles: [0.05, 0.5, 0.975],
  } as const;
  const loss = { kind: 'quantile', quantiles: [0.5, 0.975, 0.05] };
  const [names, ...rows] = await predictions(
    'ranges',
    { ...target, quantiles: [...target.quantiles] },
    { loss },
  );
  expect(names).toEqual(['prediction', 'q05', 'q50', 'q975']);
  for (const row of rows) {
    const [value, ...quantiles] = row.map(Number) as [number, ...number[]];
    expect(value).toBe(quantiles[1]);
    expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
    expect(Math.abs(value - 500)).toBeLessThan(100);
  }
  expect(new Set(rows.map(([value]) => value)).size).toBeGreaterThan(2);
});

test('a number alone is one column', async () => {
  const rows = await predictions(
    'counts',
    { kind: 'number', name: 'y', mean: 0, deviation: 3 },
    { loss: { kind: 'poisson' } },
  );
  expect(rows.map((row) => row.length)).toEqual(rows.map(() => 1));
  expect(rows[0]).toEqual(['prediction']);
  for (const [value] of rows.slice(1)) expect(Number(value)).toBeGreaterThan(0);
});

test('ordered classes have a probability each, though the network has one output fewer', async () => {
  const target: Target = { kind: 'classes', name: 'y', classes: ['low', 'middle', 'high', 'top'] };
  const [names, ...rows] = await predictions('grades', target, { loss: { kind: 'ordinal' } });
  expect(names).toEqual(['prediction', ...target.classes.map((one) => `probability:${one}`)]);
  for (const [winner, ...shares] of rows) {
    const numbers = shares.map(Number);
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
    expect(winner).toBe(target.classes[numbers.indexOf(Math.max(...numbers))]);
  }
});

test('the names of the rows stand before the prediction, as the file writes them', async () => {
  const target = { kind: 'number', name: 'y', mean: 0, deviation: 1 } as const;
  const [names, ...rows] = await predictions(
    'named',
    target,
    {},
    {
      id: ['patient', 'absent'],
      text: 'patient,x\n007,1\n,2\n8.0,7\n',
    },
  );
  expect(names).toEqual(['patient', 'prediction']);
  expect(rows.map(([patient]) => patient)).toEqual(['007', '', '8.0']);
});
