// Warnings for settings that change nothing: none for a recipe that is meant, one for each that is not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultRecipe, type Recipe } from '../../src/core/recipe/recipe';
import type { Task } from '../../src/core/task';
import { stepOf } from '../../src/engine/train/step-of';
import { ignoredSettings } from '../../src/trainer/ignored-settings';
import { createOrders } from '../../src/trainer/orders';
import { train } from '../../src/trainer/train-job';

function warningsOf(task: Task, training: Partial<Recipe['training']>): string[] {
  const usual = defaultRecipe('y');
  const recipe: Recipe = {
    ...usual,
    model: { ...usual.model, hidden: [8] } as Recipe['model'],
    training: { ...usual.training, ...training },
  };
  const columns = { numbers: 3, categories: [] };
  const definition = stepOf({ recipe, task, columns, classes: task === 'regression' ? 1 : 2 });
  return ignoredSettings(recipe, task, definition);
}

test.each<[Task, Partial<Recipe['training']>, RegExp]>([
  ['regression', { sampling: 'balanced' }, /balanced sampling/],
  ['regression', { classWeights: 'balanced' }, /class weights/],
  ['binary', { output: 'exp' }, /output exp/],
  ['multiclass', { output: 'softplus' }, /output softplus/],
  ['regression', { output: 'linear', loss: { kind: 'poisson' } }, /own \(exp\)/],
  ['binary', { penaltyFactors: [1, 2, 3] }, /3 penalties per layer, but 2 layers .* last one is/],
  ['binary', { penaltyFactors: [1, 2, 3, 4] }, /last 2 are/],
])('a %s with %j is told so', (task, training, sentence) => {
  const warnings = warningsOf(task, training);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(sentence);
});

test.each<[Task, Partial<Recipe['training']>]>([
  ['regression', {}],
  ['binary', { sampling: 'balanced', classWeights: 'balanced', penaltyFactors: [1, 2] }],
  ['regression', { output: 'exp' }],
  ['regression', { output: 'linear' }],
  ['regression', { output: 'exp', loss: { kind: 'poisson' } }],
  ['multiclass', { output: 'auto' }],
])('nothing is said of a %s with %j', (task, training) => {
  expect(warningsOf(task, training)).toEqual([]);
});

test('a run reports them among its warnings and writes them into its log', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-ignored-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = path.join(folder, 'table.csv');
  writeFileSync(data, ['a,y', ...Array.from({ length: 60 }, (_, i) => `${i},${i * 1.5 + 0.25}`)].join('\n'));
  const usual = defaultRecipe('y');
  const recipe: Recipe = {
    ...usual,
    model: { ...usual.model, hidden: [4] } as Recipe['model'],
    training: { ...usual.training, epochs: 1, preflight: false, classWeights: 'balanced' },
    hardware: { ...usual.hardware, device: 'wasm' },
  };
  const warnings: string[] = [];
  const job = { kind: 'train', runId: 'r', folder, recipe, data, test: null, resume: false } as const;
  await train(
    job,
    createOrders(() => {}),
    (event) => {
      if (event.kind === 'record') warnings.push(...(event.change.warnings ?? []));
    },
  );
  const sentence = 'A regression has no classes: the class weights are left out.';
  expect(warnings).toContain(sentence);
  expect(readFileSync(path.join(folder, 'log.txt'), 'utf8')).toContain(`warning: ${sentence}\n`);
});
