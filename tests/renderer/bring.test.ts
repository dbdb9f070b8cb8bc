// More data: several files dropped, a pasted table, further rows, columns of another table; and a cross-validation.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandInput } from '../../src/workbench/contract/commands';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const lastCall = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => (window.fake?.calls ?? []).filter((call) => call.name === wanted).at(-1)?.input,
    name,
  );

/** As the keys do, with this text in the clipboard. */
const paste = (page: Page, text: string, selector = 'body') =>
  page.locator(selector).evaluate((element, written) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', written);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test('several files dropped are one table, which the recipe says', async () => {
  const page = await desk.open({ opened: '' });
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const name of ['one.csv', 'two.csv']) data.items.add(new File(['a,b'], name));
    for (const type of ['dragenter', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole('heading', { name: 'cars.csv' }).waitFor();
  expect(await lastCall(page, 'openDropped')).toEqual(['one.csv', 'two.csv']);
  await page.getByRole('button', { name: 'How it is read' }).click();
  await page.getByText('Rows of two.csv').waitFor();
});

test('a pasted table is opened on the start page; a sentence is not, nor what goes into a field', async () => {
  const page = await desk.open({ opened: '' });
  await paste(page, 'Only a sentence,\tand no table.');
  await paste(page, 'a\tb\n1\t2\n');
  await page.getByRole('heading', { name: 'cars.csv' }).waitFor();
  expect(await lastCall(page, 'dataset.paste')).toEqual({ text: 'a\tb\n1\t2\n' });
  await page.getByRole('button', { name: 'How it is read' }).click();
  await paste(page, 'c,d\n1,2', '[data-part="missing"] input');
  await page.waitForTimeout(100);
  expect(await lastCall(page, 'dataset.paste')).toEqual({ text: 'a\tb\n1\t2\n' });
});

test('further rows come in as one undo step, and can be left out again', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'Add rows…' }).click();
  await page.getByText('344 rows became 444. Undo takes it back.').waitFor();
  await page.getByRole('button', { name: 'How it is read' }).click();
  await page.getByText('Rows of more-penguins.csv').waitFor();
  await page.getByRole('switch', { name: 'Keep the file name in a column' }).click();
  await expect
    .poll(() => lastCall(page, 'dataset.reread'))
    .toMatchObject({
      settings: { sourceColumn: 'source_file', append: ['/home/ada/tables/more-penguins.csv'] },
    });
  await page.getByRole('button', { name: 'Leave out more-penguins.csv' }).click();
  await page.getByText('Rows of more-penguins.csv').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.getByText('Rows of more-penguins.csv').waitFor();
});

test('columns of another table come in by a key', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'Add columns…' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Key here').inputValue()).toBe('island');
  expect(await dialog.getByLabel('Key there').inputValue()).toBe('name');
  await dialog.getByLabel('Prefix of the new names').fill('island_');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const { settings } = (await lastCall(page, 'dataset.reread')) as CommandInput<'dataset.reread'>;
  expect(settings.join).toEqual([
    { file: '/home/ada/tables/islands.csv', key: 'island', otherKey: 'name', prefix: 'island_' },
  ]);
  await page.getByText(/344 rows stay/).waitFor();
});

test('a join that cannot be made says so in its dialog, which stays', async () => {
  const message = 'The key has gaps.';
  const page = await desk.open({
    failing: { 'dataset.reread': { code: 'file-unreadable', message, place: {} } },
  });
  await page.getByRole('button', { name: 'Add columns…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await dialog.getByText(message).waitFor();
});

test('a cross-validation is started, followed and read, fold by fold', async () => {
  const page = await desk.open({ rateMs: 20 });
  await page.getByRole('button', { name: 'Cross-validate…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Folds', { exact: true }).fill('1');
  expect(await dialog.getByRole('button', { name: 'Cross-validate', exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel('Folds', { exact: true }).fill('4');
  await dialog.getByLabel('Repeats', { exact: true }).fill('2');
  await dialog.getByText('8 trainings').waitFor();
  await dialog.getByRole('button', { name: 'Cross-validate', exact: true }).click();
  await dialog.getByText('8 of 8 folds').waitFor();
  await dialog.getByText(/^Accuracy: 0\.9\d+ on average, deviation .* between 8 folds\.$/).waitFor();
  expect(await dialog.getByRole('region', { name: 'Figures of each fold' }).locator('tbody tr').count()).toBe(
    8,
  );
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
