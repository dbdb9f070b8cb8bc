// The main job in the real window: open a CSV, train with moving charts, diagnosis, export, predict.
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, answerDialogs, startApp, takePictures, openSections } from './app';

const samples = path.resolve(import.meta.dirname, '../../resources/samples');
const penguins = path.join(samples, 'penguins.csv');
let app: App;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-out-'));
  app = await startApp();
});

afterAll(() => app?.close());

test('the start page offers the samples', async () => {
  await app.page.getByRole('button', { name: /Palmer penguins/ }).waitFor();
  await takePictures(app, '1-start');
});

test('a file is opened and understood', async () => {
  await answerDialogs(app, { open: penguins });
  await app.page.keyboard.press('ControlOrMeta+o');
  await app.page.getByRole('heading', { name: 'penguins.csv' }).waitFor();
  await app.page.getByText(/344 rows × 8 columns/).waitFor();
  await app.page.getByLabel('Target', { exact: true }).selectOption('species');
  await takePictures(app, '2-data');
});

test('training runs natively in its own process and its chart moves', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Go to Train' }).click();
  await page.getByLabel('Epochs', { exact: true }).fill('400');
  await openSections(page);
  await page.getByRole('switch', { name: 'Early stopping', exact: true }).click();
  await page
    .getByText(/TensorFlow 2\.\d+.* on|WebAssembly/i)
    .first()
    .waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Train', exact: true }).click();
  const chart = page.getByRole('img', { name: /loss/i }).first();
  await chart.waitFor();
  const seen = new Set<string>();
  for (let i = 0; i < 200 && seen.size < 4; i++) {
    seen.add((await chart.getAttribute('aria-label')) ?? '');
    await page.waitForTimeout(50);
  }
  expect(seen.size).toBeGreaterThanOrEqual(4);
  await takePictures(app, '3-training');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Diagnose/ })
    .waitFor();
  await expect.poll(() => runRecord()?.state, { timeout: 120_000 }).toBe('finished');
  const record = runRecord();
  expect(record.epochs).toBe(400);
  expect(record.metrics.test.accuracy).toBeGreaterThan(0.9);
  await takePictures(app, '4-trained');
});

test('the diagnosis shows its evidence', async () => {
  const { page } = app;
  await page.keyboard.press('ControlOrMeta+4');
  await page.getByRole('heading', { name: /Confusion matrix, test part/ }).waitFor();
  const epoch = runRecord().bestEpoch;
  await page.getByRole('table', { name: new RegExp(`epoch ${epoch}\\b`) }).waitFor();
  await takePictures(app, '5-diagnose');
});

test('the model is exported', async () => {
  const { page } = app;
  await page.keyboard.press('ControlOrMeta+5');
  await answerDialogs(app, { open: folder });
  await takePictures(app, '6-export');
  for (const [format, file] of [
    ['ONNX', 'model.onnx'],
    ['SavedModel', 'saved_model.pb'],
    ['TensorFlow.js', 'model.json'],
  ] as const) {
    await page.getByRole('button', { name: `Export ${format}…` }).click();
    await page.getByText(file, { exact: true }).first().waitFor({ timeout: 60_000 });
  }
  await takePictures(app, '7-exported');
});

test('the model predicts a file', async () => {
  const { page } = app;
  const out = path.join(folder, 'predictions.csv');
  await answerDialogs(app, { open: penguins, save: out });
  await page.getByRole('button', { name: 'Choose file…' }).click();
  await expect.poll(() => existsSync(out), { timeout: 60_000 }).toBe(true);
  await page
    .getByText(/344 (rows|predictions)/)
    .first()
    .waitFor();
  const [header, ...lines] = readFileSync(out, 'utf8').trim().split('\n');
  expect(header).toBe('prediction,probability:Adelie,probability:Chinstrap,probability:Gentoo');
  expect(lines.length).toBe(344);
  await takePictures(app, '8-predicted');
});

test('regression draws predicted against actual', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Hone', exact: true }).click();
  await page.getByRole('button', { name: /Fuel economy/ }).click();
  await page.getByRole('heading', { name: 'cars.csv' }).waitFor();
  await page.keyboard.press('ControlOrMeta+3');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => runRecord('cars')?.state, { timeout: 120_000 }).toBe('finished');
  await page.keyboard.press('ControlOrMeta+4');
  await page.getByRole('img', { name: /predictions of miles_per_gallon/ }).waitFor();
  await takePictures(app, '9-regression');
});

/** The newest run's record, straight from its file. */
function runRecord(project = 'penguins') {
  const projects = path.join(app.home, 'projects');
  const name = existsSync(projects)
    ? readdirSync(projects).find((item) => item.startsWith(project))
    : undefined;
  if (!name) return undefined;
  const runs = path.join(projects, name, 'runs');
  const newest = existsSync(runs) ? readdirSync(runs).sort().at(-1) : undefined;
  return newest && JSON.parse(readFileSync(path.join(runs, newest, 'run.json'), 'utf8'));
}
