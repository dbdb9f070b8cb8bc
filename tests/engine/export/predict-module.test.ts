// predict.mjs: raw values of every kind, and what it refuses.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingSpellings as fileSpellings } from '../../../src/data/missing';
import { tfjsOps } from '../../../src/engine/export/tfjs/ops';
import { encodeRows, loadHoneModel, missingSpellings } from '../../../src/engine/export/tfjs/predict.mjs';
import { predictSource } from '../../../src/engine/export/tfjs/predict-source';

const number = (type: 'number' | 'boolean' | 'date', offset = 0) => ({
  numbers: [{ name: 'x', type, offset }],
  categories: [],
});
const encodeOne = (type: 'number' | 'boolean' | 'date', value: unknown) =>
  encodeRows(number(type), [{ x: value }]).centred[0];

describe('encodeRows', () => {
  it.each([
    [3, 3],
    ['3', 3],
    [' -2.5e1 ', -25],
    ['.5', 0.5],
    [7n, 7],
    ...[...fileSpellings, null, undefined, Number.NaN, 'inf', '-Infinity', Number.POSITIVE_INFINITY].map(
      (value) => [value, Number.NaN] as const,
    ),
  ])('reads the number %o as %d', (value, expected) => {
    expect(encodeOne('number', value)).toBe(expected);
  });

  it.each([
    ['1970-01-02', 1],
    ['2020-02-29', 18_321],
    ['2020/2/9', 18_301],
    ['1970-01-01T12:00', 0.5],
    ['1970-01-01 06:00:00Z', 0.25],
    ['1970-01-02T00:00:00+06:00', 0.75],
    ['1969-12-31', -1],
    [new Date(86_400_000), 1],
    [4.5, 4.5],
  ])('reads the date %s as day %d', (value, expected) => {
    expect(encodeOne('date', value)).toBeCloseTo(expected, 10);
  });

  it.each([
    [true, 1],
    [false, 0],
    ['True', 1],
    ['FALSE', 0],
    ['1', 1],
    [0, 0],
  ])('reads the boolean %j as %d', (value, expected) => {
    expect(encodeOne('boolean', value)).toBe(expected);
  });

  it('centres in double precision', () => {
    expect(encodeRows(number('number', 1e12), [{ x: 1e12 + 0.5 }]).centred[0]).toBe(0.5);
  });

  it('knows categories by their exact text, and nothing else', () => {
    const description = {
      numbers: [],
      categories: [{ name: 'c', node: 'n', categories: ['a', '1', 'true'] }],
    };
    const rows = ['a', 'A', 1, true, null, undefined, ' a'].map((c) => ({ c }));
    expect(Array.from(encodeRows(description, rows).codes[0]?.values ?? [])).toEqual([
      0, -1, 1, 2, -1, -1, -1,
    ]);
  });

  it.each([
    ['number', 'abc'],
    ['number', '1,5'],
    ['boolean', 'maybe'],
    ['date', '2021-02-30'],
    ['date', 'tomorrow'],
  ] as const)('refuses a %s of %j and says where', (type, value) => {
    expect(() => encodeRows(number(type), [{ x: null }, { x: value }])).toThrow(
      `Row 2, column "x": "${value}" is not a`,
    );
  });

  it('names the columns that no row has', () => {
    const description = { ...number('number'), categories: [{ name: 'c', node: 'n', categories: [] }] };
    expect(() => encodeRows(description, [{ y: 1 }])).toThrow('lack the columns "x", "c"');
    expect(encodeRows(number('number'), [{}, { x: 2 }]).centred[1]).toBe(2);
  });
});

it('takes the same texts for missing as the file reader', () => {
  expect([...missingSpellings].sort()).toEqual([...fileSpellings].sort());
});

it('is carried by exports as it is, without any import', () => {
  expect(predictSource).toContain('export async function loadHoneModel');
  expect(predictSource).not.toMatch(/^import\s|\bimport\(|\brequire\(/m);
});

it('says which file of an address is missing', async () => {
  await expect(loadHoneModel({}, 'http://127.0.0.1:9/model')).rejects.toThrow();
});

it('lists only ops that the TensorFlow.js converter has', () => {
  const require = createRequire(import.meta.url);
  const folder = path.join(
    path.dirname(require.resolve('@tensorflow/tfjs-converter/package.json')),
    'dist/operations/op_list',
  );
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  expect(files.length).toBeGreaterThan(5);
  const known = new Set(
    files.flatMap((file) =>
      ((require(path.join(folder, file)) as { json?: { tfOpName: string }[] }).json ?? []).map(
        (op) => op.tfOpName,
      ),
    ),
  );
  expect([...tfjsOps].filter((op) => !known.has(op))).toEqual([]);
});
