// The export folder: its files, its parity check, and what must not happen.
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelCardSchema } from '../../../src/core/preparation/model-card';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import { exportCardSchema } from '../../../src/engine/export/export-card';
import { exportModel, type ExportRequest } from '../../../src/engine/export/export-model';
import { type ExportFormat, exportFormats } from '../../../src/engine/export/formats';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from '../native-runtime';
import { attr, tracedGraph } from './graphs';
import { openTfjs } from './runtimes';
import {
  classCard,
  expectedOutputs,
  ROWS,
  rawRows,
  sampleGraph,
  sampleRecord,
  sampleTable,
} from './sample-model';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(os.tmpdir(), 'hone-export-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const weights = Uint8Array.of(1, 2, 3);
const request = (format: ExportFormat, change: Partial<ExportRequest> = {}): ExportRequest => ({
  format,
  card: classCard,
  weights,
  recipe: sampleRecord.recipe,
  record: sampleRecord,
  folder: path.join(base, 'deep', 'model'),
  graph: sampleGraph(3),
  parity: null,
  ...change,
});
const sample = () => ({
  table: sampleTable(rawRows),
  expected: Float32Array.from(expectedOutputs(rawRows, 3)),
});
const read = (folder: string, file: string) =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown;

const ownFiles = [
  'README.md',
  'hone/model.json',
  'hone/recipe.json',
  'hone/weights.safetensors',
  'model-card.json',
];
const formatFiles: Record<ExportFormat, string[]> = {
  'saved-model': ['saved_model.pb'],
  onnx: ['model.onnx'],
  tfjs: ['group1-shard1of1.bin', 'hone-model.json', 'model.json', 'predict.mjs'],
};

describe('exportModel', () => {
  it.each(exportFormats)('writes a folder that explains itself (%s)', async (format) => {
    const wanted = request(format);
    const { files } = await exportModel(wanted);
    expect(files).toEqual([...formatFiles[format], ...ownFiles].sort());
    for (const file of files) expect(existsSync(path.join(wanted.folder, file))).toBe(true);
    expect(readdirSync(path.dirname(wanted.folder))).toEqual(['model']);
    const card = exportCardSchema.parse(read(wanted.folder, 'model-card.json'));
    expect(card.data).toMatchObject({ file: 'survey.csv', fingerprint: 'ab'.repeat(32) });
    expect(card.run).toMatchObject({ bestEpoch: 9, epochs: 12 });
    expect(card.inputs.map((input) => input.name)).toContain('도시/"x"');
    expect(card.outputs.map((output) => output.name)).toEqual(['prediction_', 'probabilities']);
    const readme = readFileSync(path.join(wanted.folder, 'README.md'), 'utf8');
    expect(readme).toContain('epoch 9 of 12');
    expect(readme).toContain(JSON.stringify('price (€).x'));
    expect(readFileSync(path.join(wanted.folder, 'model-card.json'), 'utf8')).not.toContain('secret folder');
  });

  it('names the quantiles in its README and card', async () => {
    const target = { kind: 'number', name: 'cost', mean: 0, deviation: 1, quantiles: [0.025, 0.5] } as const;
    const card = { ...classCard, target: { ...target, quantiles: [...target.quantiles] } };
    const wanted = request('saved-model', { card });
    await exportModel(wanted);
    const written = exportCardSchema.parse(read(wanted.folder, 'model-card.json'));
    expect(written.outputs).toEqual([
      { name: 'prediction_', dtype: 'float32', shape: [-1] },
      { name: 'quantiles', dtype: 'float32', shape: [-1, 2] },
    ]);
    const readme = readFileSync(path.join(wanted.folder, 'README.md'), 'utf8');
    expect(readme).toContain('Quantiles, in the order of the columns: `q025` (0.025), `q50` (0.5).');
  });

  it('says in its README how the windows of a series are made', async () => {
    const series = {
      ...{ time: 'day', key: 'shop', target: 'cost', features: ['cost'], carried: [] },
      ...{ frequency: { unit: 'day', every: 1 }, aggregate: 'mean', gaps: 'previous' },
      ...{ length: 14, horizon: 9, stride: 1, lags: [28], rolling: [7], calendar: true, difference: 7 },
    } as const;
    const target = { kind: 'number', name: 'cost', mean: 0, deviation: 1 } as const;
    const card = modelCardSchema.parse({ ...classCard, target, series });
    const wanted = request('saved-model', { card, graph: sampleGraph(1) });
    await exportModel(wanted);
    expect(exportCardSchema.parse(read(wanted.folder, 'model-card.json')).series).toEqual(series);
    const readme = readFileSync(path.join(wanted.folder, 'README.md'), 'utf8');
    expect(readme).toContain('## Time series');
    expect(readme).toContain(
      'A row is a window of 14 steps (frequency: day), by the column day, each series (shop)',
    );
    expect(readme).toContain('the output is cost 9 steps after `t-0`');
    expect(readme).toContain('a step without a value takes the last known one');
    expect(readme).toContain('`lag 28` is cost 28 steps before it');
    // The last value of the same weekday that is known: 9 steps ahead it lies two seasons back.
    expect(readme).toContain('add the value of cost 14 steps before the predicted moment');
  });

  it('writes what hone predict reads', async () => {
    const wanted = request('onnx');
    await exportModel(wanted);
    expect(modelCardSchema.parse(read(wanted.folder, 'hone/model.json'))).toEqual(classCard);
    expect(recipeSchema.parse(read(wanted.folder, 'hone/recipe.json'))).toEqual(sampleRecord.recipe);
    expect(new Uint8Array(readFileSync(path.join(wanted.folder, 'hone/weights.safetensors')))).toEqual(
      weights,
    );
  });

  it('writes the same bytes every time', async () => {
    for (const format of exportFormats) {
      const [first, second] = ['a', 'b'].map((name) =>
        request(format, { folder: path.join(base, format, name) }),
      );
      const { files } = await exportModel(first as ExportRequest);
      await exportModel(second as ExportRequest);
      for (const file of files) {
        const [left, right] = [first, second].map((item) =>
          readFileSync(path.join(item?.folder ?? '', file)),
        );
        expect(left?.equals(right as Buffer), file).toBe(true);
      }
    }
  });

  it('takes an empty folder, but refuses one with something in it, and a file', async () => {
    const wanted = request('onnx');
    mkdirSync(wanted.folder, { recursive: true });
    await exportModel(wanted);
    await expect(exportModel(wanted)).rejects.toMatchObject({ code: 'request-invalid' });
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    await expect(exportModel(request('onnx', { folder: file }))).rejects.toMatchObject({
      code: 'request-invalid',
    });
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it.each(exportFormats)('names an op that it cannot hold and leaves nothing behind (%s)', async (format) => {
    const build = tracedGraph([{ name: 'numbers', dtype: 'float32', shape: [ROWS, 3] }]);
    const type = { dtype: 'float32', shape: [ROWS, 3] } as const;
    const ref = build.op('Betainc', [{ node: 'numbers', output: 0 }], type, [attr.type('T', 'float32')]);
    const wanted = request(format, { graph: build.finish(ref, type) });
    if (format === 'saved-model') await expect(exportModel(wanted)).resolves.toBeDefined();
    else {
      await expect(exportModel(wanted)).rejects.toMatchObject({
        code: 'export-unsupported',
        message: expect.stringContaining('Betainc'),
      });
      expect(readdirSync(base)).toEqual([]);
    }
  });
});

describe('the parity check', () => {
  const onTfjs = async () =>
    ({
      ops: await openTfjs(),
      backend: 'wasm',
      device: 'wasm',
      version: '4',
      native: null,
    }) as unknown as Runtime;

  it('is written into the card (TensorFlow.js)', async () => {
    const wanted = request('tfjs', { parity: { sample: sample(), runtime: await onTfjs() } });
    await exportModel(wanted);
    const { parity } = exportCardSchema.parse(read(wanted.folder, 'model-card.json'));
    expect(parity?.rows).toBe(4);
    expect(parity?.largestDifference).toBeLessThan(1e-5);
    expect(readFileSync(path.join(wanted.folder, 'README.md'), 'utf8')).toContain('Checked on 4 rows');
  });

  it('stops an export that predicts something else', async () => {
    const { table, expected } = sample();
    const wrong = expected.map((value) => value + 0.01);
    const wanted = request('tfjs', {
      parity: { sample: { table, expected: wrong }, runtime: await onTfjs() },
    });
    await expect(exportModel(wanted)).rejects.toThrow('differs');
    expect(readdirSync(path.dirname(wanted.folder))).toEqual([]);
  });

  it('is not made where nothing can run the files', async () => {
    const wanted = request('onnx', { parity: { sample: sample(), runtime: await onTfjs() } });
    await exportModel(wanted);
    expect(exportCardSchema.parse(read(wanted.folder, 'model-card.json')).parity).toBeNull();
  });

  it.skipIf(!hasNative)('is made in native TensorFlow (SavedModel)', async () => {
    const runtime = await openNativeRuntime();
    const before = [runtime.native?.binding.getNumOfTensors(), runtime.native?.binding.getNumOfSavedModels()];
    const wanted = request('saved-model', { parity: { sample: sample(), runtime } });
    await exportModel(wanted);
    const { parity } = exportCardSchema.parse(read(wanted.folder, 'model-card.json'));
    expect(parity?.runtime).toMatch(/^TensorFlow \d/);
    expect(parity?.largestDifference).toBeLessThan(1e-5);
    expect([
      runtime.native?.binding.getNumOfTensors(),
      runtime.native?.binding.getNumOfSavedModels(),
    ]).toEqual(before);
  });
});
