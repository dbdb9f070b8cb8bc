// Diagnosis, export, prediction, and what is said when a call fails.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('the verdict is the worst finding; figures say which epoch and part they are of', async () => {
  const page = await desk.open({ runs: 1 });
  await page.keyboard.press('Control+4');
  await page.getByRole('heading', { name: 'Overfitting', level: 1 }).waitFor();
  expect(await page.locator('.verdict').innerText()).toContain('Weights of epoch 55, the best of 58');
  const metrics = page.getByRole('table', { name: /Weights of epoch 55/ });
  expect(
    await metrics
      .getByRole('row', { name: /Accuracy/ })
      .first()
      .innerText(),
  ).toMatch(/0\.995\s+0\.942\s+0\.942/);
  await page.getByRole('heading', { name: 'Confusion matrix, test part' }).waitFor();
  expect(await page.locator('.confusion tbody tr').count()).toBe(3);
  expect(await page.getByRole('row', { name: /Validation rise/ }).innerText()).toContain('0.135');
});

test('a regression shows predicted against actual values', async () => {
  const page = await desk.open({ runs: 1, opened: 'cars' });
  await page.keyboard.press('Control+4');
  await page.getByRole('img', { name: /^80 rows\. Half of the predictions of miles_per_gallon/ }).waitFor();
});

test('an export names its folder and files, a prediction shows its first lines', async () => {
  const page = await desk.open({ runs: 1 });
  await page.keyboard.press('Control+5');
  await page.getByText('Exports and predictions use the weights of epoch 55, the best of 58.').waitFor();
  await page.getByRole('button', { name: 'Export ONNX…' }).click();
  await page.getByText('/home/ada/models/penguins-onnx').waitFor();
  await page.getByText('model-card.md').waitFor();
  await page.getByRole('button', { name: 'Choose file…' }).click();
  await page.getByRole('columnheader', { name: 'probability:Gentoo' }).waitFor();
});

test('a model that cannot be exported says so where it was asked for', async () => {
  const error = {
    code: 'export-unsupported' as const,
    message:
      'The column "note" is prepared as words or characters, which an exported model cannot compute from raw text.',
    place: { column: 'note' },
    fix: 'Predict with Hone.',
  };
  const page = await desk.open({ runs: 1, failing: { 'run.export': error } });
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Export ONNX…' }).click();
  const formats = page.getByRole('region', { name: 'Formats' });
  await formats.getByRole('alert').getByText(error.message).waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
});

test('a failed call is a message with place and fix, and nothing is lost', async () => {
  const error = {
    code: 'target-invalid' as const,
    message: 'The target "species" is "Adelie" in every row.',
    place: { file: '/home/ada/tables/penguins.csv', line: 12, column: 'species', field: 'data.target' },
    fix: 'Choose a column whose values differ.',
  };
  const page = await desk.open({ failing: { 'run.start': error } });
  await page.keyboard.press('Control+3');
  await page.getByLabel('Dropout', { exact: true }).fill('0.2');
  await page.keyboard.press('Control+Enter');
  const alert = page.getByRole('alert');
  await alert.getByText(error.message).waitFor();
  expect(await alert.innerText()).toContain('penguins.csv, line 12, column species, data.target');
  expect(await alert.innerText()).toContain(error.fix);
  expect(await page.getByLabel('Dropout', { exact: true }).inputValue()).toBe('0.2');
  await alert.getByRole('button', { name: 'Show field' }).click();
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLSelectElement).value))
    .toBe('species');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
});

test('without native TensorFlow the reason and the way out are one click away', async () => {
  const runtime = {
    backend: 'wasm' as const,
    device: 'wasm',
    version: '4.22.0',
    reason: 'Python 3 was not found.',
    fix: 'Install Python 3.9 or newer.',
  };
  const page = await desk.open({ runtime });
  await page.getByRole('button', { name: /WebAssembly 4\.22/ }).click();
  await page.getByText('Python 3 was not found.').waitFor();
  await page.getByText('Install Python 3.9 or newer.').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByText('Python 3 was not found.').count()).toBe(0);
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
