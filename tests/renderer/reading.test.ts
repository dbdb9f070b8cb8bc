// How the file is read: corrections with a quick look, taking them over, going back, and the columns' types and roles.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandInput } from '../../src/workbench/contract/commands';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const calls = (page: Page, name: string) =>
  page.evaluate((wanted) => (window.fake?.calls ?? []).filter((call) => call.name === wanted), name);

const lastReread = async (page: Page) =>
  (await calls(page, 'dataset.reread')).at(-1)?.input as CommandInput<'dataset.reread'> | undefined;

test('a doubtful part is spoken of, with its confidence, why, and the lines that were left out', async () => {
  const page = await desk.open();
  await page.getByText(/Not sure about the header rows/).waitFor();
  await page.getByText(/2 rows were left out/).waitFor();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const part = page.locator('[data-part="headerRows"]');
  expect(await part.innerText()).toContain('62');
  expect(await part.innerText()).toContain('The first row holds words');
  expect(await page.locator('[data-part]').count()).toBe(12);
  const lines = page.getByRole('region', { name: '2 rows were left out' }).last();
  expect(await lines.innerText()).toMatch(/301\s+A quote is never closed\.\s+Gentoo,"Biscoe/);
});

test('a correction shows the first rows at once, and reads nothing until it is taken over', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'How it is read' }).click();
  await page.getByLabel('Delimiter', { exact: true }).selectOption(';');
  await expect.poll(() => page.locator('.look-table th').count()).toBe(1);
  await page.getByLabel('Delimiter', { exact: true }).selectOption(',');
  await page.getByLabel('Header rows', { exact: true }).fill('0');
  await page.locator('.look-table').getByText('column1', { exact: true }).waitFor();
  expect(await page.locator('[data-part="headerRows"] .tag').innerText()).toBe('Corrected');
  expect(await calls(page, 'dataset.reread')).toEqual([]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.locator('.look-table').getByText('island', { exact: true }).waitFor();
  expect(await calls(page, 'dataset.reread')).toEqual([]);
});

test('taken over, it is part of the recipe: undo reads the file as before, reset finds it again', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'How it is read' }).click();
  await page.getByLabel('Header rows', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Read the file this way' }).click();
  await page.getByText('Read as you said.').waitFor();
  expect((await lastReread(page))?.settings.dialect?.headerRows).toBe(0);
  const target = page.getByLabel('Target', { exact: true });
  expect(await target.locator('option').first().innerText()).toBe('column1');
  await page.keyboard.press('Control+z');
  await expect.poll(() => target.inputValue()).toBe('species');
  expect((await lastReread(page))?.settings).toEqual({});
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => target.locator('option').first().innerText()).toBe('column1');
  await page.getByRole('button', { name: 'Back to what was found' }).click();
  await expect.poll(async () => (await lastReread(page))?.settings).toEqual({});
});

test('a text that is no count is named and changes nothing', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'How it is read' }).click();
  await page.getByLabel('Lines above', { exact: true }).fill('two');
  await page.locator('[data-part="preambleLines"] .field-message').waitFor();
  expect(await calls(page, 'dataset.preview')).toEqual([]);
});

test('a file that cannot be read so says why, and stays as it was', async () => {
  const message = 'The file has one column.';
  const failing = {
    'dataset.reread': { code: 'file-unreadable' as const, message, place: {}, fix: 'Correct it.' },
  };
  const page = await desk.open({ failing });
  await page.getByRole('button', { name: 'How it is read' }).click();
  await page.getByLabel('Delimiter', { exact: true }).selectOption(';');
  await page.getByRole('button', { name: 'Read the file this way' }).click();
  await page.locator('.look-pane').getByText(message).waitFor();
  expect(await page.getByLabel('Target', { exact: true }).inputValue()).toBe('species');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.locator('.look-table').getByText('island', { exact: true }).waitFor();
});

test('by keys alone a column is read as another type and gets another role', async () => {
  const page = await desk.open();
  const head = page.getByRole('columnheader', { name: /year/ });
  await head.getByRole('button', { name: 'year', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/different numbers/).waitFor();
  await dialog.getByLabel('Read as', { exact: true }).selectOption('category');
  await expect
    .poll(async () => (await lastReread(page))?.settings.types)
    .toEqual([{ column: 'year', type: 'category' }]);
  await dialog.getByLabel('Role', { exact: true }).selectOption('group');
  await page.keyboard.press('Escape');
  await head.getByText('Group', { exact: true }).waitFor();
  await page.getByText('6 features', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('7 features', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await lastReread(page))?.settings.types).toBeUndefined();
});

test('a column plays one part at a time, and the target keeps its own', async () => {
  const page = await desk.open();
  await page.getByRole('button', { name: 'island', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Role', { exact: true }).selectOption('id');
  await dialog.getByLabel('Role', { exact: true }).selectOption('target');
  expect(await dialog.getByLabel('Role', { exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await page.getByLabel('Target', { exact: true }).inputValue()).toBe('island');
  await page.getByText('7 features', { exact: true }).waitFor();
});

test('while a large file is opened its first rows are there, with the bytes read and a way to end it', async () => {
  const page = await desk.open({ opened: '', openMs: 4000 });
  await page.getByRole('button', { name: /Palmer penguins/ }).click();
  await page
    .getByText(/1\.2 GB of 5\.0 GB/)
    .first()
    .waitFor();
  await page.locator('.look-table').getByText('island', { exact: true }).waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(async () => (await calls(page, 'dataset.cancel')).length).toBe(1);
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
