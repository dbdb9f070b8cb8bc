// The recipe's form in Chromium: editing, choices, invalid text, reset, undo, and a remedy's Apply.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { optimizers } from '../../src/core/choices/optimizers';
import { fieldApplies, listPaths } from '../../src/core/recipe/paths';
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

const openAll = async (page: Page) => {
  const closed = page.locator('h3 [aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
};
const pathsOf = (page: Page) =>
  page.locator('[data-path]').evaluateAll((all) => all.map((one) => one.getAttribute('data-path') ?? ''));
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the recipe' });
const expert = (page: Page) => page.getByRole('button', { name: 'Expert', exact: true }).click();

test('in expert view the form shows every field that applies but those of the data, under its heading', async () => {
  const page = await openTrain();
  await expert(page);
  await openAll(page);
  const expected = listPaths().filter((field) => {
    const group = field.keys.slice(0, -1).reduce<unknown>((node, key) => (node as never)[key], usual);
    const off =
      field.keys.at(-1) !== 'enabled' && (group as { enabled?: boolean } | undefined)?.enabled === false;
    return field.keys[0] !== 'data' && field.type !== 'records' && fieldApplies(usual, field) && !off;
  });
  expect((await pathsOf(page)).sort()).toEqual(expected.map(({ path }) => path).sort());
  const heading = page.locator('[data-section="early-stopping"]');
  expect(await heading.locator('[data-path="training.early-stopping.patience"]').count()).toBe(1);
});

test('the simple view leaves fields for experts out unless they were changed, and the choice of view is kept', async () => {
  const page = await openTrain();
  await openAll(page);
  const levels = new Map(listPaths().map(({ path, level }) => [path, level]));
  for (const path of await pathsOf(page)) expect(levels.get(path), path).toBe('simple');
  expect(await box(page, 'Max-norm').count()).toBe(0);
  await expert(page);
  await box(page, 'Max-norm').fill('3');
  await page.getByRole('button', { name: 'Simple', exact: true }).click();
  await expect.poll(() => box(page, 'Warm-up').count()).toBe(0);
  expect(await box(page, 'Max-norm').inputValue()).toBe('3');
  await expert(page);
  await page.reload();
  await page.getByRole('button', { name: 'Train' }).first().click();
  await page.getByRole('form', { name: 'Recipe' }).waitFor();
  expect(await box(page, 'Warm-up').count()).toBe(1);
});

test('a section in simple view says how many more it has and shows them on demand', async () => {
  const page = await openTrain();
  const section = page.locator('[data-section="early-stopping"]');
  await section.getByRole('button', { name: 'Early stopping', exact: false }).first().click();
  expect(await box(page, 'Minimum epochs').count()).toBe(0);
  await section.getByRole('button', { name: /^\d+ more for experts$/ }).click();
  await box(page, 'Minimum epochs').waitFor();
});

test('a heading counts what differs from the defaults, and resets it as one undoable step', async () => {
  const page = await openTrain();
  const section = page.locator('[data-section="epochs-and-batches"]');
  await box(page, 'Epochs').fill('257');
  await box(page, 'Batch size').fill('64');
  await section.getByText('2 changed').waitFor();
  await section.getByRole('button', { name: 'Epochs and batches' }).first().click();
  await section.getByText('2 changed').waitFor();
  await section
    .getByRole('button', { name: 'Reset everything in Epochs and batches to the defaults' })
    .click();
  await expect.poll(() => section.getByText('changed').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await section.getByText('2 changed').waitFor();
});

test('a choice with changed parameters goes back as a whole', async () => {
  const page = await openTrain();
  await box(page, 'Optimizer').selectOption('momentum');
  await box(page, 'Momentum').fill('0.5');
  const section = page.locator('[data-section="optimizer-and-rate"]');
  await section.getByText('2 changed').waitFor();
  await section.getByRole('button', { name: /^Reset everything/ }).click();
  await expect.poll(() => box(page, 'Optimizer').inputValue()).toBe(usual.training.optimizer.kind);
  expect(await page.locator('.section-changed').count()).toBe(0);
});

test('the search is reached by key and finds by title, path, synonym and option; Escape clears and leaves it', async () => {
  const page = await openTrain();
  await page.keyboard.press('/');
  await expect.poll(() => search(page).evaluate((input) => input === document.activeElement)).toBe(true);
  for (const [query, path] of [
    ['learning rate', 'training.learning-rate'],
    ['lr', 'training.learning-rate'],
    ['training.early-stopping.pat', 'training.early-stopping.patience'],
    ['weight decay', 'training.l2'],
    ['warmup', 'training.warmup'],
    ['RMSProp', 'training.optimizer'],
    ['ema', 'training.averaging'],
  ] as const) {
    await search(page).fill(query);
    await page.locator(`.search-results [data-path="${path}"]`).first().waitFor();
  }
  await search(page).fill('learning');
  expect(await page.locator('mark').first().innerText()).toBe('Learning');
  await page.keyboard.press('Escape');
  await expect.poll(() => search(page).inputValue()).toBe('');
  await page.locator('[data-section="network"]').waitFor();
  await page.keyboard.press('Escape');
  expect(await search(page).evaluate((input) => input === document.activeElement)).toBe(false);
});

test('a slash that is typed into a text is a slash', async () => {
  const page = await openTrain();
  await box(page, 'Hidden layers').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('/');
  expect(await box(page, 'Hidden layers').inputValue()).toMatch(/\/$/);
});

test('a field of another option is found with what it takes, and the option can be chosen there', async () => {
  const page = await openTrain();
  await search(page).fill('rho');
  const row = page.locator('.search-results [data-path="training.optimizer.rho"]');
  await row.getByText('Available with Optimizer = RMSprop').waitFor();
  await row.getByRole('button', { name: /^Choose/ }).click();
  await expect.poll(() => box(page, 'Rho').first().isEditable()).toBe(true);
  await search(page).fill('denoising');
  const kind = page.locator('.search-results [data-path="training.pretraining.kind"]');
  await kind.getByText('Available with Autoencoder pre-training = On.').waitFor();
  await kind.getByRole('button', { name: 'Switch on' }).click();
  await expect.poll(() => box(page, 'Kind').count()).toBe(1);
});

test('what only a description speaks of comes last, with the words that speak of it', async () => {
  const page = await openTrain();
  await search(page).fill('half a cosine');
  const heading = page.locator('.search-results h3').first();
  await expect.poll(() => heading.innerText()).toMatch(/in the description$/);
  const said = page.locator('.found', { has: page.locator('[data-path="training.schedule"]') });
  await said.getByText(/^Cosine decay: /).waitFor();
});

test('what was found is edited by keys alone, expert fields too', async () => {
  const page = await openTrain();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 10 });
  await page.keyboard.press('/');
  await page.keyboard.type('max norm');
  // On a slow machine what was typed counts, not what is shown of its first letters.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2.5');
  expect(await box(page, 'Max-norm').inputValue()).toBe('2.5');
  await search(page).fill('no such thing');
  await page.getByText('Nothing found for “no such thing”').waitFor();
});

test('all options of a long choice can be read and chosen by keys', async () => {
  const page = await openTrain();
  const all = page
    .locator('[data-path="training.optimizer"]')
    .getByRole('button', { name: /^All \d+ options$/ });
  await all.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Optimizer: all options' });
  await expect.poll(() => dialog.locator('.option').count()).toBe(optimizers.length);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('true');
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
  await all.click();
  await dialog.getByRole('searchbox').fill('momentum');
  await page.keyboard.press('ArrowDown');
  const chosen =
    (await page.evaluate(() => document.activeElement?.querySelector('strong')?.textContent)) ?? '';
  await page.keyboard.press('Enter');
  await expect
    .poll(() =>
      box(page, 'Optimizer').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text),
    )
    .toBe(chosen);
});

test('a field that appears or is marked moves nothing above it, and another option nothing at all', async () => {
  const page = await openTrain();
  const top = (label: string) => box(page, label).evaluate((one) => one.getBoundingClientRect().top);
  const before = await top('Learning rate');
  const option = await page.locator('.chosen-option').count();
  await box(page, 'Batch size').fill('256');
  expect(await top('Learning rate')).toBe(before);
  if (option > 0) {
    const height = () =>
      page
        .locator('.chosen-option')
        .first()
        .evaluate((one) => one.clientHeight);
    const was = await height();
    await box(page, 'Optimizer').selectOption('rmsprop');
    expect(await height()).toBe(was);
  }
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
  await box(page, 'Optimizer').selectOption('momentum');
  await expect.poll(() => box(page, 'Momentum').inputValue()).toBe('0.9');
  // What the simple view leaves to experts stays there.
  await box(page, 'Optimizer').selectOption('adam');
  await expect.poll(() => box(page, 'Momentum').count()).toBe(0);
  expect(await box(page, 'Beta 1').count()).toBe(0);
  await box(page, 'Optimizer').selectOption('momentum');
  await box(page, 'Momentum').waitFor();
  await box(page, 'Optimizer').selectOption('sgd');
  expect(await box(page, 'Momentum').count()).toBe(0);
});

test('early stopping hides its parameters when it is off', async () => {
  const page = await openTrain();
  await openAll(page);
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
