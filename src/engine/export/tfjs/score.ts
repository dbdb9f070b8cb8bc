// Runs an exported TensorFlow.js model through its own predict.mjs, on raw columns.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Target } from '../../../core/preparation/preparation';
import { quantileNames } from '../../../core/preparation/target-values';
import { type RawColumn, rawObjects } from '../raw-table';
import { loadHoneModel } from './predict.mjs';

/** The probabilities, or the values with their quantiles (row by row), for those columns. `tf` is tfjs with a backend and the converter. */
export async function scoreTfjs(
  tf: object,
  folder: string,
  target: Target,
  columns: readonly RawColumn[],
  rows: number,
): Promise<Float32Array> {
  const model = await loadHoneModel(tf, (file) => readFile(path.join(folder, file)));
  try {
    const predictions = await model.predict(rawObjects(columns, rows));
    const classes = target.kind === 'classes' ? target.classes : null;
    const names = quantileNames(target);
    return Float32Array.from(
      predictions.flatMap(({ prediction, probabilities, quantiles }) =>
        classes
          ? classes.map((name) => probabilities?.[name] ?? Number.NaN)
          : [Number(prediction), ...names.map((name) => quantiles?.[name] ?? Number.NaN)],
      ),
    );
  } finally {
    model.dispose();
  }
}
