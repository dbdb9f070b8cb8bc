// Rows that are streamed from disk are the rows that would be in memory, part by part.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/core/random';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { Table } from '../../src/core/table';
import type { ReadTable } from '../../src/data/read-table';
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { type JudgedPart, partInMemory } from '../../src/engine/train/judged-part';
import { rowsToFit, wholeTraining } from '../../src/trainer/assembly';
import { prepareFiles } from '../../src/trainer/load-data';
import { memoryBudget } from '../../src/trainer/memory-budget';

const ROWS = 30_000;
const COLUMNS = 12;
const cache = mkdtempSync(path.join(os.tmpdir(), 'hone-stream-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime('wasm');
});

function makeTable(): Table {
  const random = createRandom(2);
  const numbers = Array.from({ length: COLUMNS }, (_, i) => ({
    name: `n${i}`,
    type: 'number' as const,
    values: Float64Array.from({ length: ROWS }, () =>
      random.uniform() < 0.05 ? Number.NaN : random.normal(),
    ),
  }));
  const codes = Int32Array.from({ length: ROWS }, () => random.integer(5) - 1);
  const target = Float64Array.from({ length: ROWS }, (_, row) =>
    row % 97 === 0 ? Number.NaN : (numbers[0]?.values[row] || 0) + (codes[row] as number),
  );
  return {
    rows: ROWS,
    columns: [
      ...numbers,
      { name: 'c', type: 'category', codes, categories: ['a', 'b', 'c', 'd'] },
      { name: 'y', type: 'number', values: target },
    ],
  };
}

const files = {
  data: {
    file: 'table.csv',
    read: { table: makeTable(), fingerprint: 'f', warnings: [] } as unknown as ReadTable,
  },
  test: null,
  cache,
};

const recipeOf = (memory: number, prepare: object = {}): Recipe =>
  recipeSchema.parse({ data: { target: 'y' }, hardware: { memory }, prepare, training: { batchSize: 64 } });

/** The rows of a part as texts, in an order that does not depend on where they lie. */
function rowTexts(part: JudgedPart): string[] {
  const { x, targets } = partInMemory(part, ROWS);
  const values = x.dataSync() as Float32Array;
  const width = x.shape[1];
  return Array.from(targets, (target, row) =>
    [target, ...values.subarray(row * width, (row + 1) * width)].join(),
  ).sort();
}

test.each([
  ['plain', {}],
  ['an encoder that learns from the target, fold by fold', { encoder: { kind: 'target' } }],
])('the same rows in every part: %s', (_title, prepare) => {
  const kept = prepareFiles(files, recipeOf(4096, prepare), runtime.ops);
  const streamed = prepareFiles(files, recipeOf(1, prepare), runtime.ops);
  expect(kept.streamed).toBeNull();
  expect(streamed.streamed?.windows.count).toBeGreaterThan(2);
  expect(rowsToFit(streamed).rows).toBe(rowsToFit(kept).rows);
  for (const part of ['train', 'validation', 'test'] as const) {
    const own = part === 'train' ? wholeTraining(runtime.ops, streamed) : streamed[part];
    expect(rowTexts(own as JudgedPart)).toEqual(rowTexts(kept[part] as JudgedPart));
  }
});

test('rows that were written once are read again', () => {
  const before = readdirSync(cache);
  const shares: (number | null)[] = [];
  prepareFiles(files, recipeOf(1), runtime.ops, undefined, (_, share) => shares.push(share));
  expect(readdirSync(cache)).toEqual(before);
  expect(shares).toEqual([]);
});

test('what needs all rows at once is refused with a way out', () => {
  const whole = recipeSchema.parse({
    data: { target: 'y' },
    hardware: { memory: 1 },
    training: { optimizer: { kind: 'lbfgs' } },
  });
  expect(() => prepareFiles(files, whole, runtime.ops)).toThrow(/needs all training rows in memory/);
});

test('the budget is what the recipe says, else the environment, else a quarter of the memory', () => {
  expect(memoryBudget(recipeOf(3), { HONE_MEMORY: '5' })).toBe(3 << 20);
  expect(memoryBudget(recipeOf(0), { HONE_MEMORY: '5' })).toBe(5 << 20);
  expect(memoryBudget(recipeOf(0), {})).toBeLessThanOrEqual(os.totalmem() / 4);
});
