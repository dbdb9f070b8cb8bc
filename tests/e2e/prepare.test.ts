// The Prepare step in the real window: every field set in its form and trained with, folds, more data, and a series.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatValue, getPath, listPaths } from '../../src/core/recipe/paths';
import { featureSteps } from '../../src/core/choices/feature-steps';
import type { ModelCard } from '../../src/core/preparation/model-card';
import { fieldsOfSchema } from '../../src/core/recipe/fields';
import { type App, openByDialog, pictures, startApp, takePictures } from './app';
import { openTrainPage, type Settings, setFields, type Trained, type TrainPage } from './levers/train-page';
import { isPrepared, kindsOf, otherValue, prepareRow, roundsOf, setPrepared } from './prepare/prepare-form';
import { writeCustomers, writeShops } from './prepare/tables';

let folder: string;
let app: App;
let desk: TrainPage;
const faults: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-prepare-'));
  writeCustomers(folder, 'customers.csv');
  writeShops(folder, 'shops.csv');
  app = await startApp();
  app.page.setDefaultTimeout(30_000);
  app.page.on('pageerror', (error) => faults.push(error.message));
  await app.page.getByRole('heading', { name: 'Open a table' }).waitFor();
  desk = await openTrainPage(app, path.join(folder, 'customers.csv'), 'left');
  await desk.set(quick);
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One epoch of a small network: what is prepared is looked at, not what is learned. */
const quick: Settings = {
  'model.hidden': [8],
  'training.epochs': 1,
  'training.preflight': false,
};

const toPrepare = () => app.page.keyboard.press('ControlOrMeta+2');

/** Sets the fields in the Prepare step, trains, and finds them in the recipe of the run. */
async function trainWith(settings: Settings): Promise<Trained> {
  await toPrepare();
  await setPrepared(app.page, settings);
  await app.page.keyboard.press('ControlOrMeta+3');
  const run = await desk.train();
  for (const [field, value] of Object.entries(settings))
    expect(getPath(run.record.recipe, field), field).toEqual(value);
  return run;
}

async function giveRole(column: string, role: string): Promise<void> {
  await app.page.getByRole('button', { name: column, exact: true }).click();
  await app.page.getByLabel('Role', { exact: true }).selectOption(role);
  await app.page.keyboard.press('Escape');
}

const nameOf = (settings: Settings) =>
  ['split', 'prepare.imputer', 'prepare.scaler', 'prepare.encoder', 'augment']
    .flatMap((choice) => (choice in settings ? [JSON.stringify(settings[choice])] : []))
    .join(', ');

/** Few columns, so that products of three of them are not too many. */
const narrow: Settings = {
  split: 'stratified',
  'prepare.encoder': 'ordinal',
  'prepare.dates': 'number',
  'prepare.text': 'none',
  'prepare.indicator': false,
  'prepare.standardize-target': false,
  augment: 'none',
};

const ofSeries = ['c-mixup', 'jitter', 'scaling', 'time-warp', 'window-slicing', 'permutation'];

describe('a table of all kinds of columns', () => {
  test('roles are given in the Data step', async () => {
    await app.page.keyboard.press('ControlOrMeta+1');
    await giveRole('customer', 'group');
    await giveRole('seen', 'time');
    await giveRole('part', 'part');
    await app.page.getByLabel('Row weights', { exact: true }).selectOption('weight');
    await toPrepare();
    await takePictures(app, 'prepare-start', [1280, 820]);
    await takePictures(app, 'prepare-start-small', [1024, 700]);
  });

  const rounds = roundsOf({
    split: kindsOf('split'),
    'prepare.imputer': kindsOf('prepare.imputer'),
    'prepare.scaler': kindsOf('prepare.scaler'),
    'prepare.encoder': kindsOf('prepare.encoder'),
    'prepare.dates': kindsOf('prepare.dates'),
    'prepare.text': kindsOf('prepare.text'),
    'prepare.missing-categories': kindsOf('prepare.missing-categories'),
    augment: kindsOf('augment').filter((kind) => !ofSeries.includes(kind)),
  });
  test.each(rounds.map((settings) => [nameOf(settings), settings] as const))('%s', async (_, settings) => {
    const { record, folder: folderOfRun } = await trainWith(settings);
    expect(record.rows?.train).toBeGreaterThan(50);
    const { preparation } = JSON.parse(
      readFileSync(path.join(folderOfRun, 'model', 'model.json'), 'utf8'),
    ) as ModelCard;
    expect(preparation.hashed.some(({ type }) => type === 'text')).toBe(settings['prepare.text'] !== 'none');
    expect(preparation.numbers.some(({ date }) => date)).toBe(settings['prepare.dates'] === 'cyclic');
    expect(record.recipe.data).toMatchObject({
      group: 'customer',
      time: 'seen',
      part: 'part',
      weight: 'weight',
    });
  });

  test('steps over all columns, each with its parameters', async () => {
    await toPrepare();
    const { page } = app;
    await setPrepared(page, narrow);
    const wanted = featureSteps.map(({ kind, schema }) => ({
      kind,
      ...Object.fromEntries(
        fieldsOfSchema(schema).map((field) => [field.keys.at(-1), otherValue(field)] as const),
      ),
    }));
    for (const [i, { kind, schema }] of featureSteps.entries()) {
      await page.getByLabel('Add a step', { exact: true }).selectOption(kind);
      for (const field of fieldsOfSchema(schema)) {
        const row = prepareRow(page, `prepare.features.${i}.${field.path}`);
        const value = otherValue(field);
        if (field.type === 'boolean') await row.getByRole('switch').click();
        else if (field.type === 'choice') await row.getByRole('combobox').selectOption(formatValue(value));
        else await row.getByRole('textbox').fill(formatValue(value));
      }
    }
    const { record } = await trainWith({});
    expect(record.recipe.prepare.features).toEqual(wanted);
    setFields.add('prepare.features');
    await toPrepare();
    const steps = page.locator('.fitted-steps');
    await steps.getByText('Principal components (PCA)').click();
    await steps.getByText(/components of \d+ columns hold/).waitFor();
    for (const { title } of featureSteps) await page.getByRole('button', { name: `Remove ${title}` }).click();
  });

  test('columns of their own, with the parameters of their steps', async () => {
    const { page } = app;
    await toPrepare();
    await page.getByRole('button', { name: 'Add columns…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /income/ }).check();
    await dialog.getByLabel('Missing numbers', { exact: true }).selectOption('constant');
    await dialog.getByLabel('Value', { exact: true }).fill('12');
    await dialog.getByLabel('Scaling', { exact: true }).selectOption('min-max');
    await dialog.locator('[data-path="scaler.high"]').getByRole('textbox').fill('-1');
    await dialog.locator('.field-message').waitFor();
    expect(await dialog.getByRole('button', { name: 'Use these steps' }).isDisabled()).toBe(true);
    await dialog.locator('[data-path="scaler.high"]').getByRole('textbox').fill('5');
    await takePicturesOfDialog('prepare-own-columns');
    await dialog.getByRole('button', { name: 'Use these steps' }).click();
    const { record } = await trainWith({});
    expect(record.recipe.prepare.columns).toEqual([
      {
        columns: ['income'],
        imputer: { kind: 'constant', value: 12 },
        scaler: { kind: 'min-max', low: 0, high: 5 },
      },
    ]);
    setFields.add('prepare.columns');
    await toPrepare();
    await page.locator('.column-picture').getByLabel('Column', { exact: true }).selectOption('income');
    await page.locator('.column-picture').getByText('Scaling: Min-max').waitFor();
    await takePictures(app, 'prepare-before-after', [1280, 820]);
  });

  test('folds are cross-validated, whole groups in each', async () => {
    const { page } = app;
    await toPrepare();
    await setPrepared(page, { split: 'group' });
    await page.getByRole('button', { name: 'Cross-validate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cross-validation' });
    await dialog.getByLabel('Folds', { exact: true }).fill('3');
    await dialog.getByRole('button', { name: 'Cross-validate', exact: true }).click();
    await dialog.getByText('3 of 3 folds').waitFor({ timeout: 60_000 });
    await dialog.getByText(/^Accuracy: 0\.\d+ on average, deviation 0\.\d+ between 3 folds\.$/).waitFor();
    const judged = await dialog.locator('.epoch-table tbody td:nth-child(3)').allInnerTexts();
    expect(judged).toHaveLength(3);
    expect(judged.reduce((sum, rows) => sum + Number(rows), 0)).toBe(300);
    await takePicturesOfDialog('prepare-folds');
    await page.keyboard.press('Escape');
  });

  test('whether more data helped is measured in pairs, for small classes too', async () => {
    const { page } = app;
    await toPrepare();
    await setPrepared(page, { augment: 'random-over' });
    await page.getByRole('button', { name: 'Measure the effect…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Measure the effect' });
    await dialog
      .getByLabel('Change', { exact: true })
      .selectOption({ label: 'More data: None → Random oversampling' });
    await dialog.getByLabel('Seeds', { exact: true }).fill('2');
    await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
    await dialog.getByText('2 of 2 pairs').waitFor({ timeout: 60_000 });
    await dialog.getByText(/^Balanced accuracy(, where each class counts alike,| is the same)/).waitFor();
    await takePicturesOfDialog('prepare-effect');
    await page.keyboard.press('Escape');
  });
});

/** The buttons for light and dark lie behind a dialog. */
async function takePicturesOfDialog(name: string): Promise<void> {
  await app.page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

describe('two series with a gap', () => {
  test('are seen with their key, their gap, trend and season', async () => {
    const { page } = app;
    await openByDialog(app, path.join(folder, 'shops.csv'));
    await page.getByRole('heading', { name: 'shops.csv' }).waitFor();
    await page.getByLabel('Target', { exact: true }).selectOption('sales');
    await toPrepare();
    await prepareRow(page, 'series').getByRole('switch').click();
    setFields.add('series');
    const picture = page.locator('.series-picture');
    await picture.getByText(/rows share their moment with others, up to 2 at one/).waitFor();
    await picture.getByRole('button', { name: 'Use shop as the key' }).click();
    await picture.getByText(/^Frequency: day\. A season is 7 steps\. 2 series\./).waitFor();
    await setPrepared(page, { 'series.key': 'shop' });
    expect(await picture.getByRole('img').count()).toBe(4);
    await takePictures(app, 'prepare-series', [1280, 820]);
    await takePictures(app, 'prepare-series-small', [1024, 700]);
  });

  const steps = Object.fromEntries(
    listPaths()
      .filter(({ path: field }) => field.startsWith('series.'))
      .map((field) => [field.path, otherValue(field)]),
  );
  test('windows, lags, calendar and differences', async () => {
    desk = await openTrainPage(app, path.join(folder, 'shops.csv'), 'sales');
    await desk.set(quick);
    await toPrepare();
    if (!(await prepareRow(app.page, 'series').getByRole('switch').isChecked()))
      await prepareRow(app.page, 'series').getByRole('switch').click();
    const { record } = await trainWith(steps);
    expect(record.metrics?.test?.r2).toBeDefined();
    await toPrepare();
    await takePictures(app, 'prepare-series-fitted', [1280, 820]);
  });

  test.each(ofSeries)('more data of a series by %s', async (kind) => {
    const [settings] = roundsOf({ augment: [kind] });
    await trainWith(settings as Settings);
  });
});

test('every field of the Prepare step was set', () => {
  const paths = listPaths()
    .filter(isPrepared)
    .map((field) => field.path);
  expect(paths.filter((field) => !setFields.has(field))).toEqual([]);
});

test('nothing went wrong in the window', () => {
  expect(faults).toEqual([]);
});
