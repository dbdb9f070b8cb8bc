// The Data step and the start page: opening, target and features, gaps, wide tables.
import { afterAll, beforeAll, expect, test } from 'vitest';
import samples from '../../resources/samples/samples.json';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('the start page offers samples, a file, recent files, and takes a dropped one', async () => {
  const page = await desk.open({ opened: '' });
  expect(await page.locator('.samples li').count()).toBe(samples.length);
  await page.getByRole('button', { name: /Palmer penguins/ }).click();
  await page.getByRole('heading', { name: 'penguins.csv' }).waitFor();
  await page.getByRole('button', { name: 'Hone', exact: true }).click();
  await page.keyboard.press('Control+o');
  await page.getByRole('heading', { name: 'cars.csv' }).waitFor();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['a,b'], 'dropped.csv'));
    for (const type of ['dragenter', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect
    .poll(() => page.evaluate(() => window.fake?.calls.find(({ name }) => name === 'openDropped')?.input))
    .toEqual(['dropped.csv']);
});

test('the suggested target is preset; another one and ignored columns are one undo step each', async () => {
  const page = await desk.open();
  const target = page.getByLabel('Target', { exact: true });
  expect(await target.inputValue()).toBe('species');
  await page.getByText('7 features', { exact: true }).waitFor();
  await page.getByRole('switch', { name: 'Use island' }).click();
  await page.getByText('6 features, 1 ignored').waitFor();
  await page.getByRole('button', { name: 'Make island the target' }).click();
  expect(await target.inputValue()).toBe('island');
  await page.getByText('7 features', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  expect(await target.inputValue()).toBe('species');
  await page.getByText('6 features, 1 ignored').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('7 features', { exact: true }).waitFor();
});

test('gaps are marked, numbers stand at the right, warnings and the dialect are told', async () => {
  const page = await desk.open({ warnings: ['Line 7 has one cell too many.'] });
  await page.getByText('Line 7 has one cell too many.').waitFor();
  await page.getByText(/comma-separated/).waitFor();
  const missing = page.locator('td.missing').first();
  expect(await missing.locator('span').getAttribute('title')).toBe('Missing');
  expect(
    await page
      .locator('td.number')
      .first()
      .evaluate((cell) => getComputedStyle(cell).textAlign),
  ).toBe('right');
  expect(await page.getByRole('columnheader', { name: /bill_length_mm/ }).innerText()).toMatch(
    /164 distinct/,
  );
});

test('of a table with a thousand columns only those in view are in the page', async () => {
  const page = await desk.open({ extraColumns: 1000 });
  expect(await page.locator('th.column').count()).toBeLessThan(20);
  await page.locator('.preview').evaluate((pane) => {
    pane.scrollLeft = pane.scrollWidth;
  });
  await page.getByRole('columnheader', { name: /extra_999/ }).waitFor();
  expect(await page.locator('th.column').count()).toBeLessThan(20);
  const left = await page.locator('tbody .row-number').first().boundingBox();
  const pane = await page.locator('.preview').boundingBox();
  expect(left?.x).toBe(pane?.x);
});

test('a column can weigh the rows; it is then no feature, and never the target too', async () => {
  const page = await desk.open();
  const features = () => page.locator('.features').innerText();
  const before = Number.parseInt(await features(), 10);
  await page.getByLabel('Row weights', { exact: true }).selectOption('body_mass_g');
  await expect.poll(async () => Number.parseInt(await features(), 10)).toBe(before - 1);
  await page.getByLabel('Target', { exact: true }).selectOption('body_mass_g');
  await expect.poll(() => page.getByLabel('Row weights', { exact: true }).inputValue()).toBe('');
});

test('what is kept of tables is told on the start page, and can be forgotten', async () => {
  const page = await desk.open({ opened: '' });
  await page.getByText(/^42 MB of tables/).waitFor();
  await page.getByRole('button', { name: 'Forget them' }).click();
  await page.getByText('42 MB were freed.').waitFor();
  expect(await page.getByText(/of tables that were read before/).count()).toBe(0);
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
