// What Hone understands of a table: warnings with the change that mends them, the target, what goes with it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('warnings have evidence and a change that can be applied and undone, beside other changes', async () => {
  const page = await desk.open();
  await page.getByRole('switch', { name: 'Use year' }).click();
  await page.getByRole('button', { name: 'Understanding', exact: true }).click();
  const card = page.locator('[data-warning="leakage"]');
  await card.locator('summary').click();
  expect(await card.locator('.evidence').innerText()).toContain('0.97');
  await card.getByRole('button', { name: 'Apply' }).click();
  await card.getByText('In the recipe').waitFor();
  await page.getByText('5 features, 2 ignored').waitFor();
  await page.getByText('The recipe has changed since.').waitFor();
  await page.keyboard.press('Control+z');
  await card.getByRole('button', { name: 'Apply' }).waitFor();
  await page.getByText('6 features, 1 ignored').waitFor();
});

test('the target, what goes with it and repeated rows are told; another target is looked at on demand', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'Understanding', exact: true }).click();
  await page.getByRole('heading', { name: 'Target: species' }).waitFor();
  const bars = page.getByRole('list', { name: 'What goes with the target' });
  expect(await bars.locator('li').first().innerText()).toMatch(/island\s+0\.920/);
  await page.getByText('3 repeat another row in every column (2 groups). Such as rows 5, 18.').waitFor();
  await page.getByLabel('Target', { exact: true }).selectOption('body_mass_g');
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('heading', { name: 'Target: body_mass_g' }).waitFor();
  await page.locator('.target-view .histogram').waitFor();
});

test('a look that fails says why and can be taken again', async () => {
  const message = 'The file has changed.';
  const failing = { 'dataset.understand': { code: 'file-unreadable' as const, message, place: {} } };
  const page = await desk.open({ failing });
  await page.getByRole('button', { name: 'Understanding', exact: true }).click();
  await page.getByText(message).waitFor();
  await page.getByRole('button', { name: 'Look at the data' }).waitFor();
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
