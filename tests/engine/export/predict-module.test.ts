// predict.mjs: raw values of every kind, and what it refuses.
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingSpellings as fileSpellings } from '../../../src/data/missing';
import { writeFormat } from '../../../src/engine/export/formats';
import { tfjsOps } from '../../../src/engine/export/tfjs/ops';
import { encodeRows, loadHoneModel, missingSpellings } from '../../../src/engine/export/tfjs/predict.mjs';
import { predictSource } from '../../../src/engine/export/tfjs/predict-source';
import { openTfjs } from './runtimes';
import { expectedOutputs, sampleGraph, valueCard } from './sample-model';

const number = (type: 'number' | 'boolean' | 'date', offset = 0) => ({
  numbers: [{ name: 'x', type, offset }],
  categories: [],
});
const encodeOne = (type: 'number' | 'boolean' | 'date', value: unknown) =>
  encodeRows(number(type), [{ x: value }]).centred[0];

describe('encodeRows', () => {
  it.each<[unknown, number]>([
    [3, 3],
    ['3', 3],
    [' -2.5e1 ', -25],
    ['.5', 0.5],
    [7n, 7],
    ...[...fileSpellings, null, undefined, Number.NaN, 'inf', '-Infinity', Number.POSITIVE_INFINITY].map(
      (value): [unknown, number] => [value, Number.NaN],
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

describe('an address', () => {
  const { files } = writeFormat('tfjs', sampleGraph(1), valueCard);
  const content = new Map(files.map((file) => [`/model/${file.path}`, file.content]));
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const found = content.get(request.url ?? '');
      if (found === undefined) response.writeHead(404).end();
      else response.end(found);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it('is read file by file', async () => {
    const model = await loadHoneModel(await openTfjs(), `${origin}/model`);
    const row = {
      'price (€).x': 1e9,
      day: '2022-01-07',
      prediction: 'true',
      'a b[0]': 'apple',
      '도시/"x"': '서울',
    };
    const [{ prediction } = { prediction: '' }] = await model.predict([row]);
    const raw = { numbers: [1e9, 18_999, 1], texts: ['apple', '서울'] };
    expect(prediction).toBeCloseTo(expectedOutputs([raw], 1)[0] as number, 4);
  });

  it('without the files is named in the error', async () => {
    const missing = loadHoneModel(await openTfjs(), new URL(`${origin}/nothing/`));
    await expect(missing).rejects.toThrow(`${origin}/nothing/model.json cannot be read: HTTP 404`);
  });
});

it('lists only ops that the TensorFlow.js converter has', () => {
  const require = createRequire(import.meta.url);
  const fromTfjs = createRequire(require.resolve('@tensorflow/tfjs'));
  const folder = path.join(
    path.dirname(fromTfjs.resolve('@tensorflow/tfjs-converter/package.json')),
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
