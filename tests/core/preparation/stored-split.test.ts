// Rows keep their part in a file that grew, shrank or was re-ordered, whatever the split.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splits } from '../../../src/core/choices/splits';
import type { Parts } from '../../../src/core/choices/splits/split';
import { resolveTarget } from '../../../src/core/preparation/resolve-target';
import { hashRows } from '../../../src/core/preparation/row-hashes';
import { type SplitMemory, splitRows } from '../../../src/core/preparation/split-rows';
import {
  packSplit,
  recallPlaces,
  rememberPlaces,
  type StoredSplit,
  unpackSplit,
} from '../../../src/core/preparation/stored-split';
import { createRandom, permutation } from '../../../src/core/random';
import { type Recipe, recipeSchema } from '../../../src/core/recipe/recipe';
import type { SplitSettings } from '../choices/split-input';
import { tableOf } from './tables';

interface Row {
  x: number | null;
  colour: string | null;
  patient: string;
  day: number;
  part: string;
  y: string;
}

/** Stands for the files on disk: what is kept goes through bytes. */
function memoryOf(): SplitMemory {
  const kept = new Map<string, Uint8Array>();
  return {
    recall: (key) => (kept.has(key) ? unpackSplit(kept.get(key) as Uint8Array) : null),
    keep: (key, stored) => void kept.set(key, packSplit(stored)),
  };
}

const table = (rows: readonly Row[]) =>
  tableOf({
    colour: rows.map((row) => row.colour),
    x: rows.map((row) => row.x),
    patient: rows.map((row) => row.patient),
    day: rows.map((row) => row.day),
    part: rows.map((row) => row.part),
    y: rows.map((row) => row.y),
  });

function recipeOf(split: object): Recipe {
  return recipeSchema.parse({
    data: { target: 'y', group: 'patient', time: 'day', part: 'part' },
    split,
  });
}

function split(rows: readonly Row[], recipe: Recipe, memory: SplitMemory | null) {
  const made = table(rows);
  return splitRows(made, resolveTarget(made, recipe), recipe, { testFile: false, memory });
}

/** The content of each part, in a fixed order. */
const contents = (rows: readonly Row[], parts: Parts) =>
  (Object.values(parts) as Int32Array[]).map((part) =>
    [...part].map((row) => JSON.stringify(rows[row])).sort(),
  );

const ways = splits.flatMap(({ kind }): SplitSettings[] =>
  kind === 'k-fold'
    ? (['rows', 'classes', 'groups', 'time'] as const).map((by) => ({ kind, by, folds: 3, fold: 2 }))
    : [{ kind }],
);

/** Rows of groups, days and parts that hang together, some of them twice. */
function rowsOf(seed: number, count: number, from = 0): Row[] {
  const random = createRandom(seed, from + 1);
  return Array.from({ length: count }, (_, i) => {
    const x = random.integer(30);
    return {
      x: x === 0 ? null : x / 4,
      colour: ['red', 'green', '', 'blue'][random.integer(4)] || null,
      patient: `p${random.integer(12)}`,
      day: random.integer(60),
      part: ['train', 'train', 'valid', 'test'][(i + from) % 4] as string,
      y: i % 3 === 0 ? 'a' : 'b',
    };
  });
}

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  count: fc.integer({ min: 80, max: 160 }),
  added: fc.integer({ min: 0, max: 60 }),
});

describe.each(ways.map((way) => [Object.values(way).join(' '), way] as const))('%s', (_name, way) => {
  const recipe = recipeOf(way);
  const again = (old: readonly Row[], now: readonly Row[]) => {
    const memory = memoryOf();
    const before = split(old, recipe, memory);
    return { before, after: split(now, recipe, memory) };
  };

  test('appending rows moves none', () => {
    fc.assert(
      fc.property(cases, ({ seed, count, added }) => {
        const old = rowsOf(seed, count);
        const now = [...old, ...rowsOf(seed, added, 1000)];
        const { before, after } = again(old, now);
        const kept = contents(now, after.parts);
        for (const [i, rows] of contents(old, before.parts).entries()) {
          const counts = new Map<string, number>();
          for (const row of kept[i] ?? []) counts.set(row, (counts.get(row) ?? 0) + 1);
          for (const row of rows) counts.set(row, (counts.get(row) ?? 0) - 1);
          expect(Math.min(0, ...counts.values())).toBe(0);
        }
        expect(after.kept).toEqual({ kept: count, added });
        expect(before.kept).toEqual({ kept: 0, added: count });
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('shuffling rows and columns moves none', () => {
    fc.assert(
      fc.property(cases, ({ seed, count }) => {
        const old = rowsOf(seed, count);
        const order = permutation(count, createRandom(seed, 7));
        const now = Array.from(order, (row) => old[row] as Row);
        const { before, after } = again(old, now);
        expect(contents(now, after.parts)).toEqual(contents(old, before.parts));
        expect(after.kept).toEqual({ kept: count, added: 0 });
      }),
      { numRuns: 30, seed: 2 },
    );
  });

  test('deleting rows moves none, and they come back to their part', () => {
    fc.assert(
      fc.property(cases, ({ seed, count }) => {
        const old = rowsOf(seed, count);
        const rest = old.filter((_, row) => (row * 7 + seed) % 10 !== 0);
        const memory = memoryOf();
        const before = contents(old, split(old, recipe, memory).parts);
        const after = split(rest, recipe, memory);
        expect(after.kept?.added).toBe(0);
        for (const [i, rows] of contents(rest, after.parts).entries()) {
          const there = [...(before[i] ?? [])];
          for (const row of rows) {
            const at = there.indexOf(row);
            // Of rows of equal content it does not matter which one went.
            expect(at).toBeGreaterThanOrEqual(0);
            there.splice(at, 1);
          }
        }
        expect(contents(old, split(old, recipe, memory).parts)).toEqual(before);
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  test('without a memory the same data gives the same parts', () => {
    const rows = rowsOf(5, 120);
    expect(split(rows, recipe, null).parts).toEqual(split(rows, recipe, memoryOf()).parts);
    expect(split(rows, recipe, null).kept).toBeNull();
  });
});

test('a split that grows keeps its shares over the whole', () => {
  const memory = memoryOf();
  const recipe = recipeOf({ kind: 'stratified' });
  split(rowsOf(1, 200), recipe, memory);
  const { parts } = split([...rowsOf(1, 200), ...rowsOf(2, 400, 500)], recipe, memory);
  expect(parts.test.length).toBe(120);
  expect(parts.validation.length).toBe(90);
});

test('another seed, target or split has places of its own; all folds of a deal share them', () => {
  const keys = new Set<string>();
  const memory: SplitMemory = { recall: () => null, keep: (key) => void keys.add(key) };
  const rows = rowsOf(3, 90);
  const kFold = { kind: 'k-fold', folds: 3, by: 'rows' };
  for (const fold of [1, 2, 3]) split(rows, recipeOf({ ...kFold, fold }), memory);
  expect(keys.size).toBe(1);
  split(rows, recipeOf({ ...kFold, repeats: 2, repeat: 2 }), memory);
  split(rows, { ...recipeOf({ kind: 'random' }), seed: 9 }, memory);
  split(rows, recipeOf({ kind: 'random' }), memory);
  expect(keys.size).toBe(4);
});

describe('hashes', () => {
  test('do not hang on the order of columns, on empty columns or on how numbers were read', () => {
    const one = hashRows(tableOf({ a: [1, 2.5, null], b: ['x', null, 'y'] }));
    const same = hashRows(tableOf({ b: ['x', null, 'y'], a: ['1', '2.50', null], c: [null, null, null] }));
    expect(same).toEqual(one);
  });

  test('tell rows apart', () => {
    const rows = 200_000;
    const values = Array.from({ length: rows }, (_, row) => row % 1000);
    const others = Array.from({ length: rows }, (_, row) => Math.floor(row / 1000));
    const { low, high } = hashRows(
      tableOf({ a: values, b: others, c: others.map((other) => `t${other % 7}`) }),
    );
    expect(
      new Set(Array.from(low, (half, row) => half * 2 ** 20 + ((high[row] as number) % 2 ** 20))).size,
    ).toBe(rows);
  });

  test('tell which column holds a value', () => {
    const { low, high } = hashRows(tableOf({ a: [1, 2, 0, null], b: [2, 1, null, 0] }));
    expect(new Set(low).size).toBe(4);
    expect(new Set(high).size).toBe(4);
  });
});

test('a stored split survives its bytes, and a damaged one is refused', () => {
  const stored: StoredSplit = {
    low: Uint32Array.of(1, 2, 2, 0xffffffff),
    high: Uint32Array.of(0, 5, 5, 0xfffffffe),
    places: Uint8Array.of(0, 1, 2, 254),
  };
  const bytes = packSplit(stored);
  expect(unpackSplit(bytes)).toEqual(stored);
  expect(bytes.length).toBe(12 + 4 * 9);
  for (const bad of [bytes.subarray(1), bytes.subarray(0, 20), new Uint8Array(3), new Uint8Array(48)])
    expect(() => unpackSplit(bad)).toThrow(/damaged/);
  const hashes = { low: Uint32Array.of(2, 7, 2, 2), high: Uint32Array.of(5, 1, 5, 5) };
  expect([...recallPlaces(stored, hashes)]).toEqual([1, 255, 2, 255]);
  const grown = rememberPlaces(stored, hashes, Uint8Array.of(1, 0, 2, 0));
  expect([...grown.places]).toEqual([0, 0, 1, 2, 0, 254]);
});
