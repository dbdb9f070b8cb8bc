// More data in the real window: files appended, a table joined, a pasted one, several dropped, a folder, an archive; a
// file that is refused and corrected; a large one that is cancelled.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipAll } from '../../bench/pollution/zip.mjs';
import { type App, openByDialog, runsOf, startApp, takePictures } from './app';

let app: App;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-more-'));
  mkdirSync(path.join(folder, 'months'));
  put('months/2025-01.csv', month(['date', 'shop', 'visitors', 'weather', 'sales'], 1, 31));
  put('months/2025-02.csv', month(['sales', 'weather', 'shop', 'date', 'visitors'], 2, 28));
  put('months/2025-10.csv', month(['visitors', 'shop', 'sales', 'date'], 10, 31));
  put('months/notes.md', 'Three months.\n');
  put('shops.csv', 'Shop;size\nA;120\nA;60\nC;80\nD;70\n');
  app = await startApp();
  app.page.setDefaultTimeout(15_000);
  await app.page.getByRole('heading', { name: 'Open a table' }).waitFor();
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (...names: string[]) => names.map((name) => path.join(folder, name));

function put(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Sales of the days of a month, the columns in that order. */
function month(columns: readonly string[], number: number, days: number): string {
  const rows = Array.from({ length: days }, (_, i) => {
    const visitors = 150 + ((i * 37 + number * 11) % 100);
    const values: Record<string, string | number> = {
      date: `2025-${String(number).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}`,
      shop: i % 3 === 0 ? 'B' : 'A',
      visitors,
      weather: i % 2 === 0 ? 'sun' : 'rain',
      sales: (visitors * 3.1 + (i % 5)).toFixed(2),
    };
    return columns.map((name) => values[name]).join(',');
  });
  return [columns.join(','), ...rows, ''].join('\n');
}

/** The next dialogs for files answer with all of these. */
const chooseNext = (files: readonly string[]) =>
  app.electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
  }, files as string[]);

/** As the platform does it: the page gets no paths of its own. */
async function drop(files: string[]): Promise<void> {
  const protocol = await app.page.context().newCDPSession(app.page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await protocol.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  await protocol.detach();
}

const heads = () => app.page.locator('th.column .column-name').allInnerTexts();
const view = (name: string) => app.page.getByRole('button', { name, exact: true }).click();
const open = async (file: string) => {
  await openByDialog(app, file);
  await app.page.getByRole('heading', { name: path.basename(file), exact: true }).waitFor();
};

test('files with the columns in another order are appended, and what one lacks is told', async () => {
  const { page } = app;
  await open(path.join(folder, 'months/2025-01.csv'));
  await chooseNext(inFolder('months/2025-02.csv', 'months/2025-10.csv'));
  await page.getByRole('button', { name: 'Add rows…' }).click();
  await page.getByText('31 rows became 90. Undo takes it back.').waitFor();
  expect(await heads()).toEqual(['date', 'shop', 'visitors', 'weather', 'sales']);
  await page.getByText('2025-10.csv has no column "weather": it is missing in its rows.').waitFor();
  await page.getByText('3 files', { exact: true }).waitFor();
  await view('How it is read');
  await page.getByRole('switch', { name: 'Keep the file name in a column' }).click();
  await page.getByText('90 rows × 6 columns').waitFor();
  expect(await page.locator('.further-tables li').allInnerTexts()).toEqual([
    expect.stringMatching(/Rows of 2025-02\.csv\s+28 rows/),
    expect.stringMatching(/Rows of 2025-10\.csv\s+31 rows/),
  ]);
});

test('a table is joined by its key, and it is told how many keys matched and which did not', async () => {
  const { page } = app;
  await chooseNext(inFolder('shops.csv'));
  await page.getByRole('button', { name: 'Add columns…' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Key here').inputValue()).toBe('shop');
  expect(await dialog.getByLabel('Key there').inputValue()).toBe('Shop');
  await dialog.getByLabel('Key here').selectOption('visitors');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await dialog.getByText('No value of "visitors" stands in column "Shop" of shops.csv.').waitFor();
  await dialog.getByLabel('Key here').selectOption('shop');
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByText(/^1 of 2 keys matched, in 58 of 90 rows\. 1 column came in; 90 rows stay\./).waitFor();
  const entry = page.locator('.further-tables li').filter({ hasText: 'Columns of shops.csv' });
  expect(await entry.innerText()).toMatch(/Not there: B\. 2 of the 3 keys there stand in no row here\./);
  await page.getByText('1 key stands in several rows of shops.csv; the first of each was taken.').waitFor();
  await takePictures(app, 'brought-in', [1280, 820]);
  await takePictures(app, 'brought-in-small', [1024, 700]);
});

test('the table of all these is trained on', async () => {
  const { page } = app;
  await page.keyboard.press('ControlOrMeta+3');
  await page.getByLabel('Epochs', { exact: true }).fill('3');
  await page.keyboard.press('ControlOrMeta+Enter');
  const record = () => runsOf(app, '2025-01.csv').at(-1)?.record;
  await expect.poll(() => record()?.state, { timeout: 60_000 }).toMatch(/^(finished|failed)$/);
  expect(record()?.error).toBeNull();
  expect(record()?.recipe.data).toMatchObject({
    append: inFolder('months/2025-02.csv', 'months/2025-10.csv'),
    sourceColumn: 'source_file',
    join: [{ key: 'shop', otherKey: 'Shop' }],
  });
});

test('several dropped files, and a dropped folder, are one table each', async () => {
  const { page } = app;
  await drop(inFolder('months/2025-02.csv', 'months/2025-01.csv'));
  await page.getByRole('heading', { name: '2025-02.csv' }).waitFor();
  await page.getByText('59 rows × 5 columns').waitFor();
  await page.keyboard.press('ControlOrMeta+1');
  await drop(inFolder('months'));
  // Of January there is a run, but what was dropped is newer than its recipe.
  await page.getByRole('heading', { name: '2025-01.csv' }).waitFor();
  await page.getByText('90 rows × 5 columns').waitFor();
  await view('How it is read');
  expect(await page.locator('.further-tables li').allInnerTexts()).toHaveLength(2);
});

test('a pasted table is opened, and is among the recent ones', async () => {
  const { page } = app;
  await app.electron.evaluate(({ clipboard }) =>
    clipboard.writeText('Name\tAge\tTown\nAnna\t31\tUlm\nBo\t27\tBonn\nCy\t45\tUlm\n'),
  );
  await page.keyboard.press('ControlOrMeta+v');
  await page.getByRole('heading', { name: 'pasted.csv' }).waitFor();
  expect(await heads()).toEqual(['Name', 'Age', 'Town']);
  await page.getByRole('button', { name: 'Hone', exact: true }).click();
  await page.getByRole('button', { name: /^pasted\.csv/ }).click();
  await page.getByText('3 rows × 3 columns').waitFor();
});

test('another file of an archive is looked at and read', async () => {
  const { page } = app;
  const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i));
  const orders = ['order,sum', ...rows(40, (i) => `${i},${i * 2.5}`), ''].join('\n');
  const towns = ['town;people', ...rows(30, (i) => `t${i};${i * 100}`), ''].join('\n');
  const zip = zipAll([
    ['orders.csv', Buffer.from(orders)],
    ['towns.csv', Buffer.from(towns)],
  ]);
  await open(put('shop.zip', zip));
  await page.getByText('orders.csv', { exact: true }).waitFor();
  await view('How it is read');
  await page.getByLabel('File in the archive').selectOption('towns.csv');
  await page.locator('.look-table').getByText('people', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Read the file this way' }).click();
  await page.getByText('30 rows × 2 columns').waitFor();
});

test('a refused file leaves nothing behind, and is opened once its reading is corrected', async () => {
  const { page } = app;
  await openByDialog(app, put('two-lines.csv', '4,5,6\nx,y,z\n'.replace('4,5,6', 'a,b,c')));
  await page.getByRole('alert').getByText('The file two-lines.csv has one row').waitFor();
  const projects = () =>
    readdirSync(path.join(app.home, 'projects')).filter((name) => /two-lines/.test(name));
  expect(projects()).toEqual([]);
  await page.getByRole('button', { name: 'As the system', exact: true }).click();
  await page.getByRole('button', { name: 'Correct how it is read…' }).click();
  const dialog = page.getByRole('dialog', { name: 'How two-lines.csv is read' });
  await takePicturesOver('refused-file');
  await dialog.getByLabel('Header rows').fill('0');
  await expect.poll(() => dialog.locator('.look-table th').allInnerTexts()).toContain('column1');
  await dialog.getByRole('button', { name: 'Read the file this way' }).click();
  await page.getByRole('heading', { name: 'two-lines.csv' }).waitFor();
  await page.getByText('2 rows × 3 columns').waitFor();
  expect(existsSync(path.join(app.home, 'projects', projects()[0] ?? 'none'))).toBe(true);
});

/** The switch of light and dark lies below a dialog. */
async function takePicturesOver(name: string): Promise<void> {
  mkdirSync('.cache/pictures', { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme });
    await app.page.screenshot({ path: `.cache/pictures/${name}-${colorScheme}.png` });
  }
  await app.page.emulateMedia({ colorScheme: null });
}

test('the reading of a large file is told in bytes and can be cancelled, which changes nothing', async () => {
  const { page } = app;
  const line = `${Array.from({ length: 12 }, (_, i) => `0.${i}2345`).join(',')},town\n`;
  const names = Array.from({ length: 13 }, (_, i) => `x${i}`).join(',');
  const large = put('large.csv', `${names}\n${line.repeat(900_000)}`);
  await openByDialog(app, large);
  const state = page.locator('.run-state');
  await state.getByText('Reading large.csv…').waitFor();
  await state.getByText(/\d\s[kM]B of \d+\sMB/).waitFor();
  await page.getByRole('button', { name: 'Cancel reading' }).click();
  await state.getByText('Reading large.csv…').waitFor({ state: 'detached' });
  expect(await page.locator('.file-name strong').innerText()).toBe('two-lines.csv');
  expect(await page.getByRole('alert').count()).toBe(0);
  // On the start page its first rows stand there meanwhile.
  await page.getByRole('button', { name: 'Hone', exact: true }).click();
  await openByDialog(app, large);
  await page.getByRole('heading', { name: 'large.csv' }).waitFor();
  await page.getByText('The first 50 rows, while the whole file is read').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('heading', { name: 'Open a table' }).waitFor();
  expect(readdirSync(path.join(app.home, 'projects')).filter((name) => /large/.test(name))).toEqual([]);
  rmSync(large);
});

test('a file that is asked for in the menu is opened as by the key', async () => {
  await chooseNext(inFolder('months/2025-02.csv'));
  await app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File');
    file?.submenu?.items.find(({ label }) => label === 'Open…')?.click();
  });
  await app.page.getByRole('heading', { name: '2025-02.csv' }).waitFor();
});
