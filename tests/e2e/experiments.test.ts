// Changing values while a run trains and replaying it, looks into the layers, the rate test and the effect, in the app.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Epoch } from '../../src/core/run/epoch';
import { type App, answerMessageBoxes, pictures, startApp, takePictures } from './app';
import { plain } from './levers/lever';
import { writeMixedTable } from './levers/tables';
import {
  clearSearch,
  fieldRow,
  openTrainPage,
  readLayerTable,
  showView,
  type Trained,
  type TrainPage,
  waitForEnd,
} from './levers/train-page';

let folder: string;
let app: App;
let desk: TrainPage;
let plainRun: Trained;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-experiments-'));
  writeMixedTable(folder, 'classes.csv');
  app = await startApp();
  app.page.setDefaultTimeout(30_000);
  await answerMessageBoxes(app.electron, 0);
  await app.page.getByRole('heading', { name: 'Open a table' }).waitFor();
  desk = await openTrainPage(app, path.join(folder, 'classes.csv'), 'y');
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a plain recipe is trained', async () => {
  await desk.set(plain);
  plainRun = await desk.train();
  expect(plainRun.epochs).toHaveLength(3);
});

test('looks into the layers come no more often than was asked for', async () => {
  const { page } = desk;
  await desk.set({ 'training.epochs': 100_000, 'training.telemetry': 40 });
  const run = await desk.start();
  await expect.poll(() => desk.read(run).looks.length, { timeout: 120_000 }).toBeGreaterThanOrEqual(4);
  await page.locator('.run-controls').getByRole('button', { name: 'Stop', exact: true }).click();
  const { number } = desk.read(run);
  const { looks } = desk.read(await waitForEnd(page, run, number, 'stopped'));
  for (const [i, { epoch }] of looks.slice(1).entries())
    expect(epoch - (looks[i]?.epoch ?? 0)).toBeGreaterThanOrEqual(40);
  await showView(page, 'Layers');
  await page.getByRole('img', { name: /^Gradient norm of 3 layers at epoch/ }).waitFor();
  await takePictures(app, 'layers', [1280, 800]);
  await takePictures(app, 'layers-small', [1024, 700]);
  const shown = await readLayerTable(page, 'Gradient norm');
  expect(shown.Epoch).toEqual(looks.map(({ epoch }) => epoch));
});

test('the rate is changed, marked and listed, and the recipe makes the same weights again', async () => {
  const { page } = desk;
  await desk.useRecipeOf(plainRun);
  await desk.set({ 'training.epochs': 2000, 'training.batch-size': 64, 'model.dropout': 0.1 });
  const started = await desk.start();
  await press('Pause', 'Resume');
  expect(await uprightLines('Loss')).toBe(0);
  const controls = page.locator('.live-controls');
  await controls.getByRole('button', { name: '×½' }).click();
  await press('Resume', 'Pause');
  const list = page.getByRole('region', { name: 'Changes during the run' });
  await list.getByText('Learning rate → 0.005').waitFor();
  await controls.getByLabel('Dropout', { exact: true }).fill('0.3');
  await controls.getByRole('button', { name: 'Apply: Dropout' }).click();
  await list.getByText('Dropout → 0.3').waitFor();
  await press('Pause', 'Resume');
  await expect.poll(() => uprightLines('Loss')).toBeGreaterThan(0);
  await takePictures(app, 'live-change', [1280, 800]);
  await takePictures(app, 'live-change-small', [1024, 700]);
  await press('Resume', 'Pause');
  const { number } = desk.read(started);
  const changed = desk.read(await waitForEnd(page, started, number));
  const { changes } = changed.record.recipe.training;
  expect(changes.map(({ path: field, value }) => [field, value])).toEqual([
    ['training.learning-rate', 0.005],
    ['model.dropout', 0.3],
  ]);
  const at = changes[0]?.epoch ?? 0;
  expect(changed.epochs.map(({ learningRate }) => Number(learningRate.toPrecision(5)))).toEqual(
    changed.epochs.map(({ epoch }) => (epoch > at ? 0.005 : 0.01)),
  );
  await takePictures(app, 'live-change-done', [1280, 800]);

  await desk.useRecipeOf(changed);
  await clearSearch(page);
  await fieldRow(page, 'training.changes').getByText('2 changes', { exact: true }).waitFor();
  const again = await desk.train();
  expect(again.epochs.map(withoutSeconds)).toEqual(changed.epochs.map(withoutSeconds));
  expect(weightsOf(again).equals(weightsOf(changed))).toBe(true);
});

test('a rate is found by a range test and taken over', async () => {
  const { page } = desk;
  await desk.useRecipeOf(plainRun);
  await page.getByRole('button', { name: 'As the system', exact: true }).click();
  await clearSearch(page);
  await page.getByRole('button', { name: 'Find a rate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Learning-rate range test' });
  await dialog.getByRole('button', { name: 'Start the test' }).click();
  const use = dialog.getByRole('button', { name: /^Use / });
  await use.waitFor({ timeout: 120_000 });
  await dialog.getByRole('img', { name: /^Loss over \d+ steps with rates from/ }).waitFor();
  await pictureWithDialog('rates');
  const rate = Number((await use.innerText()).replace('Use ', ''));
  await use.click();
  const box = fieldRow(page, 'training.learning-rate').getByRole('textbox');
  await expect.poll(async () => Number(await box.inputValue())).toBe(rate);
});

test('the effect of a change is measured in pairs', async () => {
  const { page } = desk;
  await desk.useRecipeOf(plainRun);
  await desk.set({ 'training.epochs': 20 });
  await desk.train();
  await desk.set({ 'training.learning-rate': 1e-5 });
  await page.getByRole('button', { name: 'Measure the effect…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Measure the effect' });
  await dialog.getByLabel('Seeds', { exact: true }).fill('3');
  await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
  await dialog.getByText('3 of 3 pairs').waitFor({ timeout: 180_000 });
  await pictureWithDialog('effect');
  await dialog
    .getByText(/^(Accuracy falls|No clear change of accuracy): −0\.\d+ on average, 95.% interval/)
    .waitFor();
  await dialog.getByText(/^Better in 0 of 3 pairs/).waitFor();
  await page.keyboard.press('Escape');
});

/** The buttons of the looks lie behind an open dialog, so that the system is said to have changed. */
async function pictureWithDialog(name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    await app.page.waitForTimeout(400);
    await app.page.screenshot({ path: path.join(pictures, `${name}-${scheme}.png`) });
  }
  await app.page.emulateMedia({ colorScheme: null });
}

/** Presses a button of the run and waits for the one that takes its place. */
async function press(name: string, then: string): Promise<void> {
  const controls = desk.page.locator('.run-controls');
  await controls.getByRole('button', { name, exact: true }).click();
  await controls.getByRole('button', { name: then, exact: true }).waitFor();
}

/** Solid lines from top to bottom of a chart: the marks of changes. The dotted one of the best epoch has gaps. */
function uprightLines(title: string): Promise<number> {
  const { page } = desk;
  const panel = page.locator('.chart-panel', { has: page.getByText(title, { exact: true }) });
  return panel
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const { width, height, clientHeight } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d');
      if (!context) return 0;
      const { data } = context.getImageData(0, 0, width, height);
      const scale = height / clientHeight;
      // The label of a mark stands at its top, so only the lower half is looked at, above the axis.
      const rows = Array.from({ length: Math.floor((clientHeight / 2 - 28) * scale) }, (_, i) => i);
      const top = Math.floor((clientHeight / 2) * scale);
      const drawn = (x: number) =>
        rows.filter((i) => (data[((top + i) * width + x) * 4 + 3] ?? 0) > 60).length;
      return Array.from({ length: width }, (_, x) => drawn(x)).filter((count) => count > 0.9 * rows.length)
        .length;
    });
}

const withoutSeconds = (epoch: Epoch) => ({ ...epoch, seconds: 0 });

/** The weights that a run keeps, byte for byte. */
function weightsOf({ folder: run }: Trained): Buffer {
  return readFileSync(path.join(run, 'model', 'weights.safetensors'));
}
