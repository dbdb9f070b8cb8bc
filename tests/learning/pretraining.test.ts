// The shipped example of pre-training: few labels, many rows, and a clear gain.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/core/recipe/paths';
import { recipeSchema } from '../../src/core/recipe/recipe';
import { pairedEffect } from '../../src/core/statistics/paired';
import { openRuntime } from '../../src/engine/runtime/runtime';
import { readFiles } from '../../src/trainer/load-data';
import { createOrders } from '../../src/trainer/orders';
import { type RecipeScore, scoreRecipe } from '../../src/trainer/score-recipe';
import { hasNative } from '../engine/native-runtime';

const root = path.join(import.meta.dirname, '..', '..');
const sample = path.join(root, 'resources', 'samples', 'pump-states.csv');

// Eight trainings, on a machine that may be busy.
describe.skipIf(!hasNative)('pre-training on the pumps', { timeout: 600_000 }, () => {
  it('lowers the loss for every seed and raises the accuracy', async () => {
    const runtime = await openRuntime('cpu');
    // A larger test part than usual, so that few seeds say enough.
    const before = recipeSchema.parse({
      data: { target: 'diagnosis' },
      split: { kind: 'stratified', test: 0.4 },
    });
    const after = applyChanges(before, { 'training.pretraining': true });
    const files = await readFiles({ recipe: before, data: sample, test: null }, () => {});
    const hooks = { orders: createOrders(() => {}), onShare: () => {} };
    const scores: [RecipeScore, RecipeScore][] = [];
    for (const seed of [1, 2, 3, 4]) {
      const one = await scoreRecipe(runtime, files, { ...before, seed }, hooks);
      const other = await scoreRecipe(runtime, files, { ...after, seed }, hooks);
      if (!one || !other) throw new Error('A training was ordered off');
      scores.push([one, other]);
    }
    const effectOf = (of: (score: RecipeScore) => number, better: 'higher' | 'lower') =>
      pairedEffect(
        scores.map(([one]) => of(one)),
        scores.map(([, other]) => of(other)),
        better,
      );
    expect(scores[0]?.[0]).toMatchObject({ part: 'test', rows: 60 });
    expect(effectOf((score) => score.loss, 'lower')).toMatchObject({ wins: 4 });
    const accuracy = effectOf((score) => score.metric, 'higher');
    expect(accuracy?.mean).toBeGreaterThan(0.03);
    expect(accuracy?.probability).toBeGreaterThan(0.9);
  });
});

it('the pumps are made anew byte for byte', () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'hone-pumps-')), 'pumps.csv');
  execFileSync(process.execPath, [path.join(root, 'scripts', 'samples', 'pump-states.mjs'), file]);
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(sample, 'utf8'));
});
