// Files that a command line names beside the first one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sourceSettings, tablesAt, withSources } from '../../src/cli/table-sources';
import { defaultRecipe } from '../../src/core/recipe/recipe';

test('a folder stands for its tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hone-tables-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['b.csv', 'a.parquet', 'notes.md']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'c.csv'));
  expect(tablesAt(folder)).toEqual([join(folder, 'a.parquet'), join(folder, 'b.csv')]);
  expect(tablesAt(join(folder, 'b.csv'))).toEqual([join(folder, 'b.csv')]);
  expect(() => tablesAt(join(folder, 'c.csv'))).toThrow('There is no table in the folder');
});

test.each([
  ['shops.csv:shop', { file: 'shops.csv', key: 'shop', otherKey: '', prefix: '' }],
  ['a/shops.csv:shop=id', { file: 'a/shops.csv', key: 'shop', otherKey: 'id', prefix: '' }],
  ['shops.csv:shop=the id:shop_', { file: 'shops.csv', key: 'shop', otherKey: 'the id', prefix: 'shop_' }],
  ['shops.csv:shop:shop_', { file: 'shops.csv', key: 'shop', otherKey: '', prefix: 'shop_' }],
])('--join %s', (text, joined) => {
  const { data } = withSources(defaultRecipe('y'), '/base', { join: [text] });
  expect(data.join).toEqual([{ ...joined, file: resolve('/base', joined.file) }]);
});

test('a join without a key is refused', () => {
  expect(() => withSources(defaultRecipe('y'), '/base', { join: ['shops.csv'] })).toThrow('names no key');
});

test('the recipe says how its files are read', () => {
  const recipe = withSources(defaultRecipe('y'), '/base', { append: ['b.csv'] });
  expect(sourceSettings(recipe)).toEqual({ append: [resolve('/base', 'b.csv')] });
  expect(sourceSettings(defaultRecipe('y'))).toEqual({});
});
