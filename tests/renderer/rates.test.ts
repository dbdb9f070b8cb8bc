// The learning-rate range test in Chromium: from the link in the form to the rate in the recipe.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeLabels, tickOf } from '../../src/renderer/pages/train/rates/rate-option';
import { type Desk, openDesk } from './page/open-window';

test('ticks are round, and the labels of two rates never lie over each other', () => {
  expect([9.999999999999999e-6, 0.0009999999999999998, 0.1].map(tickOf)).toEqual(['1e-5', '0.001', '0.1']);
  const at = (rate: number) => Math.log10(rate / 1e-6) / 6;
  const placed = (low: number, high: number) =>
    placeLabels(
      [low, high].map((rate) => ({ rate, name: '', type: 'solid' })),
      at,
    ).map(({ align, row }) => `${align} ${row}`);
  expect(placed(1e-4, 1e-2)).toEqual(['center 0', 'center 0']);
  expect(placed(1e-2, 3e-2)).toEqual(['center 0', 'center 1']);
  expect(placed(0.5, 0.9)).toEqual(['right 0', 'right 1']);
  expect(placed(1.1e-6, 1e-2)).toEqual(['left 0', 'center 0']);
});

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const rate = (page: Page) => page.getByLabel('Learning rate', { exact: true }).first();
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Learning-rate range test' });

async function openDialog(scene = {}): Promise<Page> {
  const page = await desk.open(scene);
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'Find a rate…' }).click();
  await dialogOf(page).getByText('Not tested yet.').waitFor();
  return page;
}

test('the test runs, marks the suggested rate, shows its figures and gives the rate to the recipe', async () => {
  const page = await openDialog();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Start the test' }).click();
  await dialog.getByRole('progressbar').waitFor();
  const use = dialog.getByRole('button', { name: /^Use 0\.0\d+$/ });
  await use.waitFor();
  await dialog
    .getByRole('img', { name: /^Loss over \d+ steps with rates from 1e-6 to .*suggested rate is/ })
    .waitFor();
  await dialog.getByText(/^The loss falls fastest near/).waitFor();
  await dialog.getByRole('button', { name: 'Table' }).click();
  const table = dialog.getByRole('region', { name: 'Loss at each rate' });
  expect(await table.locator('tbody tr').count()).toBeGreaterThan(40);
  expect(await table.locator('tr.best').count()).toBe(1);
  const suggested = ((await use.innerText()).match(/[\d.e-]+$/) ?? [''])[0];
  await use.click();
  await expect.poll(() => dialog.count()).toBe(0);
  expect(await rate(page).inputValue()).toBe(suggested);
  await page.keyboard.press('Control+z');
  await expect.poll(() => rate(page).inputValue()).toBe('0.001');
});

test('it is cancelled by its button, closed by Escape, and still there when it is opened again', async () => {
  const page = await openDialog({ rateMs: 300 });
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Start the test' }).click();
  await dialog.getByRole('img').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByText('The test was cancelled.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Find a rate…');
  await page.keyboard.press('Enter');
  await dialog.getByText('The test was cancelled.').waitFor();
  await dialog.getByRole('button', { name: 'Test again' }).waitFor();
});

test('a test that cannot start says why', async () => {
  const error = {
    code: 'data-invalid',
    message: 'The target has one value only.',
    place: {},
    fix: 'Choose another.',
  };
  const page = await openDialog({ failing: { 'rates.test': error } });
  await dialogOf(page).getByRole('button', { name: 'Start the test' }).click();
  await dialogOf(page).getByRole('alert').getByText('The target has one value only.').waitFor();
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
