// Whole exported models take raw rows: odd names, missing values, unseen categories, one row and many.
import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../src/core/preparation/model-card';
import { predictionWidth } from '../../../src/core/preparation/target-values';
import { type ExportFormat, writeFormat } from '../../../src/engine/export/formats';
import { loadHoneModel } from '../../../src/engine/export/tfjs/predict.mjs';
import type { Given } from './graphs';
import { openOnnx, openTfjs, runOnnx, tfjsHandler } from './runtimes';
import {
  classCard,
  expectedLabels,
  expectedOutputs,
  preparation,
  type RawRow,
  rawRows,
  sampleGraph,
  valueCard,
} from './sample-model';

const onnx = openOnnx();
const batches: [string, readonly RawRow[]][] = [
  ['one row', rawRows.slice(0, 1)],
  ['four rows', rawRows],
  ['600 rows', Array.from({ length: 600 }, (_, i) => rawRows[i % rawRows.length] as RawRow)],
];

function feedsOf(rows: readonly RawRow[]): Record<string, Given> {
  const shape = [rows.length, 1];
  return Object.fromEntries([
    ...preparation.numbers.map(({ name }, i) => [
      name,
      { dtype: 'float64', shape, values: rows.map((row) => row.numbers[i]) },
    ]),
    ...preparation.categories.map(({ name }, i) => [
      name,
      { dtype: 'string', shape, values: rows.map((row) => row.texts[i]) },
    ]),
  ]) as Record<string, Given>;
}

function contentOf(format: ExportFormat, card: ModelCard, file: string): Uint8Array | string {
  const { files } = writeFormat(format, sampleGraph(predictionWidth(card.target)), card);
  return files.find(({ path }) => path === file)?.content as Uint8Array | string;
}

/** Three outputs of the graph: a value, and two quantiles behind it. */
const quantileCard: ModelCard = {
  ...valueCard,
  target: { kind: 'number', name: 'cost', mean: 0, deviation: 1, quantiles: [0.1, 0.9] },
};

function expectNear(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 5);
  });
}

describe.skipIf(!onnx)('ONNX (needs onnxruntime-web)', () => {
  const run = (card: ModelCard, rows: readonly RawRow[]) =>
    runOnnx(
      onnx as NonNullable<typeof onnx>,
      contentOf('onnx', card, 'model.onnx') as Uint8Array,
      feedsOf(rows),
    );

  it.each(batches)('classes, %s', async (_, rows) => {
    const results = await run(classCard, rows);
    const expected = expectedOutputs(rows, 3);
    expectNear(results.probabilities?.data as Float32Array, expected);
    // A column is called `prediction`, so the output gives way.
    expect(Array.from(results.prediction_?.data as ArrayLike<string>)).toEqual(expectedLabels(expected));
    expect(results.prediction_?.dims).toEqual([rows.length]);
  });

  it('a number', async () => {
    const results = await run(valueCard, rawRows);
    expectNear(results.prediction_?.data as Float32Array, expectedOutputs(rawRows, 1));
  });

  it('a number with quantiles', async () => {
    const results = await run(quantileCard, rawRows);
    const expected = expectedOutputs(rawRows, 3);
    expectNear(
      results.prediction_?.data as Float32Array,
      expected.filter((_, i) => i % 3 === 0),
    );
    expect(results.quantiles?.dims).toEqual([rawRows.length, 2]);
    expectNear(
      results.quantiles?.data as Float32Array,
      expected.filter((_, i) => i % 3 > 0),
    );
  });
});

describe('TensorFlow.js', () => {
  const toObject = (row: RawRow): Record<string, unknown> =>
    Object.fromEntries([
      ...preparation.numbers.map(({ name }, i) => [name, row.numbers[i]]),
      ...preparation.categories.map(({ name }, i) => [name, row.texts[i]]),
    ]);
  const filesOf = (card: ModelCard) => {
    const { files } = writeFormat('tfjs', sampleGraph(predictionWidth(card.target)), card);
    return Object.fromEntries(files.map((file) => [file.path, file.content]));
  };

  it.each(batches)('classes, %s', async (_, rows) => {
    const model = await loadHoneModel(await openTfjs(), filesOf(classCard));
    const predictions = await model.predict(rows.map(toObject));
    const expected = expectedOutputs(rows, 3);
    expect(predictions.map(({ prediction }) => prediction)).toEqual(expectedLabels(expected));
    expectNear(
      predictions.flatMap(({ probabilities }) => Object.values(probabilities ?? {})),
      expected,
    );
    model.dispose();
  });

  it('a number', async () => {
    const model = await loadHoneModel(await openTfjs(), filesOf(valueCard));
    const predictions = await model.predict(rawRows.map(toObject));
    expectNear(
      predictions.map(({ prediction }) => Number(prediction)),
      expectedOutputs(rawRows, 1),
    );
  });

  it('a number with quantiles', async () => {
    const model = await loadHoneModel(await openTfjs(), filesOf(quantileCard));
    const predictions = await model.predict(rawRows.map(toObject));
    expect(Object.keys(predictions[0]?.quantiles ?? {})).toEqual(['q10', 'q90']);
    expectNear(
      predictions.flatMap(({ prediction, quantiles }) => [
        Number(prediction),
        ...Object.values(quantiles ?? {}),
      ]),
      expectedOutputs(rawRows, 3),
    );
    model.dispose();
  });

  it('leaves no tensor behind', async () => {
    const tf = await openTfjs();
    const before = tf.memory().numTensors;
    const model = await loadHoneModel(tf, filesOf(classCard));
    await model.predict(rawRows.map(toObject));
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('serves the bare graph through its signature', async () => {
    const tf = await openTfjs();
    const small = structuredCloneOf(classCard);
    for (const feature of small.preparation.numbers) feature.offset = 2;
    const { files } = writeFormat('tfjs', sampleGraph(3), small);
    const content = Object.fromEntries(files.map((file) => [file.path, file.content]));
    const answers = await bareAnswers(tf, content);
    const model = await loadHoneModel(tf, content);
    const row = { 'price (€).x': 3, day: 4, prediction: true, 'a b[0]': 'apple', '도시/"x"': 'nowhere' };
    const [prediction] = await model.predict([row]);
    expectNear(answers, Object.values(prediction?.probabilities ?? {}));
  });
});

const structuredCloneOf = (card: ModelCard) => JSON.parse(JSON.stringify(card)) as ModelCard;

async function bareAnswers(
  tf: Awaited<ReturnType<typeof openTfjs>>,
  content: Record<string, Uint8Array | string>,
): Promise<number[]> {
  const json = JSON.parse(content['model.json'] as string);
  const weights = content['group1-shard1of1.bin'] as Uint8Array;
  const graph = await tf.loadGraphModel(tfjsHandler(json, weights));
  const inputs = {
    'price (€).x': tf.tensor([3], [1, 1], 'float32'),
    day: tf.tensor([4], [1, 1], 'float32'),
    prediction: tf.tensor([1], [1, 1], 'float32'),
    'a b[0]': tf.tensor([1], [1, 1], 'int32'),
    '도시/"x"': tf.tensor([-1], [1, 1], 'int32'),
  };
  const result = [graph.execute(inputs, ['probabilities'])].flat()[0];
  return Array.from(result?.dataSync() as ArrayLike<number>);
}
