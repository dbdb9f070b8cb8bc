// The look into the layers in Chromium: picture, figures, spread, and how they are read without the picture.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function openLayers(scene = {}): Promise<Page> {
  const page = await desk.open({ runs: 1, ...scene });
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'Layers', exact: true }).click();
  return page;
}

const heat = (page: Page) => page.locator('.layer-heat canvas');

test('the picture says in words what it shows, for each figure', async () => {
  const page = await openLayers();
  await page
    .getByRole('img', {
      name: /^Gradient norm of 3 layers at epoch 58: lowest .* in Dense 256, highest .* in Dense 3\.$/,
    })
    .waitFor();
  await page.getByLabel('Figure', { exact: true }).selectOption('dead');
  await page.getByRole('img', { name: /^Dead of 2 layers at epoch 58: lowest .*%? in ReLU/ }).waitFor();
  await page.getByLabel('Figure', { exact: true }).selectOption('saturated');
  await page.getByText('Saturated: no layer of this network has it.').waitFor();
});

test('a cell is read by pointer and by keys', async () => {
  const page = await openLayers();
  await heat(page).hover({ position: { x: 2, y: 5 } });
  await page.getByText(/^Dense 256, epoch 1: 0\.0/).waitFor();
  await page.mouse.move(0, 0);
  await heat(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByText(/^Dense 256, epoch 58: /).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/^Dense 128, epoch 57: /).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Outputs of Dense 128', { exact: true }).waitFor();
});

test('the picture is drawn in shades that differ from low to high', async () => {
  const page = await openLayers();
  await heat(page).waitFor();
  await page.waitForTimeout(300);
  const shades = await heat(page).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height);
    const at = (x: number, y: number) =>
      [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)].join(' ');
    return [at(2, 4), at(canvas.width - 3, 4), at(2, canvas.height - 8)];
  });
  expect(new Set(shades).size).toBe(3);
});

test('every layer has a line with its last figures; choosing one shows the spread of its outputs', async () => {
  const page = await openLayers();
  const lines = page.getByRole('region', { name: 'All figures of all layers' });
  await expect.poll(() => lines.locator('tbody tr').count()).toBe(6);
  expect(await lines.locator('thead th').allInnerTexts()).toEqual([
    'Layer',
    'Gradient norm',
    'Weight norm',
    'Update ratio',
    'Mean',
    'Deviation',
    'Dead',
  ]);
  await lines.getByRole('button', { name: 'Dense 3' }).click();
  await page
    .getByRole('img', {
      name: /^Outputs of Dense 3: half of them between .* at epoch 1, between .* at epoch 58\.$/,
    })
    .waitFor();
  expect(await lines.locator('tr.selected').count()).toBe(1);
});

test('the figures behind the picture are there as a table', async () => {
  const page = await openLayers();
  await page.locator('.layers-head').getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('region', { name: 'Gradient norm of each layer, epoch by epoch' });
  expect(await table.locator('tbody tr').count()).toBe(58);
  expect(await table.locator('tbody tr').first().locator('td').first().innerText()).toBe('58');
});

test('a run that goes on adds to the picture', async () => {
  const page = await desk.open({ epochMs: 60 });
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  await page.getByRole('button', { name: 'Layers', exact: true }).click();
  await heat(page).waitFor();
  const epochShown = async () =>
    Number((await heat(page).getAttribute('aria-label'))?.match(/at epoch (\d+)/)?.[1]);
  const first = await epochShown();
  await expect.poll(epochShown).toBeGreaterThan(first + 3);
});

test('a run without looks says why, and leads to the field', async () => {
  const page = await desk.open({ epochMs: 60 });
  await page.keyboard.press('Control+3');
  await page.getByRole('searchbox').fill('telemetry every');
  await page.getByLabel('Telemetry every', { exact: true }).fill('0');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  await page.getByRole('button', { name: 'Layers', exact: true }).click();
  await page.getByText('This run takes no looks', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Show the field' }).click();
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value))
    .toBe('0');
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
