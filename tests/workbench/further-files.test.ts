// Files beside the one that is open: only those that the person chose.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import type { Preview, ReadSettings } from '../../src/core/run/preview';
import type { Dataset } from '../../src/workbench/contract/commands';
import type { Datasets } from '../../src/workbench/datasets';
import { listTables, withoutFolders } from '../../src/workbench/folder-tables';
import { createFurtherFiles, suggestKey } from '../../src/workbench/further-files';
import { createChosenFiles, furtherFiles } from '../../src/workbench/store/chosen-files';
import { openBench, temporaryFolder } from './bench';

test('a page names only further files that were chosen', async () => {
  const { workbench, home, dialogs, file } = await openBench();
  const other = path.join(home, 'other.csv');
  await writeFile(other, 'a,b\n3,4\n');
  const { datasetId } = await workbench.openFile(file);
  const reread = (settings: ReadSettings) => workbench.call('dataset.reread', { datasetId, settings });
  const refused = { ok: false, error: { code: 'request-invalid', place: { file: other } } };
  expect(await reread({ append: [other] })).toMatchObject(refused);
  expect(await reread({ join: [{ file: other, key: 'a', otherKey: 'a', prefix: '' }] })).toMatchObject(
    refused,
  );
  const recipe = { ...defaultRecipe('b'), data: { ...defaultRecipe('b').data, append: [other] } };
  expect(await workbench.call('run.start', { datasetId, recipe })).toMatchObject(refused);

  expect(await workbench.call('dataset.append', { datasetId })).toEqual({ ok: true, value: null });
  dialogs.openTables = async () => [other];
  expect(await workbench.call('dataset.append', { datasetId })).toMatchObject({
    ok: true,
    value: { settings: { append: [other] }, dataset: { datasetId } },
  });
  expect(await reread({ append: [other] })).toMatchObject({ ok: true });
});

test('chosen files are known after a restart', async () => {
  const { home } = await openBench();
  const index = path.join(home, 'chosen.json');
  const input = { settings: { append: ['/a.csv'] } };
  await createChosenFiles(index).add(['/a.csv']);
  await expect(createChosenFiles(index).require(input)).resolves.toBeUndefined();
  await expect(
    createChosenFiles(index).require({ recipe: { data: { append: ['/b.csv'] } } }),
  ).rejects.toMatchObject({
    code: 'request-invalid',
  });
});

test('further files are found wherever they stand', () => {
  const input = {
    recipe: { data: { append: ['/1'], join: [{ file: '/2', key: 'k' }] } },
    changes: { 'data.append': ['/3'], 'data.join': [{ file: '/4' }] },
    list: [
      { path: 'data.append', value: '/5' },
      { path: 'data.target', value: '/6' },
    ],
  };
  expect(furtherFiles(input).sort()).toEqual(['/1', '/2', '/3', '/4', '/5']);
});

test('a table to join is looked at, and its key suggested', async () => {
  const { home, dialogs } = await openBench();
  dialogs.openTables = async () => ['/shops.csv'];
  const profile = { columns: [{ name: 'sum' }, { name: 'Shop ID' }] };
  const datasets = {
    get: () => ({ datasetId: 'd', profile }) as unknown as Dataset,
    look: async () => ({ columns: ['sum', 'shop_id', 'size'] }) as unknown as Preview,
  } as unknown as Datasets;
  const chosen = createChosenFiles(path.join(home, 'chosen.json'));
  const further = createFurtherFiles({ datasets, dialogs, chosen, pasted: home });
  expect(await further.join({ datasetId: 'd' })).toEqual({
    ...{ file: '/shops.csv', columns: ['sum', 'shop_id', 'size'], key: 'Shop ID', otherKey: 'shop_id' },
  });
  await expect(chosen.require({ join: [{ file: '/shops.csv' }] })).resolves.toBeUndefined();
});

test('no column of the same name leaves the first ones', () => {
  expect(suggestKey(['a', 'b'], ['x', 'y'])).toEqual({ key: 'a', otherKey: 'x' });
});

test('pasted text becomes a file of its own', async () => {
  const { workbench, home } = await openBench();
  const answer = await workbench.call('dataset.paste', { text: 'a\tb\n1\t2\n3\t4\n' });
  const { profile } = (answer as { value: Dataset }).value;
  expect(profile.path.startsWith(path.join(home, 'pasted'))).toBe(true);
  expect(await readFile(profile.path, 'utf8')).toBe('a\tb\n1\t2\n3\t4\n');
  expect(await workbench.call('dataset.recent', {})).toMatchObject({ value: [{ path: profile.path }] });
  expect(await workbench.call('dataset.paste', { text: '' })).toMatchObject({ ok: false });
});

test('a folder stands for the tables in it, in the order of their numbers', async () => {
  const folder = await temporaryFolder();
  for (const name of ['part10.csv', 'part2.csv.gz', '.hidden.csv', 'read me.md', 'other.parquet'])
    await writeFile(path.join(folder, name), '');
  await mkdir(path.join(folder, 'deeper.csv'));
  const tables = ['other.parquet', 'part2.csv.gz', 'part10.csv'].map((name) => path.join(folder, name));
  expect(await listTables(folder)).toEqual(tables);
  expect(await withoutFolders(['/nowhere.csv', folder])).toEqual(['/nowhere.csv', ...tables]);
  await expect(listTables(path.join(folder, 'deeper.csv'))).rejects.toMatchObject({
    code: 'file-not-found',
    message: 'There is no table in the folder deeper.csv.',
  });
});
