// The checks before a training in Chromium: on request, and at the start of a run.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Pre-flight checks' });
const rate = (page: Page) => page.getByLabel('Learning rate', { exact: true }).first();

async function openTrain(scene = {}): Promise<Page> {
  const page = await desk.open(scene);
  await page.keyboard.press('Control+3');
  await page.getByRole('form', { name: 'Recipe' }).waitFor();
  return page;
}

test('checks run on request; green ones are closed, open on demand and say why they matter', async () => {
  const page = await openTrain();
  await page.getByRole('button', { name: 'Run checks' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('Pre-flight: all 5 checks passed').waitFor();
  expect(await dialog.getByText('Every prepared number is finite').count()).toBe(1);
  expect(await dialog.getByText(/^The loss before the first step/).count()).toBe(0);
  await dialog.getByRole('button', { name: /The untrained loss is as expected/ }).click();
  await dialog.getByText(/^The loss before the first step is 1\.14/).waitFor();
  await dialog.getByText('Why this matters').click();
  await dialog.getByText(/An untrained network should be undecided/).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
});

test('a remedy that two checks have is offered once', async () => {
  const page = await openTrain();
  await rate(page).fill('5');
  await page.getByRole('button', { name: 'Run checks' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('Pre-flight: 2 faults, 4 passed').waitFor();
  await dialog.getByText('Try “A tenth of the rate” first, as above.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Apply' }).count()).toBe(1);
});

test('a red light names the fault with its figures, and its remedy is applied and checked again', async () => {
  const page = await openTrain();
  await rate(page).fill('0.5');
  await page.getByRole('button', { name: 'Run checks' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('Pre-flight: 1 fault, 5 passed').waitFor();
  await dialog.getByRole('button', { name: 'Fault: The learning rate is too large' }).waitFor();
  await dialog.getByText(/rose from 1\.1 to 37/).waitFor();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.getByText('In the recipe').waitFor();
  await dialog.getByText('The recipe has changed since.').waitFor();
  await dialog.getByRole('button', { name: 'Check again' }).click();
  await dialog.getByText('Pre-flight: all 5 checks passed').waitFor();
  await page.keyboard.press('Escape');
  expect(await rate(page).inputValue()).toBe('0.001');
});

test('the run in view shows what its checks said: one line if all is well, all of it at a fault', async () => {
  const page = await openTrain({ epochMs: 60 });
  await page.keyboard.press('Control+Enter');
  const panel = page.getByRole('region', { name: 'Pre-flight checks' });
  await panel.getByText('Pre-flight: all 5 checks passed').waitFor();
  expect(await panel.locator('.check').count()).toBe(0);
  await panel.getByRole('button').click();
  expect(await panel.locator('.check').count()).toBe(5);
  await page.locator('.train-bar').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.train-bar').getByRole('button', { name: 'Train' }).waitFor();
  await rate(page).fill('0.5');
  await page.keyboard.press('Control+Enter');
  await panel.getByText('Pre-flight: 1 fault, 5 passed').waitFor();
  await panel.getByText(/rose from 1\.1 to 37/).waitFor();
});

test('checks that cannot run say why', async () => {
  const error = { code: 'data-invalid', message: 'The file is gone.', place: {}, fix: 'Open it again.' };
  const page = await openTrain({ failing: { 'preflight.run': error } });
  await page.getByRole('button', { name: 'Run checks' }).click();
  await dialogOf(page).getByRole('alert').getByText('The file is gone.').waitFor();
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
