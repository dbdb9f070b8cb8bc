// The places of rows on disk: the run's own copy first, whole files only, damage told.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { StoredSplit } from '../../src/core/preparation/stored-split';
import { splitMemory } from '../../src/trainer/split-memory';

const base = mkdtempSync(path.join(os.tmpdir(), 'hone-splits-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const placed = (place: number): StoredSplit => ({
  low: Uint32Array.of(1),
  high: Uint32Array.of(2),
  places: Uint8Array.of(place),
});

test('what one run keeps the next one recalls, under its key; a run keeps its own', () => {
  const splits = path.join(base, 'splits');
  const run = (name: string) => splitMemory({ splits, run: path.join(base, name) });
  expect(run('first').recall('a')).toBeNull();
  run('first').keep('a', placed(1));
  expect(run('second').recall('a')).toEqual(placed(1));
  expect(run('second').recall('b')).toBeNull();
  run('second').keep('a', placed(2));
  expect(run('first').recall('a')).toEqual(placed(1));
  expect(run('third').recall('a')).toEqual(placed(2));
  expect(readdirSync(splits)).toHaveLength(1);
  expect(readdirSync(path.join(base, 'first'))).toEqual(['split.bin']);
});

test('a damaged file is named', () => {
  const splits = path.join(base, 'damaged');
  const memory = splitMemory({ splits, run: null });
  memory.keep('a', placed(0));
  const [name] = readdirSync(splits);
  const file = path.join(splits, name as string);
  writeFileSync(file, 'no split');
  expect(() => memory.recall('a')).toThrow(
    expect.objectContaining({ code: 'data-invalid', place: { file } }),
  );
});

test('without a folder nothing is kept', () => {
  const memory = splitMemory({ splits: null, run: null });
  memory.keep('a', placed(0));
  expect(memory.recall('a')).toBeNull();
});
