// The exported files in their own ecosystems: onnx.checker, onnxruntime and TensorFlow in Python.
// HONE_PYTHON names a Python with onnx, onnxruntime, numpy and tensorflow; without it these tests are skipped.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../src/core/preparation/model-card';
import { exportModel } from '../../../src/engine/export/export-model';
import {
  classCard,
  expectedLabels,
  expectedOutputs,
  type RawRow,
  rawRows,
  sampleGraph,
  sampleRecord,
  valueCard,
} from './sample-model';

const python = process.env.HONE_PYTHON;
const script = fileURLToPath(new URL('run_export.py', import.meta.url));

/** Infinity has no JSON; it counts as missing, as null does. */
function rowsJson({ numbers, categories }: ModelCard['preparation'], rows: readonly RawRow[]): string {
  const known = (value: number | undefined) => (Number.isFinite(value) ? value : null);
  return JSON.stringify(
    Object.fromEntries([
      ...numbers.map(({ name }, i) => [name, rows.map((row) => known(row.numbers[i]))]),
      ...categories.map(({ name }, i) => [name, rows.map((row) => row.texts[i])]),
    ]),
  );
}

async function runInPython(
  format: 'onnx' | 'saved-model',
  card: ModelCard,
  rows: readonly RawRow[],
): Promise<Record<string, unknown[]>> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'hone-python-'));
  try {
    const folder = path.join(base, 'model');
    await exportModel({
      format,
      card,
      weights: new Uint8Array(),
      recipe: sampleRecord.recipe,
      record: sampleRecord,
      folder,
      graph: sampleGraph(card.target.kind === 'classes' ? card.target.classes.length : 1),
      parity: null,
    });
    const file = path.join(base, 'rows.json');
    writeFileSync(file, rowsJson(card.preparation, rows));
    const text = execFileSync(python as string, [script, folder, file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return JSON.parse(text) as Record<string, unknown[]>;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

describe.skipIf(!python)('in Python (needs HONE_PYTHON)', () => {
  it.each(['onnx', 'saved-model'] as const)(
    '%s gives the classes of one row and of many',
    async (format) => {
      for (const rows of [rawRows.slice(0, 1), rawRows]) {
        const results = await runInPython(format, classCard, rows);
        const expected = expectedOutputs(rows, 3);
        expect(results.prediction_).toEqual(expectedLabels(expected));
        (results.probabilities as number[][]).flat().forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] as number, 5);
        });
      }
    },
    120_000,
  );

  it('saved-model takes columns whose names Python would not', async () => {
    const card = JSON.parse(JSON.stringify(classCard)) as typeof classCard;
    const names = ['area (m²)', 'a.b', 'a_b', 'class', 'self'];
    const features = [...card.preparation.numbers, ...card.preparation.categories];
    features.forEach((feature, i) => {
      feature.name = names[i] as string;
    });
    const results = await runInPython('saved-model', card, rawRows);
    expect(results.prediction).toEqual(expectedLabels(expectedOutputs(rawRows, 3)));
  }, 120_000);

  it.each(['onnx', 'saved-model'] as const)(
    '%s gives a number',
    async (format) => {
      const results = await runInPython(format, valueCard, rawRows);
      const expected = expectedOutputs(rawRows, 1);
      expect(results.prediction_).toHaveLength(expected.length);
      (results.prediction_ as number[]).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] as number, 5);
      });
    },
    120_000,
  );
});
