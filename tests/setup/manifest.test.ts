import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { damagedByHash, damagedBySize, writeManifest } from '../../scripts/setup/native-manifest.mjs';

let folder = '';

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hone-manifest-'));
  mkdirSync(path.join(folder, 'lib'));
  writeFileSync(path.join(folder, 'lib/a.so'), 'library');
  writeFileSync(path.join(folder, 'b.node'), 'addon');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder without a manifest is damaged: its install was not finished', async () => {
  expect(damagedBySize(folder)).toEqual(['manifest.json']);
});

test('a whole folder has no damage and its size is known', async () => {
  expect(await writeManifest(folder, { key: 'k' })).toBe('library'.length + 'addon'.length);
  expect(damagedBySize(folder)).toEqual([]);
  expect(await damagedByHash(folder)).toEqual([]);
});

test('a longer file is seen by size, a changed one of the same length by its hash, a missing one by both', async () => {
  await writeManifest(folder, { key: 'k' });
  writeFileSync(path.join(folder, 'lib/a.so'), 'LIBRARY');
  expect(damagedBySize(folder)).toEqual([]);
  expect(await damagedByHash(folder)).toEqual(['lib/a.so']);
  appendFileSync(path.join(folder, 'lib/a.so'), '!');
  expect(damagedBySize(folder)).toEqual(['lib/a.so']);
  rmSync(path.join(folder, 'b.node'));
  expect(damagedBySize(folder)).toEqual(['b.node', 'lib/a.so']);
  expect(await damagedByHash(folder)).toEqual(['b.node', 'lib/a.so']);
});
