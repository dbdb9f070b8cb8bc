// Bad input through the real window: a sentence that names the place and the way out, and nothing lost of before.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerMessageBoxes,
  type App,
  messageBoxes,
  openByDialog,
  runsOf,
  startApp,
  takePictures,
} from './app';

const penguins = path.resolve(import.meta.dirname, '../../resources/samples/penguins.csv');
/** The smallest window that Hone lets be. */
const smallest: [number, number] = [1024, 700];
let app: App;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-bad-'));
  app = await startApp();
  app.page.setDefaultTimeout(15_000);
  await app.page.getByRole('heading', { name: 'Open a table' }).waitFor();
});

afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (count: number, line: (row: number) => string) =>
  Array.from({ length: count }, (_, row) => line(row));
const csv = (header: string, rows: readonly string[]) => [header, ...rows, ''].join('\n');

function put(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The cache of tables that were read; its size is told, and it can be cleared. */
const isCache = (file: string) => /\.hone[\\/]data[\\/]/.test(file);

/** Every path below the home folder that Hone keeps for itself; the browser's own files and the cache are left out. */
function keptFiles(): string[] {
  const below = (place: string): string[] =>
    readdirSync(place, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? below(path.join(place, entry.name)) : [path.join(place, entry.name)],
    );
  const projects = path.join(app.home, 'projects');
  return existsSync(projects)
    ? below(projects)
        .filter((file) => !isCache(file))
        .sort()
    : [];
}

const recentFiles = () => {
  const file = path.join(app.home, 'recent.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** The banner says one sentence with the place, and what to do; no word is a program's own. */
function expectWords(words: string, sentence: RegExp, where: string): void {
  expect(words).toMatch(sentence);
  expect(words).toContain(where);
  expect(words).not.toMatch(/undefined|\[object|Error:|at \w+ \(|ENOENT|EISDIR/);
}

interface BadFile {
  what: string;
  name: string;
  content: string | Uint8Array | null;
  sentence: RegExp;
  fix: RegExp;
  where?: string;
}

const badFiles: readonly BadFile[] = [
  {
    what: 'a file that is not there',
    name: 'gone.csv',
    content: null,
    sentence: /There is no file .*gone\.csv/,
    fix: /Check/,
  },
  { what: 'an empty file', name: 'empty.csv', content: '', sentence: /is empty/, fix: /Open a CSV/ },
  {
    what: 'a line of names without rows',
    name: 'header.csv',
    content: 'a,b,y\n',
    sentence: /names but no rows/,
    fix: /Add rows/,
    where: 'header.csv, line 1',
  },
  {
    what: 'one column',
    name: 'one-column.csv',
    content: csv('y', lines(50, String)),
    sentence: /has one column/,
    fix: /Add columns/,
  },
  { what: 'one row', name: 'one-row.csv', content: 'a,b\n1,2\n', sentence: /has one row/, fix: /Add rows/ },
  {
    what: 'a binary file',
    name: 'binary.csv',
    content: Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
    sentence: /binary|not written in UTF-8/,
    fix: /Open a text file/,
  },
];

describe('a file that cannot be opened leaves everything as it was:', () => {
  beforeAll(async () => {
    const { page } = app;
    await openByDialog(app, penguins);
    await page.getByRole('heading', { name: 'penguins.csv' }).waitFor();
    await page.keyboard.press('ControlOrMeta+3');
    await page.getByLabel('Epochs', { exact: true }).fill('37');
  });

  const expectRefusal = async ({ sentence, fix, where }: Omit<BadFile, 'content'>, place: string) => {
    const { page } = app;
    const before = { files: keptFiles(), recent: recentFiles() };
    await openByDialog(app, place);
    const banner = page.getByRole('alert').filter({ hasText: sentence });
    await banner.waitFor();
    expectWords(await banner.innerText(), fix, where ?? path.basename(place));
    await expect.poll(() => isUncovered(banner)).toBe(true);
    expect(await page.locator('.file-name strong').innerText()).toBe('penguins.csv');
    expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('37');
    expect({ files: keptFiles(), recent: recentFiles() }).toEqual(before);
  };

  test.each(badFiles)('$what', async ({ content, ...bad }) => {
    const place = content === null ? path.join(folder, bad.name) : put(bad.name, content);
    await expectRefusal(bad, place);
    if (content === '') await takePictures(app, 'bad-file');
    await app.page.getByRole('button', { name: 'Dismiss' }).click();
  });

  test('a folder', async () => {
    const place = path.join(folder, 'folder.csv');
    mkdirSync(place);
    await expectRefusal({ what: '', name: '', sentence: /is a folder/, fix: /Name a CSV file/ }, place);
    await app.page.getByRole('button', { name: 'Dismiss' }).click();
  });

  test('and several, whose banners stand above each other', async () => {
    for (const name of ['gone.csv', 'empty.csv', 'binary.csv'])
      await expectRefusal(badFiles.find((bad) => bad.name === name) as BadFile, path.join(folder, name));
    expect(await app.page.getByRole('alert').count()).toBe(3);
    await takePictures(app, 'bad-files');
    await takePictures(app, 'bad-files-small', smallest);
    for (let left = 3; left > 0; left--)
      await app.page.getByRole('button', { name: 'Dismiss' }).first().click();
  });

  test('but a line with a value too few is filled up, which is told', async () => {
    const { page } = app;
    await openByDialog(app, put('short.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8\n'));
    await page.getByRole('heading', { name: 'short.csv' }).waitFor();
    await page.getByText('1 line was filled up or mended: 3.').waitFor();
    await page.getByRole('button', { name: 'How it is read' }).click();
    await page.getByText(/It has 2 values where 3 are expected/).waitFor();
  });
});

/** Whether a press in the middle of the element reaches it. */
function isUncovered(element: ReturnType<App['page']['locator']>): Promise<boolean> {
  return element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

/** Opens a table, chooses its target and task, and starts a short run. */
async function train(name: string, content: string, { target = 'y', task = 'auto' } = {}): Promise<void> {
  const { page } = app;
  await openByDialog(app, put(name, content));
  await page.getByRole('heading', { name }).waitFor();
  await page.getByLabel('Target', { exact: true }).selectOption(target);
  await page.getByLabel('Task', { exact: true }).selectOption(task);
  await page.keyboard.press('ControlOrMeta+3');
  await page.getByLabel('Epochs', { exact: true }).fill('3');
  await page.getByLabel('Hidden layers', { exact: true }).fill('4');
  await pressTrain();
}

const pressTrain = () =>
  app.page.getByRole('main').getByRole('button', { name: 'Train', exact: true }).click();

const numbered = (row: number) => `${row % 7},${(row * 3) % 11}`;

interface BadTarget {
  what: string;
  name: string;
  content: string;
  task?: string;
  sentence: RegExp;
  fix: RegExp;
}

const badTargets: readonly BadTarget[] = [
  {
    what: 'a constant target',
    name: 'constant.csv',
    content: csv(
      'a,b,y',
      lines(50, (row) => `${numbered(row)},same`),
    ),
    sentence: /"y" is "same" in every row/,
    fix: /Choose a column/,
  },
  {
    what: 'a target without values',
    name: 'no-target.csv',
    content: csv(
      'a,b,y',
      lines(50, (row) => `${numbered(row)},`),
    ),
    sentence: /"y" has no value in any row/,
    fix: /Choose a column/,
  },
  {
    what: '10,000 classes',
    name: 'classes.csv',
    content: csv(
      'a,b,y',
      lines(20_000, (row) => `${numbered(row)},class${row % 10_000}`),
    ),
    sentence: /"y" has 10,?000 classes/,
    fix: /fewer classes/,
  },
  {
    what: 'a text target for regression',
    name: 'text.csv',
    content: csv(
      'a,b,y',
      lines(50, (row) => `${numbered(row)},${row % 2 ? 'odd' : 'even'}`),
    ),
    task: 'regression',
    sentence: /"y" must be a number for regression, but is "even" on line 2/,
    fix: /classification/,
  },
  {
    what: 'NaN and an infinity in the target',
    name: 'infinite-target.csv',
    content: csv(
      'a,b,y',
      lines(80, (row) => `${numbered(row)},${row === 3 ? '-inf' : row === 5 ? 'nan' : row / 3}`),
    ),
    sentence: /"y" is infinite on line 5/,
    fix: /leave it empty/,
  },
];

describe('a target that cannot be learned fails the run with its reason in view:', () => {
  const expectFailure = async (file: string, sentence: RegExp, fix: RegExp, where: string) => {
    const { page } = app;
    const banner = page.locator('.run-error');
    await banner.filter({ hasText: sentence }).waitFor({ timeout: 60_000 });
    expectWords(await banner.innerText(), fix, where);
    await expect.poll(() => isUncovered(banner)).toBe(true);
    await expect.poll(() => runsOf(app, file).at(-1)?.record.state).toBe('failed');
    const { record, folder: run } = runsOf(app, file).at(-1) as ReturnType<typeof runsOf>[number];
    expect(record.error?.message).toMatch(sentence);
    // It stays in the list with its recipe and its reason, and with nothing that was half made.
    expect(record).toMatchObject({ epochs: 0, bestEpoch: 0, metrics: null });
    for (const name of ['model', 'checkpoints', 'metrics.jsonl', 'outcome.json', 'evidence.json'])
      expect(existsSync(path.join(run, name)), name).toBe(false);
    expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('3');
    expect(await page.getByLabel('Hidden layers', { exact: true }).inputValue()).toBe('4');
  };

  test.each(badTargets)('$what', async ({ name, content, task, sentence, fix }) => {
    await train(name, content, task === undefined ? {} : { task });
    await expectFailure(name, sentence, fix, 'column y');
    if (task !== undefined) await takePictures(app, 'bad-target');
    if (task !== undefined) await takePictures(app, 'bad-target-small', smallest);
    // The same form trains once it is mended.
    expect(
      await app.page.getByRole('main').getByRole('button', { name: 'Train', exact: true }).isEnabled(),
    ).toBe(true);
  });

  test('a target that is missing, as the file changed since it was opened', async () => {
    await train(
      'changed.csv',
      csv(
        'a,b,y',
        lines(50, (row) => `${numbered(row)},${row % 2}`),
      ),
    );
    await expect
      .poll(() => runsOf(app, 'changed.csv').at(-1)?.record.state, { timeout: 60_000 })
      .toBe('finished');
    put(
      'changed.csv',
      csv(
        'a,b,z',
        lines(50, (row) => `${numbered(row)},${row % 2}`),
      ),
    );
    await pressTrain();
    await expectFailure('changed.csv', /no column "y" to predict/, /"z"|a, b, z/, 'changed.csv');
  });

  test('a file that has gone since it was opened starts no run', async () => {
    const { page } = app;
    const before = keptFiles();
    rmSync(path.join(folder, 'changed.csv'));
    await pressTrain();
    const banner = page.getByRole('alert').filter({ hasText: /There is no file/ });
    await banner.waitFor();
    expectWords(await banner.innerText(), /open it again/, 'changed.csv');
    expect(keptFiles()).toEqual(before);
    expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('3');
    await page.getByRole('button', { name: 'Dismiss' }).click();
  });
});

describe('odd input trains, and the window says what is odd:', () => {
  const odd = [
    {
      what: 'a column without values',
      name: 'hollow.csv',
      content: csv(
        'a,b,empty,y',
        lines(80, (row) => `${numbered(row)},,${row % 2}`),
      ),
      says: /"empty".*no value/,
    },
    {
      what: 'NaN and infinities in a feature',
      name: 'infinite.csv',
      content: csv(
        'a,b,c,y',
        lines(80, (row) => `${numbered(row)},${row === 3 ? 'inf' : row === 5 ? 'nan' : row},${row % 2}`),
      ),
      says: /"c" holds 1 infinite value/,
    },
    {
      what: 'NaN in the target',
      name: 'nan-target.csv',
      content: csv(
        'a,b,y',
        lines(80, (row) => `${numbered(row)},${row % 40 === 5 ? 'nan' : row / 3}`),
      ),
      says: /2 rows have no value in "y" and are left out/,
    },
    {
      what: 'a class seen once',
      name: 'once.csv',
      content: csv(
        'a,b,y',
        lines(80, (row) => `${numbered(row)},${row === 9 ? 'rare' : row % 2 ? 'odd' : 'even'}`),
      ),
      says: /class "rare" comes up once/,
    },
  ];

  test.each(odd)('$what', async ({ name, content, says }) => {
    await train(name, content);
    await expect.poll(() => runsOf(app, name).at(-1)?.record.state, { timeout: 60_000 }).toBe('finished');
    const { record } = runsOf(app, name).at(-1) as ReturnType<typeof runsOf>[number];
    expect(record.bestEpoch).toBeGreaterThan(0);
    expect(Object.values(record.metrics?.train ?? {}).every((value) => Number.isFinite(value))).toBe(true);
    await app.page.getByText(says).first().waitFor();
    if (name === 'once.csv') await takePictures(app, 'odd-input');
  });
});

describe('a bad file on the command line is told over the start page:', () => {
  const told = async (file: string) => {
    const prepare = (electron: ElectronApplication) => answerMessageBoxes(electron, 0);
    const other = await startApp([file], prepare);
    try {
      await expect
        .poll(() => messageBoxes(other.electron).then((boxes) => boxes.length), { timeout: 30_000 })
        .toBe(1);
      await other.page.getByRole('heading', { name: 'Open a table' }).waitFor();
      const [box] = await messageBoxes(other.electron);
      return `${box?.message}\n${box?.detail}`;
    } finally {
      await other.close();
    }
  };

  test('no file', async () => {
    expectWords(await told(path.join(folder, 'nowhere.csv')), /There is no file/, 'nowhere.csv');
  });

  test('a folder', async () => {
    expectWords(await told(folder), /is a folder/, folder);
  });
});
