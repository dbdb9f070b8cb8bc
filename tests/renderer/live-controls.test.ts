// Changing values while a run trains, and the phase of pre-training, in Chromium.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const box = (page: Page, label: string) => page.locator('.live-controls').getByLabel(label, { exact: true });
const sent = (page: Page) =>
  page.evaluate(
    () => window.fake?.calls.filter(({ name }) => name === 'run.change').map(({ input }) => input) ?? [],
  );

async function train(page: Page): Promise<void> {
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
}

test('the learning rate is halved, doubled and set while the run goes; each change is sent and listed', async () => {
  const page = await desk.open({ epochMs: 400 });
  await train(page);
  await expect.poll(() => box(page, 'Learning rate').inputValue()).toBe('0.001');
  await page.getByRole('button', { name: '×½' }).click();
  await expect.poll(() => box(page, 'Learning rate').inputValue()).toBe('0.0005');
  await box(page, 'Learning rate').fill('0.002');
  expect(await sent(page)).toHaveLength(1);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await sent(page)).length).toBe(2);
  await box(page, 'Dropout').fill('0.25');
  await page.locator('.live-controls').getByRole('button', { name: 'Apply: Dropout' }).click();
  await expect.poll(async () => (await sent(page)).length).toBe(3);
  expect(await sent(page)).toEqual([
    { runId: 'run-1', path: 'training.learning-rate', value: 0.0005 },
    { runId: 'run-1', path: 'training.learning-rate', value: 0.002 },
    { runId: 'run-1', path: 'model.dropout', value: 0.25 },
  ]);
  const list = page.getByRole('region', { name: 'Changes during the run' });
  await list.getByText('Dropout → 0.25').waitFor();
  expect(await list.locator('li').count()).toBeGreaterThanOrEqual(2);
});

test('a value out of range is named and not sent; the controls go with the run', async () => {
  const page = await desk.open({ epochMs: 60 });
  await train(page);
  await box(page, 'Dropout').fill('2');
  await page.locator('.live-controls').getByText('Between 0 and 0.95.').waitFor();
  await page.keyboard.press('Enter');
  expect(await sent(page)).toEqual([]);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  expect(await page.locator('.live-controls').count()).toBe(1);
  await page.locator('.train-bar').getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => page.locator('.live-controls').count()).toBe(0);
});

test('changes ordered while the run is paused are shown as ordered, and further presses build on them', async () => {
  const page = await desk.open({ epochMs: 100 });
  await train(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  const controls = page.locator('.live-controls');
  await page.getByRole('button', { name: '×½' }).click();
  await controls.getByText('From the next epoch: Learning rate 0.0005', { exact: true }).waitFor();
  await page.getByRole('button', { name: '×½' }).click();
  await controls.getByText('From the next epoch: Learning rate 0.00025', { exact: true }).waitFor();
  expect(await box(page, 'Learning rate').inputValue()).toBe('0.00025');
  await box(page, 'L2').fill('0.00001');
  await page.keyboard.press('Enter');
  await controls.getByText('From the next epoch: Learning rate 0.00025, L2 1e-5').waitFor();
  expect((await sent(page)).slice(-2)).toEqual([
    { runId: 'run-1', path: 'training.learning-rate', value: 0.00025 },
    { runId: 'run-1', path: 'training.l2', value: 0.00001 },
  ]);
  expect(await page.getByRole('region', { name: 'Changes during the run' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  const list = page.getByRole('region', { name: 'Changes during the run' });
  await list.getByText('Learning rate → 0.00025').waitFor();
  await expect.poll(() => controls.getByText('From the next epoch').count()).toBe(0);
  expect(await box(page, 'Learning rate').inputValue()).toBe('0.00025');
});

test('a change that is refused is not shown as ordered', async () => {
  const error = { code: 'internal' as const, message: 'No.', place: {} };
  const page = await desk.open({ epochMs: 100, failing: { 'run.change': error } });
  await train(page);
  await page.getByRole('button', { name: '×½' }).click();
  await page.getByRole('alert').getByText('No.').waitFor();
  expect(await box(page, 'Learning rate').inputValue()).toBe('0.001');
  expect(await page.locator('.live-controls').getByText('From the next epoch').count()).toBe(0);
});

test('a recipe that was changed on the way says so in the form, and the changes can be dropped', async () => {
  const page = await desk.open({ epochMs: 100 });
  await train(page);
  await page.getByRole('button', { name: '×2' }).click();
  await page.getByRole('region', { name: 'Changes during the run' }).waitFor();
  await page.locator('.run-facts').getByRole('button', { name: 'Use this recipe' }).click();
  const row = page.locator('[data-path="training.changes"]');
  await row.getByText('1 change', { exact: true }).waitFor();
  await row.getByRole('button', { name: /^Drop/ }).click();
  await expect.poll(() => row.count()).toBe(0);
});

test('after a run with changes on the way the advisor says that the next run starts without them', async () => {
  const page = await desk.open({ epochMs: 60 });
  await train(page);
  await page.getByRole('button', { name: '×2' }).click();
  await page.getByRole('region', { name: 'Changes during the run' }).waitFor();
  await page.locator('.train-bar').getByRole('button', { name: 'Stop' }).click();
  const changes = page.getByRole('region', { name: 'Changes since run 1' });
  await changes.getByText('The 1 change made while it trained is not part of the next run.').waitFor();
  expect(await changes.locator('dl').count()).toBe(0);
});

test('pre-training has its own chart and its own line of progress', async () => {
  const page = await desk.open({ epochMs: 60 });
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'Pre-training', exact: false }).first().click();
  await page.getByLabel('Autoencoder pre-training', { exact: true }).click();
  await page.getByLabel('Epochs of pre-training', { exact: true }).fill('30');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Pre-training, epoch \d+ of 30$/).waitFor();
  await page.getByRole('img', { name: /^Pre-training loss over \d+ epochs?: train went/ }).waitFor();
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  await page.getByRole('img', { name: /^Pre-training loss over 30 epochs: train went/ }).waitFor();
  await page.getByRole('img', { name: /^Loss over \d+ epochs?: train went/ }).waitFor();
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
