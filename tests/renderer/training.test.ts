// A run in the window: starting by key, live numbers, steering, the list of runs, earlier runs.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import { type Desk, openDesk } from './page/open-window';

const usual = defaultRecipe('species');

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const calls = (page: Page) => page.evaluate(() => window.fake?.calls.map(({ name }) => name) ?? []);
const stateOf = (page: Page) => page.locator('.run-head .state-chip').innerText();

test('from an open table to a running training by keys alone; the counters move and the run ends', async () => {
  const page = await desk.open({ epochMs: 10 });
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  const pictures = page.getByRole('img', {
    name: /^Loss over \d+ epochs: train went from .* to .*; the best epoch is \d+\.$/,
  });
  await pictures.waitFor();
  await expect.poll(() => stateOf(page)).toBe('Finished');
  await page.getByRole('img', { name: new RegExp(`^Loss over ${usual.training.epochs} epochs`) }).waitFor();
  await page.getByRole('complementary').getByText('Overfitting').waitFor();
  expect(await page.locator('.run-list tbody tr').count()).toBe(1);
});

test('pause, resume and stop are acknowledged at once', async () => {
  const page = await desk.open({ epochMs: 60 });
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => stateOf(page)).toBe('Paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => stateOf(page)).toBe('Training');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Stopping…' }).waitFor();
  await expect.poll(() => stateOf(page)).toBe('Stopped');
  await page.locator('.train-bar').getByRole('button', { name: 'Train' }).waitFor();
  expect((await calls(page)).filter((name) => /^run\.(pause|resume|stop)$/.test(name))).toEqual([
    'run.pause',
    'run.resume',
    'run.stop',
  ]);
});

test('cancel ends the run without a model', async () => {
  const page = await desk.open({ epochMs: 60 });
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  await page.locator('.train-bar').getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => stateOf(page)).toBe('Cancelled');
});

test('an earlier run is looked at, gives its recipe back, and is removed only after a question', async () => {
  const page = await desk.open({ runs: 3 });
  await page.keyboard.press('Control+3');
  await page.getByRole('heading', { name: 'Run 3', exact: true, level: 2 }).waitFor();
  await page.getByRole('rowheader', { name: 'Run 1' }).click();
  await page.getByRole('heading', { name: 'Run 1', exact: true, level: 2 }).waitFor();
  await page.getByLabel('Dropout', { exact: true }).fill('0.4');
  await page.locator('.run-facts').getByRole('button', { name: 'Use this recipe' }).click();
  await expect
    .poll(() => page.getByLabel('Dropout', { exact: true }).inputValue())
    .toBe(String(usual.model.dropout));
  await page.getByRole('button', { name: 'Remove run 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await calls(page)).not.toContain('run.remove');
  await page.getByRole('button', { name: 'Remove run 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Run 3', exact: true, level: 2 }).waitFor();
  const left = await page.locator('.run-list tbody th').allInnerTexts();
  expect(left).toEqual(['Run 3', 'Run 2']);
});

test('charts zoom by keys, all together, and the figures are there as a table', async () => {
  const page = await desk.open({ runs: 1 });
  await page.keyboard.press('Control+3');
  const loss = page.locator('.chart').first();
  await loss.focus();
  expect(await page.getByRole('button', { name: 'Reset zoom' }).count()).toBe(0);
  await page.keyboard.press('+');
  await page.getByRole('button', { name: 'Reset zoom' }).waitFor();
  await page.keyboard.press('0');
  await expect.poll(() => page.getByRole('button', { name: 'Reset zoom' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('region', { name: 'Figures of each epoch' });
  expect(await table.locator('tbody tr').first().locator('td').first().innerText()).toBe('58');
  expect(await table.locator('tr.best').count()).toBe(1);
});

test('a run that fails says why where its charts are', async () => {
  const page = await desk.open({ epochMs: 30 });
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  await page.evaluate(() =>
    window.fake?.failRun('The trainer ran out of memory.', 'Take a smaller batch size.'),
  );
  await page.getByRole('alert').getByText('The trainer ran out of memory.').waitFor();
  expect(await stateOf(page)).toBe('Failed');
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
