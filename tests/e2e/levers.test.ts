// Every lever through the real form: found, set, trained with, and its effect seen in figures and on the page.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPath, listPaths } from '../../src/core/recipe/paths';
import { type App, answerMessageBoxes, startApp, takePictures } from './app';
import { type Lever, layerOf, plain, pull, trainLosses } from './levers/lever';
import { classLossLevers, hardwareLevers, numberLossLevers } from './levers/loss-levers';
import { convolutionLevers, networkLevers, recurrentLevers, splitLevers } from './levers/network-levers';
import { optimizerRows, rateLevers, scheduleLevers } from './levers/optimizer-levers';
import {
  averageLevers,
  clippingLevers,
  noiseLevers,
  penaltyLevers,
  stoppingLevers,
} from './levers/regularization-levers';
import { writeMixedTable, writeSequenceTable } from './levers/tables';
import {
  clearSearch,
  fieldRow,
  openTrainPage,
  readChart,
  readLayerTable,
  setFields,
  type Settings,
  showView,
  type Trained,
  type TrainPage,
} from './levers/train-page';

let folder: string;
let app: App;
let desk: TrainPage;
let base: Trained;
/** Errors in the window, whatever was done in it. */
const faults: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-levers-'));
  writeMixedTable(folder, 'classes.csv');
  writeMixedTable(folder, 'numbers.csv');
  writeSequenceTable(folder, 'steps.csv');
  app = await startApp();
  app.page.setDefaultTimeout(30_000);
  app.page.on('pageerror', (error) => faults.push(error.message));
  app.page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  // A test that fails may leave a run, which the window would ask about.
  await answerMessageBoxes(app.electron, 0);
  await app.page.getByRole('heading', { name: 'Open a table' }).waitFor();
  desk = await openTrainPage(app, path.join(folder, 'classes.csv'), 'y');
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One test for each lever, each on the base's recipe. */
function pullEach(levers: readonly Lever[]): void {
  test.each(levers)('$title', async (lever) => {
    await pull(desk, base, lever);
  });
}

describe('the form', () => {
  const level = (name: string) => desk.page.getByRole('button', { name, exact: true });
  const shownPaths = () =>
    desk.page
      .locator('.recipe-form [data-path]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-path') ?? ''));
  const openAll = async () => {
    const closed = desk.page.locator('.section-head h3 button[aria-expanded="false"]');
    while ((await closed.count()) > 0) await closed.first().click();
  };

  test('is short when simple and whole for experts', async () => {
    const { page } = desk;
    await takePictures(app, 'form-simple', [1280, 800]);
    await takePictures(app, 'form-simple-small', [1024, 700]);
    await openAll();
    const simple = await shownPaths();
    await level('Expert').click();
    await expect.poll(async () => (await shownPaths()).length).toBeGreaterThan(simple.length + 20);
    const expert = await shownPaths();
    const levels = new Map(listPaths().map((field) => [field.path, field.level]));
    expect(simple.filter((field) => levels.get(field) === 'expert')).toEqual([]);
    expect(simple.filter((field) => !expert.includes(field))).toEqual([]);
    const titles = await page.locator('.section-title').allInnerTexts();
    expect(titles).toEqual([...new Set(titles)]);
    expect(titles).toEqual(expect.arrayContaining(['Network', 'Regularization', 'Loss', 'Pre-training']));
    await page.locator('.recipe-form').evaluate((form) => form.scrollTo(0, 0));
    await takePictures(app, 'form-expert', [1280, 800]);
    await takePictures(app, 'form-expert-small', [1024, 700]);
    await page.locator('[data-section="regularization"]').scrollIntoViewIfNeeded();
    await takePictures(app, 'form-expert-regularization', [1280, 800]);
    await level('Simple').click();
  });

  test('is searched by title, by other names and by options', async () => {
    const { page } = desk;
    const search = page.getByRole('searchbox', { name: 'Search the recipe' });
    await search.fill('lr');
    await fieldRow(page, 'training.learning-rate').waitFor();
    await takePictures(app, 'form-search', [1280, 800]);
    await search.fill('xavier');
    await fieldRow(page, 'model.initializer').waitFor();
    await page.getByRole('button', { name: 'Choose Glorot uniform' }).waitFor();
    await search.fill('patience');
    await fieldRow(page, 'training.early-stopping.patience').waitFor();
    await search.fill('nesterov');
    await page.getByRole('button', { name: 'Choose SGD with Nesterov momentum' }).waitFor();
    await search.fill('no such thing');
    await page.getByText('Nothing found for “no such thing”').waitFor();
    await takePictures(app, 'form-nothing-found', [1024, 700]);
    await clearSearch(page);
  });

  test('counts what was changed under each heading, and takes it back', async () => {
    const { page } = desk;
    await desk.set({ 'training.l1': 0.001, 'training.max-norm': 2, 'training.mixup': 0.2 });
    await clearSearch(page);
    const section = page.locator('[data-section="regularization"]');
    await section.getByText('3 changed', { exact: true }).waitFor();
    // Changed fields of experts stay in view when the form is simple.
    await fieldRow(page, 'training.max-norm').waitFor();
    await section.getByRole('button', { name: /^Reset everything in Regularization/ }).click();
    await expect.poll(() => section.getByText(/changed$/).count()).toBe(0);
  });
});

describe('on a table of classes', () => {
  test('a plain recipe trains as the base of all others', async () => {
    await desk.set(plain);
    base = await desk.train();
    expect(base.epochs).toHaveLength(3);
    expect(base.looks[0]?.epoch).toBe(1);
  });

  describe('optimizers', () => {
    const losses = new Map<string, number>();
    test.each(optimizerRows)('$optimizer, $activation', async (row) => {
      const { optimizer, rate, activation, layer, settings } = row;
      const { page } = desk;
      await desk.useRecipeOf(base);
      await clearSearch(page);
      await fieldRow(page, 'training.optimizer').getByRole('combobox').selectOption(optimizer);
      await desk.set({
        'model.activation': activation,
        'training.learning-rate': rate,
        'training.epochs': 4,
        ...settings,
      });
      const run = await desk.train();
      const { model, training } = run.record.recipe;
      expect(training.optimizer.kind).toBe(optimizer);
      expect(model).toMatchObject({ activation: { kind: activation } });
      for (const [field, value] of Object.entries(settings))
        expect(getPath(run.record.recipe, field), field).toEqual(value);
      const { first, last } = trainLosses(run);
      expect(last).toBeLessThan(first);
      expect([...losses.values()]).not.toContain(last);
      losses.set(optimizer, last);
      expect(await readChart(page, 'Loss')).toMatch(/^Loss over 4 epochs: train went from/);
      await showView(page, 'Layers');
      await page.locator('.layers').getByText(`${layer} · 1`, { exact: true }).first().waitFor();
      if (optimizer !== 'sgd') return;
      const { updateRatio, weightNorm, gradientNorm } = layerOf(run, 'dense-1');
      expect((updateRatio ?? 0) * (weightNorm ?? 0)).toBeCloseTo(rate * (gradientNorm ?? 0), 4);
    });
    pullEach([
      {
        title: 'settings of an optimizer',
        set: { 'training.optimizer': 'momentum', 'training.optimizer.momentum': 0.5 },
        see: ({ run }) => expect([...losses.values()]).not.toContain(trainLosses(run).last),
      },
    ]);
  });

  describe('schedules and initial weights', () => pullEach(scheduleLevers));
  describe('rate and batches', () => pullEach(rateLevers));
  describe('network and preparation', () => pullEach(networkLevers));
  describe('losses and classes', () => pullEach(classLossLevers));
  describe('penalties and bounds', () => pullEach(penaltyLevers));
  describe('clipping', () => pullEach(clippingLevers));
  describe('noise', () => pullEach(noiseLevers));
  describe('averages', () => pullEach(averageLevers));
  describe('early stopping', () => pullEach(stoppingLevers));
  describe('split', () => pullEach(splitLevers));
  describe('hardware', () => pullEach(hardwareLevers));

  describe('pre-training', () => {
    const settings: Settings = { 'training.pretraining': true, 'training.pretraining.epochs': 6 };
    pullEach([
      {
        title: 'both phases are on the charts, and frozen layers stay',
        set: {
          ...settings,
          'training.pretraining.frozen-epochs': 2,
          'training.pretraining.corruption': 0.3,
          'training.pretraining.unchanged': 0.5,
        },
        see: async ({ run, desk: { page } }) => {
          expect(run.pretraining).toHaveLength(6);
          expect(run.record.pretraining?.epochs).toBe(6);
          const looks = run.looks.filter(({ phase }) => phase === 'training');
          const first = looks.find(({ epoch }) => epoch <= 2)?.layers.find(({ name }) => name === 'dense-1');
          expect(first?.updateRatio ?? null).toBeNull();
          await showView(page, 'Charts');
          expect(await readChart(page, 'Pre-training loss')).toMatch(/over 6 epochs: train went from/);
          expect(await readChart(page, 'Loss')).toMatch(/over 3 epochs: train went from/);
          await takePictures(app, 'pretraining', [1280, 800]);
        },
      },
      {
        title: 'layer by layer, without corruption',
        set: {
          ...settings,
          'training.pretraining.layout': 'layer-wise',
          'training.pretraining.kind': 'plain',
        },
        see: ({ run }) => {
          expect(run.record.pretraining?.stages).toHaveLength(2);
          expect(run.pretraining).toHaveLength(12);
        },
      },
    ]);
  });

  describe('watching', () => {
    pullEach([
      {
        title: 'no looks into the layers',
        set: { 'training.telemetry': 0 },
        see: async ({ run, desk: { page } }) => {
          expect(run.looks).toEqual([]);
          await showView(page, 'Layers');
          await page.getByText('“Telemetry every” of its recipe is 0').waitFor();
        },
      },
      {
        title: 'pre-flight names what is wrong with zeros',
        set: { 'training.preflight': true, 'model.initializer': 'zeros' },
        see: async ({ run, desk: { page } }) => {
          await page
            .locator('section.preflight')
            .getByText(/Pre-flight: \d+ faults?/)
            .waitFor();
          expect(await page.locator('section.preflight .check.red').count()).toBeGreaterThan(0);
          expect(layerOf(run, 'dense-1').gradientNorm).toBe(0);
          expect((await readLayerTable(page, 'Gradient norm'))['Dense 16']?.at(0)).toBe(0);
          await showView(page, 'Charts');
          await takePictures(app, 'preflight-red', [1280, 800]);
          await takePictures(app, 'preflight-red-small', [1024, 700]);
        },
      },
      {
        title: 'pre-flight is well with the plain recipe',
        set: { 'training.preflight': true },
        see: ({ desk: { page } }) =>
          page
            .locator('section.preflight')
            .getByText(/Pre-flight: (all \d+ checks|.*\d+) passed/)
            .waitFor(),
      },
    ]);
  });
});

describe('on a table of numbers', () => {
  beforeAll(async () => {
    desk = await openTrainPage(app, path.join(folder, 'numbers.csv'), 'count');
  });

  test('a plain recipe is trained', async () => {
    await desk.set(plain);
    base = await desk.train();
    expect(base.record.task).toBe('regression');
  });
  pullEach(numberLossLevers);
});

describe('on a table of sequences', () => {
  beforeAll(async () => {
    desk = await openTrainPage(app, path.join(folder, 'steps.csv'), 'y');
    await desk.set(plain);
  });

  test('a convolutional network is chosen', async () => {
    await desk.set({
      'model.family': 'convolutional',
      'model.steps': 12,
      'model.filters': [8],
      'model.hidden': [],
      'model.dropout': 0,
    });
    base = await desk.train();
    await showView(desk.page, 'Layers');
    await desk.page.locator('.layers').getByText(/Conv/).first().waitFor();
  });
  describe('convolution', () => pullEach(convolutionLevers));

  test('a recurrent network is chosen', async () => {
    await desk.set({
      'model.family': 'recurrent',
      'model.steps': 12,
      'model.units': [8],
      'model.dropout': 0,
    });
    base = await desk.train();
    await showView(desk.page, 'Layers');
    await desk.page.locator('.layers').getByText(/LSTM/).first().waitFor();
    await takePictures(app, 'layers-recurrent', [1280, 800]);
  });
  describe('recurrence', () => pullEach(recurrentLevers));
});

/**
 * The Data step has its own fields, as the Prepare step has for series, more rows, folds and its newer steps. Which GPU
 * needs several of them, how much memory needs rows that are many, and changes are recorded. Schedules of decay and
 * dropout have the parameters of any schedule, as the recurrent initialization has those of any.
 */
const setElsewhere = [
  /^(data|series|augment|hardware\.(gpu|memory)$|training\.changes$)/,
  /^(training\.(dropout|weight-decay)-schedule\.|model\.recurrent-initializer\.)/,
  /^split\.(by|folds?|gap(-in)?|repeats?)$/,
  /^prepare\.(columns|dates|features|missing-categories|text)(\.|$)/,
  /^prepare\.imputer\.(neighbours|references|scaled|value|weights)$/,
  /^prepare\.scaler\.(centre|limit|output|quantiles|standardize)$/,
  /^prepare\.encoder\.(categories|features|folds|minimum-rows|most|order|shuffle|smoothing|strength|unit|unknown)$/,
];

test('every field of the form was set in one of the tests', () => {
  const paths = listPaths().map((field) => field.path);
  expect(
    paths.filter((field) => !setFields.has(field) && !setElsewhere.some((pattern) => pattern.test(field))),
  ).toEqual([]);
});

test('nothing went wrong in the window', () => {
  expect(faults).toEqual([]);
});
