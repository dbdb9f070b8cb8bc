// Recipes that earlier versions of Hone wrote are read, and mean what they meant.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { storedRecipeSchema, migrateRecipe } from '../../../src/core/recipe/migrate';
import { defaultRecipe, type Recipe, recipeSchema } from '../../../src/core/recipe/recipe';
import { jobSchema } from '../../../src/core/run/job';
import { queuedRun, runRecordSchema } from '../../../src/core/run/record';

interface OldRecipe {
  version: 1;
  data: { target: string; dialect?: object };
  model: { batchNormalization: boolean; hidden: number[]; dropout: number };
  training: { optimizer: object; epochs: number };
}

const file = new URL('version-1.json', import.meta.url);
const old = JSON.parse(readFileSync(file, 'utf8')) as OldRecipe[];

interface RecipeOfVersion2 {
  version: 2;
  data: { dialect?: { header: boolean; delimiter: string; quote: string; encoding: string } };
}

const file2 = new URL('version-2.json', import.meta.url);
const ofVersion2 = JSON.parse(readFileSync(file2, 'utf8')) as RecipeOfVersion2[];

describe.each(old.map((recipe, i) => [i, recipe] as const))('recipe %i of version 1', (_i, recipe) => {
  test('is refused as it stands and read when migrated', () => {
    expect(recipeSchema.safeParse(recipe).success).toBe(false);
    const read: Recipe = storedRecipeSchema.parse(recipe);
    expect(read.version).toBe(3);
    const { model } = read;
    if (model.family !== 'mlp') throw new Error('another family');
    expect(model.normalization).toEqual(
      recipe.model.batchNormalization
        ? { kind: 'batch-normalization', momentum: 0.9, epsilon: 1e-3 }
        : { kind: 'none' },
    );
    expect(model).not.toHaveProperty('batchNormalization');
    expect(model.hidden).toEqual(recipe.model.hidden);
    expect(model.dropout).toBe(recipe.model.dropout);
    expect(read.training.optimizer).toMatchObject(recipe.training.optimizer);
    expect(read.training.epochs).toBe(recipe.training.epochs);
  });

  test('leaves everything else that it has as it was', () => {
    const { version: _version, model: _model, data, ...rest } = recipe;
    const { dialect: _dialect, ...columns } = data;
    expect(storedRecipeSchema.parse(recipe)).toMatchObject({ ...rest, data: columns });
  });

  test('is not changed itself', () => {
    const before = JSON.stringify(recipe);
    migrateRecipe(recipe);
    expect(JSON.stringify(recipe)).toBe(before);
  });
});

describe.each(ofVersion2.map((recipe, i) => [i, recipe] as const))('recipe %i of version 2', (_i, recipe) => {
  test('is refused as it stands and read when migrated', () => {
    expect(recipeSchema.safeParse(recipe).success).toBe(false);
    const read = storedRecipeSchema.parse(recipe);
    const { version: _version, data, ...rest } = recipe;
    const { dialect, ...columns } = data;
    expect(read).toMatchObject({ version: 3, ...rest, data: columns });
    expect(read.data).toMatchObject({ group: '', time: '', id: [], part: '' });
    if (!dialect) return expect(read.data.dialect).toBeUndefined();
    const { header, ...signs } = dialect;
    expect(read.data.dialect).toEqual({
      ...signs,
      headerRows: header ? 1 : 0,
      compression: 'none',
      escape: '',
      comment: '',
      preambleLines: 0,
      footerLines: 0,
      decimal: '.',
      thousands: '',
      dateOrder: 'auto',
      missing: [],
    });
  });
});

test('the default recipe of version 2 is the default recipe of today', () => {
  expect(storedRecipeSchema.parse(ofVersion2[0])).toEqual(defaultRecipe('y'));
});

test('the default recipe of version 1 is the default recipe of today', () => {
  const { data } = defaultRecipe('y');
  expect(storedRecipeSchema.parse(old[0])).toEqual({ ...defaultRecipe('y'), data });
});

test('a recipe of today stays as it is, and what is no recipe is left for the schema to refuse', () => {
  const recipe = defaultRecipe('y');
  expect(migrateRecipe(recipe)).toBe(recipe);
  expect(storedRecipeSchema.parse(recipe)).toEqual(recipe);
  for (const value of [null, 3, 'recipe', [1], { version: 'x' }, { version: 99 }, {}])
    expect(storedRecipeSchema.safeParse(value).success).toBe(false);
});

test('records of runs and jobs hold recipes of any version', () => {
  const asked = {
    id: 'run-1',
    createdAt: '2026-01-02T03:04:05.000Z',
    recipe: defaultRecipe('y'),
    source: { path: '/a.csv', fingerprint: 'ab', test: null },
  };
  const record = { ...queuedRun(asked), state: 'finished', recipe: old[1] };
  expect(runRecordSchema.parse(record).recipe.version).toBe(3);
  expect(runRecordSchema.partial().parse({ state: 'training' })).toEqual({ state: 'training' });
  const job = {
    kind: 'train',
    runId: 'r',
    folder: '/f',
    recipe: old[1],
    data: '/a.csv',
    test: null,
    resume: true,
  };
  expect(jobSchema.parse(job)).toMatchObject({ recipe: { version: 3 } });
});
