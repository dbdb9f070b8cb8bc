// The recipe's form in Chromium: editing, choices, invalid text, reset, undo, and a remedy's Apply.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import { type Desk, openDesk } from './page/open-window';

const usual = defaultRecipe('species');
const usualEpochs = String(usual.training.epochs);
const usualDropout = String(usual.model.dropout);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function openTrain(scene = {}): Promise<Page> {
  const page = await desk.open(scene);
  await page.getByRole('button', { name: 'Train' }).first().click();
  await page.getByRole('form', { name: 'Recipe' }).waitFor();
  return page;
}

const box = (page: Page, label: string) => page.getByLabel(label, { exact: true });

test('the form shows every field of the recipe but those of the data, grouped by section', async () => {
  const page = await openTrain();
  const sections = page.locator('[data-section]');
  expect(await sections.evaluateAll((all) => all.map((one) => one.getAttribute('data-section')))).toEqual([
    'split',
    'prepare',
    'model',
    'training',
    'hardware',
  ]);
  const closed = page.locator('h3 [aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
  const paths = await page
    .locator('[data-path]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-path')));
  expect(paths).toContain('seed');
  expect(paths).toContain('training.early-stopping');
  expect(paths).toContain('prepare.scaler');
  expect(paths).toContain('hardware.executor');
  expect(paths.filter((path) => path?.startsWith('data.'))).toEqual([]);
});

test('an edit is marked as changed, told by the advisor, undone by key and redone', async () => {
  const page = await openTrain({ runs: 1 });
  await box(page, 'Epochs').fill('257');
  await expect.poll(() => page.locator('[data-path="training.epochs"].changed').count()).toBe(1);
  const changes = page.getByRole('region', { name: 'Changes since run 1' });
  expect(await changes.innerText()).toContain(`${usualEpochs} → 257`);
  await page.keyboard.press('Control+z');
  await expect.poll(() => box(page, 'Epochs').inputValue()).toBe(usualEpochs);
  expect(await page.locator('.changed').count()).toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => box(page, 'Epochs').inputValue()).toBe('257');
  await page.getByRole('button', { name: 'Reset Epochs to its default' }).click();
  await expect.poll(() => box(page, 'Epochs').inputValue()).toBe(usualEpochs);
});

test('another optimizer shows its own parameters with their defaults', async () => {
  const page = await openTrain();
  await box(page, 'Beta 1').waitFor();
  await box(page, 'Optimizer').selectOption('momentum');
  await expect.poll(() => box(page, 'Momentum').inputValue()).toBe('0.9');
  expect(await box(page, 'Beta 1').count()).toBe(0);
  await box(page, 'Optimizer').selectOption('sgd');
  expect(await box(page, 'Momentum').count()).toBe(0);
});

test('early stopping hides its parameters when it is off', async () => {
  const page = await openTrain();
  await box(page, 'Patience').waitFor();
  await box(page, 'Early stopping').click();
  expect(await box(page, 'Patience').count()).toBe(0);
});

test('invalid text is named beside the field, keeps Train from starting, and never reaches the recipe', async () => {
  const page = await openTrain();
  await box(page, 'Learning rate').fill('200');
  await page.getByText('Between 1e-8 and 100.').waitFor();
  expect(await box(page, 'Learning rate').getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.press('Control+Enter');
  await page.getByText('A field of the recipe has no valid value yet.').waitFor();
  expect(await page.locator('.train-bar button').first().isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Show field' }).click();
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value))
    .toBe('200');
  await box(page, 'Learning rate').fill('3e-4');
  expect(await page.locator('.train-bar button').first().isDisabled()).toBe(false);
  await page.keyboard.press('Control+Enter');
  const started = await page.waitForFunction(() =>
    window.fake?.calls.find(({ name }) => name === 'run.start'),
  );
  const { input } = (await started.jsonValue()) as {
    input: { recipe: { training: { learningRate: number } } };
  };
  expect(input.recipe.training.learningRate).toBe(3e-4);
});

test('arrow keys step a number and help opens on demand', async () => {
  const page = await openTrain();
  await box(page, 'Learning rate').fill('0.001');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => box(page, 'Learning rate').inputValue()).toBe('0.002');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => box(page, 'Learning rate').inputValue()).toBe('0.0005');
  await page.getByRole('button', { name: 'About Dropout' }).click();
  await page.getByText('Share of hidden units silenced in each training step.').waitFor();
});

test('Apply puts a remedy into the recipe as one undoable step and says so', async () => {
  const page = await openTrain({ runs: 1 });
  await page.getByRole('complementary').getByRole('button', { name: 'Apply' }).click();
  await page.getByText('More dropout: now in the recipe. Undo takes it back.').waitFor();
  expect(await box(page, 'Dropout').inputValue()).toBe('0.3');
  await page.getByRole('complementary').getByText('In the recipe').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => box(page, 'Dropout').inputValue()).toBe(usualDropout);
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
