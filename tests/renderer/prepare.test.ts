// The Prepare step: its fields, columns of their own, steps over all columns, before and after, and the proof.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandInput } from '../../src/workbench/contract/commands';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function openPrepare(scene = {}): Promise<Page> {
  const page = await desk.open(scene);
  await page.keyboard.press('Control+2');
  await page.locator('.before-after').waitFor();
  return page;
}

async function startedRecipe(page: Page) {
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of/).waitFor();
  const calls = await page.evaluate(() => window.fake?.calls ?? []);
  const [start] = calls.filter(({ name }) => name === 'run.start');
  if (!start) throw new Error('nothing was started');
  return (start.input as CommandInput<'run.start'>).recipe;
}

test('the split is told in rows of its parts', async () => {
  const page = await openPrepare();
  await page.getByText('About 224 rows to learn from, 52 to choose the epoch by, 69 to test on.').waitFor();
  await page.locator('[data-path="split"] select').selectOption('group');
  await page.getByText('Choose a column with the role Group in the Data step.').waitFor();
});

test('columns get steps of their own, as one undoable change that the run is started with', async () => {
  const page = await openPrepare();
  await page.getByRole('button', { name: 'Add columns…' }).click();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: 'Use these steps' });
  expect(await save.isDisabled()).toBe(true);
  await dialog.getByLabel('Scaling', { exact: true }).selectOption('min-max');
  await dialog.getByLabel('Find a column').fill('bill');
  expect(await dialog.getByRole('checkbox').count()).toBe(2);
  await dialog.getByRole('checkbox', { name: /bill_length_mm/ }).check();
  await save.click();
  await page.getByRole('button', { name: 'Change the steps of bill_length_mm' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('All columns are prepared alike.').waitFor();
  await page.keyboard.press('Control+Shift+z');
  const recipe = await startedRecipe(page);
  expect(recipe.prepare.columns).toMatchObject([
    { columns: ['bill_length_mm'], scaler: { kind: 'min-max', low: 0, high: 1 } },
  ]);
  expect(recipe.prepare.columns[0]).not.toHaveProperty('imputer');
});

test('a column that has steps of its own is not offered twice, and goes back to the rest', async () => {
  const page = await openPrepare();
  await page.getByRole('button', { name: 'Add columns…' }).click();
  await page.getByLabel('Scaling', { exact: true }).last().selectOption('robust');
  await page.getByRole('checkbox', { name: /year/ }).check();
  await page.getByRole('button', { name: 'Use these steps' }).click();
  await page.getByRole('button', { name: 'Add columns…' }).click();
  expect(await page.getByRole('checkbox', { name: /year/ }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Prepare year as the rest' }).click();
  await page.getByText('All columns are prepared alike.').waitFor();
});

test('steps over all columns are added with their defaults, changed, ordered and removed', async () => {
  const page = await openPrepare();
  const add = page.getByLabel('Add a step', { exact: true });
  await add.selectOption('pca');
  await add.selectOption('select-variance');
  const steps = page.locator('[data-path="prepare.features"] ol > li');
  await expect.poll(() => steps.count()).toBe(2);
  const before = await steps.first().locator('strong').innerText();
  await steps.nth(1).getByRole('button', { name: /^Move/ }).click();
  await expect.poll(() => steps.nth(1).locator('strong').innerText()).toBe(before);
  await steps
    .first()
    .getByRole('button', { name: /^Remove/ })
    .click();
  const recipe = await startedRecipe(page);
  expect(recipe.prepare.features.map(({ kind }) => kind)).toEqual(['pca']);
});

test('every parameter of a step is set, what is wrong is said, and one undo takes back what was typed', async () => {
  const page = await openPrepare();
  await page.getByLabel('Add a step', { exact: true }).selectOption('pca');
  const row = (name: string) => page.locator(`[data-path="prepare.features.0.${name}"]`);
  await row('keep').getByRole('combobox').selectOption('count');
  await row('whiten').getByRole('switch').click();
  await row('count').getByRole('textbox').fill('0');
  await row('count').locator('.field-message').waitFor();
  await row('count').getByRole('textbox').fill('12');
  await row('count').locator('.field-message').waitFor({ state: 'detached' });
  await row('share').getByRole('textbox').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => row('count').getByRole('textbox').inputValue()).toBe('10');
  await page.keyboard.press('Control+Shift+z');
  const recipe = await startedRecipe(page);
  expect(recipe.prepare.features).toEqual([
    { kind: 'pca', keep: 'count', share: 0.95, count: 12, whiten: true },
  ]);
});

test('own steps have their parameters, with the bounds between them', async () => {
  const page = await openPrepare();
  await page.getByRole('button', { name: 'Add columns…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /year/ }).check();
  await dialog.getByLabel('Scaling', { exact: true }).selectOption('min-max');
  const high = dialog.locator('[data-path="scaler.high"]');
  await high.getByRole('textbox').fill('-2');
  await high.getByText('must be above low, which is 0').waitFor();
  const save = dialog.getByRole('button', { name: 'Use these steps' });
  expect(await save.isDisabled()).toBe(true);
  // Another kind has no such parameter, so what was wrong with it stands in no way.
  await dialog.getByLabel('Scaling', { exact: true }).selectOption('quantile');
  expect(await save.isEnabled()).toBe(true);
  await dialog.locator('[data-path="scaler.output"]').getByRole('combobox').selectOption('uniform');
  await save.click();
  const recipe = await startedRecipe(page);
  expect(recipe.prepare.columns).toEqual([
    { columns: ['year'], scaler: { kind: 'quantile', output: 'uniform', quantiles: 1000 } },
  ]);
});

test('words of a list are switched, columns of a series are chosen', async () => {
  const page = await openPrepare();
  await page.locator('[data-path="prepare.dates"] select').selectOption('cyclic');
  const parts = page.getByRole('group', { name: 'Parts' });
  for (const part of ['Hour', 'Day of year']) await parts.getByRole('button', { name: part }).click();
  await page.locator('.prepare-settings [data-path="series"]').getByRole('switch').click();
  await page.locator('[data-path="series.key"] select').selectOption('island');
  await page
    .getByText(/^Windows overlap, so they are split by time instead: the first 65.% to learn from/)
    .waitFor();
  await page
    .locator('.column-picture')
    .getByText(/^Read as a time series, a row is a window/)
    .waitFor();
  const recipe = await startedRecipe(page);
  expect(recipe.prepare.dates).toMatchObject({ parts: ['weekday', 'day', 'month'] });
  expect(recipe.series).toMatchObject({ enabled: true, key: 'island', time: '' });
});

test('a column is shown before and after, again when a step changes', async () => {
  const page = await openPrepare();
  await page.getByLabel('Column', { exact: true }).selectOption('bill_length_mm');
  const picture = page.locator('.column-picture');
  await picture.getByText('one column', { exact: true }).waitFor();
  await picture.getByText('learned from 224 rows of the training part').waitFor();
  const looks = () =>
    page.evaluate(() => (window.fake?.calls ?? []).filter(({ name }) => name === 'prepare.preview').length);
  const before = await looks();
  await page.locator('[data-path="prepare.scaler"] select').selectOption('robust');
  await expect.poll(looks).toBe(before + 1);
});

test('each fitted step of the run in view says from which rows it learned', async () => {
  const page = await openPrepare({ runs: 2 });
  const fitted = page.locator('.fitted-steps');
  await fitted.getByRole('heading', { name: 'Fitted steps of run 2' }).waitFor();
  expect(await fitted.locator('.proof').allInnerTexts()).toEqual(
    Array(3).fill('learned from 224 rows of the training part'),
  );
  await fitted.getByText('Standardize (z-score)').click();
  await fitted.getByText('bill_length_mm: mean 43.92, deviation 5.46').waitFor();
});

test('a table with a time is shown as a series, with its step, its gaps, trend and season', async () => {
  const page = await desk.open({ opened: 'seattle-weather' });
  await page.getByRole('button', { name: 'date', exact: true }).click();
  await page.getByLabel('Role', { exact: true }).selectOption('time');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+2');
  const picture = page.locator('.series-picture');
  await picture
    .getByText('Frequency: day. A season is 7 steps. The longest has 730 steps, 9 of them')
    .waitFor();
  await picture.getByText(/^Gaps: .*\(9 steps\)\.$/).waitFor();
  expect(await picture.getByRole('img').count()).toBe(4);
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
