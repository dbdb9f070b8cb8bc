// Measuring the effect of a change in Chromium: what is sent, how it goes on, what the pairs say.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Measure the effect' });
const sent = (page: Page) =>
  page.evaluate(
    () => window.fake?.calls.find(({ name }) => name === 'effect.measure')?.input as Record<string, unknown>,
  );

async function change(scene = {}): Promise<Page> {
  const page = await desk.open({ runs: 1, ...scene });
  await page.keyboard.press('Control+3');
  await page.getByLabel('Dropout', { exact: true }).fill('0.3');
  await page.getByLabel('Batch size', { exact: true }).fill('64');
  await page.getByRole('button', { name: 'Measure the effect…' }).click();
  return page;
}

test('all changes are measured against the last run: progress, interval, pairs as picture and table', async () => {
  const page = await change();
  const dialog = dialogOf(page);
  await dialog.getByText('Against the recipe of run 1.').waitFor();
  await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
  await dialog.getByText('10 of 10 pairs', { exact: true }).waitFor();
  const { changes, seeds, recipe } = await sent(page);
  expect(changes).toEqual({ 'model.dropout': 0.3, 'training.batch-size': 64 });
  expect(seeds).toBe(10);
  expect((recipe as { training: { batchSize: number } }).training.batchSize).toBe(32);
  await dialog
    .getByText(/^Accuracy rises: \+0\.0\d+ on average, 95.% interval \+0\.00\d+ to \+0\.0\d+\.$/)
    .waitFor();
  await dialog.getByText(/^Better in \d+ of 10 pairs\. Probability of an improvement: 99.%\.$/).waitFor();
  await dialog
    .getByText(
      /^Balanced accuracy, where each class counts alike, rises: \+0\.0\d+ on average, \+0\.0\d+ to \+0\.0\d+\. Probability of an improvement: 99.%\.$/,
    )
    .waitFor();
  await dialog
    .getByRole('img', { name: /^Accuracy of 10 pairs: 0\.\d+ without the change and 0\.\d+ with it/ })
    .waitFor();
  await dialog.getByRole('button', { name: 'Table' }).click();
  const table = dialog.getByRole('region', { name: 'Scores of each pair' });
  expect(await table.locator('tbody tr').count()).toBe(10);
  expect(await table.locator('th').allInnerTexts()).toEqual(
    expect.arrayContaining(['Balanced without', 'Balanced with']),
  );
});

test('one change alone with fewer seeds; a cancelled measurement keeps its pairs and is there again', async () => {
  const page = await change({ rateMs: 250 });
  const dialog = dialogOf(page);
  await dialog.getByLabel('Change', { exact: true }).selectOption({ label: 'Dropout: 0.1 → 0.3' });
  await dialog.getByLabel('Seeds', { exact: true }).fill('1');
  await dialog.getByText('Between 2 and 100.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Measure', exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel('Seeds', { exact: true }).fill('30');
  await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
  await dialog.getByText(/^[3-9] of 30 pairs$/).waitFor();
  expect((await sent(page))['changes']).toEqual({ 'model.dropout': 0.3 });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByText('Cancelled; what was measured stays.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Measure the effect…' }).click();
  await dialog.getByText('Cancelled; what was measured stays.').waitFor();
});

test('a measurement that cannot begin says why', async () => {
  const error = {
    code: 'recipe-invalid',
    message: 'These do not go together.',
    place: {},
    fix: 'Change one.',
  };
  const page = await change({ failing: { 'effect.measure': error } });
  await dialogOf(page).getByRole('button', { name: 'Measure', exact: true }).click();
  await dialogOf(page).getByRole('alert').getByText('These do not go together.').waitFor();
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
