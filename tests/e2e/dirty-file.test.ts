// A Korean file of CP949 with a preamble, semicolons and decimal commas: its reading is seen, corrected and trained on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openByDialog, runsOf, startApp, takePictures } from './app';

const name = 'apartments.csv';
const rows = 400;
let app: App;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-dirty-'));
  writeFileSync(path.join(folder, name), iconv.encode(apartments(), 'cp949'));
  app = await startApp();
  app.page.setDefaultTimeout(30_000);
  await app.page.getByRole('heading', { name: 'Open a table' }).waitFor();
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Prices that follow from area, rooms and district, after three lines that are no table. */
function apartments(): string {
  const districts = ['강남구', '마포구', '종로구', '송파구'];
  const comma = (value: number) => value.toFixed(2).replace('.', ',');
  const lines = Array.from({ length: rows }, (_, i) => {
    const area = 40 + ((i * 37) % 90) + 0.25;
    const roomCount = 1 + (i % 5);
    const price = 3.5 * area + 20 * roomCount + 30 * (i % 4) + ((i * 13) % 7);
    return [districts[i % 4], comma(area), roomCount, comma(price)].join(';');
  });
  const preamble = ['아파트 실거래가', '출처: 서울특별시', '작성일: 2026년 10월'];
  return [...preamble, '지역;면적;방;가격', ...lines, ''].join('\r\n');
}

const part = (label: string) => app.page.getByLabel(label, { exact: true });
const heads = () => app.page.locator('.look-table th').allInnerTexts();

test('the file is opened as it is meant, and the decision is shown with its reasons', async () => {
  await openByDialog(app, path.join(folder, name));
  await app.page.getByRole('heading', { name }).waitFor();
  await app.page.getByText(`${rows} rows × 4 columns`).waitFor();
  expect(await app.page.locator('th.column .column-name').allInnerTexts()).toEqual([
    '지역',
    '면적',
    '방',
    '가격',
  ]);
  await takePictures(app, 'dirty-rows', [1280, 820]);
  await app.page.getByRole('button', { name: 'How it is read' }).click();
  expect(await part('Encoding').inputValue()).toMatch(/^(cp949|euc-kr)$/);
  expect(await part('Delimiter').inputValue()).toBe(';');
  expect(await part('Decimal sign').inputValue()).toBe(',');
  expect(await part('Lines above').inputValue()).toBe('3');
  expect(await part('Header rows').inputValue()).toBe('1');
  const encoding = await app.page.locator('[data-part="encoding"]').innerText();
  expect(encoding).toMatch(/\d+\s%\ssure/);
  await takePictures(app, 'dirty-reading', [1280, 820]);
  await takePictures(app, 'dirty-reading-small', [1024, 700]);
});

test('a wrong encoding shows in the preview at once, and the right one mends it', async () => {
  await part('Encoding').selectOption('windows-1252');
  await expect.poll(heads).not.toContain('지역');
  await expect.poll(async () => (await heads()).length).toBe(4);
  await takePictures(app, 'dirty-garbled', [1280, 820]);
  await part('Encoding').selectOption('cp949');
  await expect.poll(heads).toEqual(['지역', '면적', '방', '가격']);
});

test('a wrong header is taken over, corrected and taken over again', async () => {
  await part('Lines above').fill('4');
  await part('Header rows').fill('0');
  await expect.poll(heads).not.toContain('면적');
  await app.page.getByRole('button', { name: 'Read the file this way' }).click();
  await app.page.getByText('Read as you said.').waitFor();
  await expect.poll(() => part('Target').locator('option').allInnerTexts()).not.toContain('가격');
  await part('Lines above').fill('3');
  await part('Header rows').fill('1');
  await expect.poll(heads).toEqual(['지역', '면적', '방', '가격']);
  await app.page.getByRole('button', { name: 'Read the file this way' }).click();
  await expect
    .poll(() => part('Target').locator('option').allInnerTexts())
    .toEqual(['지역', '면적', '방', '가격']);
  await app.page.getByText(`${rows} rows × 4 columns`).waitFor();
});

test('what is understood of it is told', async () => {
  await part('Target').selectOption('가격');
  await app.page.getByRole('button', { name: 'Understanding', exact: true }).click();
  const strongest = app.page.getByRole('list', { name: 'What goes with the target' }).locator('li').first();
  await expect.poll(() => strongest.innerText()).toMatch(/^면적/);
  await takePictures(app, 'dirty-understanding', [1280, 820]);
  await takePictures(app, 'dirty-understanding-small', [1024, 700]);
});

test('it is trained on as it was corrected', async () => {
  await app.page.keyboard.press('ControlOrMeta+3');
  await part('Epochs').fill('60');
  await app.page.keyboard.press('ControlOrMeta+Enter');
  await expect
    .poll(() => runsOf(app, name)[0]?.record.state, { timeout: 180_000 })
    .toMatch(/^(finished|stopped|failed)$/);
  const record = runsOf(app, name)[0]?.record;
  expect(record?.error).toBeNull();
  expect(record?.recipe.data.dialect).toMatchObject({
    encoding: 'cp949',
    delimiter: ';',
    decimal: ',',
    preambleLines: 3,
    headerRows: 1,
  });
  expect(record?.metrics?.test?.r2 ?? 0).toBeGreaterThan(0.8);
});

test('a column is seen before and after, and each step proves from which rows it learned', async () => {
  await app.page.keyboard.press('ControlOrMeta+2');
  await part('Column').selectOption('면적');
  await app.page.locator('.before-after').waitFor();
  const proofs = app.page.locator('.fitted-steps .proof');
  await expect.poll(() => proofs.count()).toBeGreaterThan(1);
  expect(await proofs.first().innerText()).toMatch(/learned from \d+ rows of/);
  await takePictures(app, 'dirty-prepare', [1280, 820]);
  await takePictures(app, 'dirty-prepare-small', [1024, 700]);
});
